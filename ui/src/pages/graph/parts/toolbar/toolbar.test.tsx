import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { createFakeApi } from '../../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../../test-support/render-console.tsx'
import { defaultView, type GraphView } from '../../url.ts'
import { DisplayMenu } from './DisplayMenu.tsx'
import { ViewMenu } from './ViewMenu.tsx'

const api = createFakeApi()

async function openDisplay(view: Partial<GraphView> = {}) {
  const onChange = vi.fn()
  renderConsole(<DisplayMenu view={{ ...defaultView, ...view }} hasAmbient onChange={onChange} />, {
    api,
  })
  await userEvent.click(screen.getByRole('button', { name: 'Display' }))
  await screen.findByRole('checkbox', { name: 'Service nodes' })
  return onChange
}

describe('the display menu', () => {
  it('has help on each option', async () => {
    await openDisplay({ labels: ['rate', 'responseTime', 'throughput'] })
    const inputs = [...screen.getAllByRole('checkbox'), ...screen.getAllByRole('radio')]
    const helpOf = (input: HTMLElement): Element | null =>
      input.closest('.al-option')?.querySelector('.al-help-tip') ??
      input.closest('fieldset')?.querySelector('legend .al-help-tip') ??
      null
    expect(inputs.length).toBeGreaterThan(25)
    expect(inputs.filter((input) => helpOf(input) === null).map(({ id }) => id)).toEqual([])
  })

  it.each([
    { name: 'Idle edges', patch: { idleEdges: true } },
    { name: 'Idle nodes', patch: { idleNodes: true } },
    { name: 'Allowed, silent', patch: { silent: true } },
    { name: 'Operation nodes', patch: { operations: true } },
    { name: 'Waypoints as nodes', patch: { waypoints: true } },
    { name: 'Moving traffic', patch: { isAnimated: true } },
    { name: 'Clusters', patch: { boxBy: ['namespace', 'app'] } },
    { name: 'Namespaces', patch: { boxBy: ['cluster', 'app'] } },
    { name: 'Locks (mTLS)', patch: { badges: ['sidecars', 'routing', 'findings'] } },
    { name: 'Out of mesh', patch: { badges: ['security', 'routing', 'findings'] } },
    { name: 'Routing rules', patch: { badges: ['security', 'sidecars', 'findings'] } },
    { name: 'Findings', patch: { badges: ['security', 'sidecars', 'routing'] } },
    { name: 'Throughput', patch: { labels: ['rate', 'throughput'] } },
    { name: 'Share of the caller’s traffic', patch: { labels: ['rate', 'distribution'] } },
  ])('switches "$name"', async ({ name, patch }) => {
    const onChange = await openDisplay()
    await userEvent.click(screen.getByRole('checkbox', { name }))
    expect(onChange).toHaveBeenCalledWith(patch)
  })

  it.each([
    { name: 'Messages sent', patch: { grpc: 'sent' } },
    { name: 'Node tunnels', patch: { ambient: 'ztunnel' } },
    { name: 'Median', patch: { responseTime: 'p50' } },
    { name: 'Responses', patch: { throughput: 'response' } },
  ])('chooses "$name"', async ({ name, patch }) => {
    const onChange = await openDisplay({ labels: ['responseTime', 'throughput'] })
    await userEvent.click(screen.getByRole('radio', { name }))
    expect(onChange).toHaveBeenCalledWith(patch)
  })
})

describe('the menu of the view', () => {
  it('resets the view to what it is at first', async () => {
    const onChange = vi.fn()
    const view: GraphView = { ...defaultView, namespaces: ['shop'], type: 'service' }
    renderConsole(<ViewMenu view={view} onChange={onChange} />, { api })
    await userEvent.click(screen.getByRole('button', { name: 'This view' }))
    await userEvent.click(screen.getByRole('menuitem', { name: /^Reset the view/ }))
    expect(onChange).toHaveBeenCalledWith(defaultView)
  })

  it('copies a link to the view', async () => {
    const user = userEvent.setup()
    renderConsole(<ViewMenu view={defaultView} onChange={vi.fn()} />, {
      api,
    })
    await user.click(screen.getByRole('button', { name: 'This view' }))
    await user.click(screen.getByRole('menuitem', { name: /^Copy a link to this view/ }))
    expect(await navigator.clipboard.readText()).toBe(location.href)
    expect(await screen.findByText('Copied')).toBeInTheDocument()
  })

  it('offers no reset where there is nothing to reset', async () => {
    renderConsole(<ViewMenu view={defaultView} onChange={vi.fn()} />, { api })
    await userEvent.click(screen.getByRole('button', { name: 'This view' }))
    expect(screen.getByRole('menuitem', { name: /^Reset the view/ })).toBeDisabled()
  })
})
