import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState, type ReactNode } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Presets } from '#contract/status.ts'
import { aSession } from '../../../../../test-support/builders.ts'
import { createFakeApi } from '../../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../../test-support/render-console.tsx'
import { smallMesh } from '../../../../../test-support/small-mesh.ts'
import { defaultView, type GraphView } from '../../url.ts'
import { useShown } from '../../use-shown.ts'
import { FindBar } from './FindBar.tsx'

const graph = smallMesh()

function Bench(props: { view: Partial<GraphView>; onView: (view: GraphView) => void }): ReactNode {
  const [view, setView] = useState<GraphView>({ ...defaultView, ...props.view })
  const shown = useShown(graph, view)
  props.onView(view)
  return (
    <FindBar
      graph={graph}
      shown={shown}
      view={view}
      onChange={(patch) => setView({ ...view, ...patch })}
      onGoTo={goTo}
    />
  )
}

const goTo = vi.fn()

function show(view: Partial<GraphView> = {}, presets?: Presets): () => GraphView {
  let last: GraphView = defaultView
  goTo.mockClear()
  const session = aSession(presets === undefined ? {} : { presets })
  const api = createFakeApi({ '/api/v1/session': session })
  renderConsole(<Bench view={view} onView={(next) => (last = next)} />, { api })
  return () => last
}

const field = (name: 'Find' | 'Hide'): HTMLElement => screen.getByRole('combobox', { name })

const ofAdministrator: Presets = {
  find: [
    { description: 'The shop', expression: 'ns = shop', atFirst: false },
    { description: 'Failing', expression: 'health = failure', atFirst: true },
  ],
  hide: null,
}

beforeEach(() => {
  sessionStorage.clear()
})

describe('the fields that find and hide', () => {
  it('FH-13: Enter submits, and again goes through what was found', async () => {
    const view = show()
    await userEvent.type(field('Find'), 'ns = shop')
    expect(view().find).toBeNull()
    await userEvent.keyboard('{Enter}')
    expect(view().find).toBe('ns = shop')
    expect(screen.getByText('3 found')).toBeInTheDocument()
    await userEvent.keyboard('{Enter}{Enter}')
    expect(goTo.mock.calls).toEqual([['cart'], ['stock']])
  })

  it('FH-13: Tab completes, and leads on where nothing is begun', async () => {
    const view = show()
    await userEvent.type(field('Find'), 'heal')
    expect(screen.getByRole('option', { name: /^healthy/ })).toBeInTheDocument()
    await userEvent.keyboard('{Tab}= deg{Tab}{Enter}')
    expect(view().find).toBe('health = degraded')
    await userEvent.clear(field('Find'))
    await userEvent.tab()
    expect(field('Find')).not.toHaveFocus()
  })

  it('FH-13: arrows choose from the list, Enter takes it', async () => {
    const view = show()
    await userEvent.type(field('Find'), 'protocol = ')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    const [, second] = screen.getAllByRole('option')
    expect(second).toHaveAttribute('aria-selected', 'true')
    expect(field('Find')).toHaveAttribute('aria-activedescendant', second?.id)
    await userEvent.keyboard('{Enter}')
    expect(field('Find')).toHaveValue('protocol = http ')
    await userEvent.keyboard('{Enter}')
    expect(view().find).toBe('protocol = http')
    expect(screen.queryByRole('option')).not.toBeInTheDocument()
  })

  it('FH-13: what is pasted is in force at once', async () => {
    const view = show()
    await userEvent.click(field('Hide'))
    await userEvent.paste('protocol = tcp')
    expect(view().hide).toBe('protocol = tcp')
  })

  it('Escape closes the list, then clears', async () => {
    const view = show({ find: 'idle' })
    await userEvent.type(field('Find'), ' or')
    await userEvent.keyboard(' ')
    expect(screen.getAllByRole('option').length).toBeGreaterThan(0)
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('option')).not.toBeInTheDocument()
    expect(view().find).toBe('idle')
    await userEvent.keyboard('{Escape}')
    expect(view().find).toBeNull()
    expect(field('Find')).toHaveValue('')
  })

  it('FH-20: shows an error under its field, with the place, and takes a way out', async () => {
    const view = show()
    await userEvent.type(field('Find'), 'htpin > 5{Enter}')
    const alert = screen.getByRole('alert')
    expect(alert).toHaveTextContent('Find: There is no “htpin” to ask for: did you mean httpin?')
    expect(screen.getByText('htpin', { selector: 'mark' })).toBeInTheDocument()
    expect(field('Find')).toHaveAccessibleDescription(/There is no “htpin”/)
    expect(view().find).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'httpin' }))
    expect(view().find).toBe('httpin > 5')
    expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  })

  it('FH-20: says of an address what it cannot read', () => {
    show({ hide: 'rank <= 200' })
    expect(screen.getByRole('alert')).toHaveTextContent(/^Hide: “rank” goes from 1 to 100/)
  })

  it('says how much is hidden, and shows it again', async () => {
    const view = show({ hide: 'name = stock', edges: 'unhealthy' })
    const button = screen.getByRole('button', { name: /^\d nodes and \d edges hidden: show$/ })
    await userEvent.click(button)
    expect(view()).toMatchObject({ hide: null, edges: 'all' })
    expect(screen.queryByText(/hidden/)).not.toBeInTheDocument()
  })

  it('says that nothing is found', async () => {
    show()
    await userEvent.type(field('Find'), 'nobody{Enter}')
    expect(screen.getByText('none found')).toBeInTheDocument()
  })

  it('FH-15: offers expressions that need not be written', async () => {
    const view = show()
    await userEvent.click(screen.getByRole('button', { name: 'Presets to find' }))
    const offered = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent)
    expect(offered.slice(0, 4)).toEqual([
      'Slow edges (over 1 s)rt > 1000',
      'Unhealthy nodes!healthy',
      'Unknown nodesnode = unknown',
      'Nodes with the most edgesrank <= 2',
    ])
    await userEvent.click(screen.getByRole('menuitem', { name: /Unhealthy nodes/ }))
    expect(view().find).toBe('!healthy')
    await userEvent.click(screen.getByRole('button', { name: 'Presets to hide' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: /Nodes with few edges/ }))
    expect(view().hide).toBe('rank > 2')
  })

  it('FH-14: offers what the administrator configured, and begins with what they chose', async () => {
    const view = show({}, ofAdministrator)
    await waitFor(() => expect(view().find).toBe('health = failure'))
    expect(view().hide).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Presets to find' }))
    const offered = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent)
    expect(offered.slice(0, 2)).toEqual(['The shopns = shop', 'Failinghealth = failure'])
    await userEvent.click(screen.getByRole('menuitem', { name: /^The shop/ }))
    expect(view().find).toBe('ns = shop')
  })

  it('FH-14: begins with nothing over what the address has, nor twice in a tab', async () => {
    const own = show({ find: 'idle' }, ofAdministrator)
    await userEvent.click(screen.getByRole('button', { name: 'Presets to find' }))
    await screen.findByRole('menuitem', { name: /^The shop/ })
    expect(own().find).toBe('idle')
    cleanup()
    const again = show({}, ofAdministrator)
    await userEvent.click(screen.getByRole('button', { name: 'Presets to find' }))
    await screen.findByRole('menuitem', { name: /^The shop/ })
    expect(again().find).toBeNull()
  })

  it('FH-12: switches on what it looks at, and says so', async () => {
    const view = show()
    await userEvent.type(field('Find'), 'rt > 500{Enter}')
    expect(view().labels).toEqual(['rate', 'responseTime'])
    expect(await screen.findByText(/Response times are written on edges now/)).toBeInTheDocument()
  })

  it('FH-19: explains the language in five tabs', async () => {
    const view = show()
    await userEvent.click(screen.getByRole('button', { name: 'Presets to find' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'How to write your own' }))
    const help = await screen.findByRole('dialog', { name: 'Find and hide' })
    const tabs = within(help).getAllByRole('tab')
    expect(tabs.map(({ textContent }) => textContent)).toEqual([
      'Examples',
      'Nodes',
      'Edges',
      'Operators',
      'Usage notes',
    ])
    await userEvent.click(within(help).getByRole('tab', { name: 'Edges' }))
    const edges = within(help).getByRole('table', { name: 'Criteria of edges' })
    expect(within(edges).getByRole('rowheader', { name: 'responsetime, rt' })).toBeInTheDocument()
    await userEvent.click(within(help).getByRole('tab', { name: 'Examples' }))
    await userEvent.click(within(help).getByRole('button', { name: 'app startswith product' }))
    expect(view().find).toBe('app startswith product')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })

  it('writes facets into the fields, and reads them there', async () => {
    const view = show({ find: 'idle' })
    await userEvent.click(screen.getByRole('button', { name: 'Facets' }))
    const facets = await screen.findByRole('dialog', { name: 'Facets' })
    const box = (name: string): HTMLElement => within(facets).getByRole('checkbox', { name })
    expect(box('Idle 1')).toBeChecked()
    await userEvent.click(box('Failure 1'))
    expect(view().find).toBe('idle or health = failure')
    await userEvent.click(box('Idle 1'))
    expect(view().find).toBe('health = failure')
    await userEvent.click(within(facets).getByRole('button', { name: 'Hide all of' }))
    expect(box('Failure 1')).not.toBeChecked()
    await userEvent.click(box('TCP 1'))
    expect(view()).toMatchObject({ find: 'health = failure', hide: 'protocol = tcp' })
  })
})
