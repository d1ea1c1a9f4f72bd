import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import type { DebugBundle } from '#contract/debug.ts'
import { aMesh, aStatus, noon } from '../../../test-support/builders.ts'
import { createFakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole } from '../../../test-support/render-console.tsx'
import { readTimings, withoutToken } from './describe-page.ts'
import { HelpDialogs } from './HelpDialogs.tsx'

const bundle: DebugBundle = {
  ...{ at: noon, version: '1.2.3', startedAt: noon, status: aStatus(), withheld: [] },
  runtime: { node: 'v24', platform: 'linux x64', processors: 2, residentBytes: 1, heapBytes: 1 },
  settings: { auth: 'token', prometheusHeader: ['X-Key: [removed]'] },
  recentLog: [{ level: 40, msg: 'a round of questions failed' }],
  numbers: ['process_cpu_seconds_total 3'],
}

describe('help', () => {
  it('says which console this is and what stands behind it', async () => {
    const api = createFakeApi({
      '/api/v1/status': aStatus({ version: '1.2.3', meshes: [aMesh({ version: '1.29.1' })] }),
    })
    renderConsole(<HelpDialogs shown="about" onClose={() => undefined} />, { api })
    const dialog = within(await screen.findByRole('dialog', { name: 'About Alidade' }))
    expect(await dialog.findByText(/^1\.2\.3, running since/)).toBeInTheDocument()
    expect(dialog.getByText('Prometheus')).toBeInTheDocument()
    expect(dialog.getByText(/1\.29\.1$/)).toBeInTheDocument()
    expect(dialog.getByRole('link', { name: 'Description of the API' })).toHaveAttribute(
      'href',
      expect.stringMatching(/api\/v1\/openapi\.json$/),
    )
  })

  it('takes down what a report needs, by parts, and copies all of it', async () => {
    const user = userEvent.setup()
    const copied = vi.spyOn(navigator.clipboard, 'writeText')
    const api = createFakeApi({ '/api/v1/debug': bundle })
    renderConsole(<HelpDialogs shown="debug" onClose={() => undefined} />, { api })
    const dialog = within(await screen.findByRole('dialog'))
    expect(await dialog.findByText(/X-Key: \[removed\]/)).toBeInTheDocument()
    await user.click(dialog.getByRole('tab', { name: 'Server' }))
    expect(dialog.getByText(/a round of questions failed/)).toBeInTheDocument()
    await user.click(dialog.getByRole('tab', { name: 'This page' }))
    expect(dialog.getByText(/"address"/)).toBeInTheDocument()
    await user.click(dialog.getByRole('tab', { name: 'Performance' }))
    expect(dialog.getByText(/process_cpu_seconds_total 3/)).toBeInTheDocument()
    await user.click(dialog.getByRole('button', { name: 'Copy all' }))
    expect(await dialog.findByRole('button', { name: 'Copied' })).toBeInTheDocument()
    const text = copied.mock.calls[0]?.[0] ?? ''
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      ...['settings', 'server', 'page', 'performance'],
    ])
  })

  it('says what the server keeps back, and that a report grows old', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: noon })
    try {
      const withheld = ['Settings are told to those who see all namespaces.']
      const api = createFakeApi({ '/api/v1/debug': { ...bundle, settings: null, withheld } })
      renderConsole(<HelpDialogs shown="debug" onClose={() => undefined} />, { api })
      expect(await screen.findByText(/Settings are told to those/)).toBeInTheDocument()
      expect(screen.queryByText(/old: what has happened/)).not.toBeInTheDocument()
      vi.advanceTimersByTime(130_000)
      expect(await screen.findByText(/This is 2 min old/)).toBeInTheDocument()
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('what the page tells of itself', () => {
  it('has the times of requests by path, the slowest first', () => {
    const entry = (name: string, duration: number): PerformanceEntry =>
      ({ name, duration, transferSize: 100, entryType: 'resource', startTime: 0 }) as never
    expect(
      readTimings([
        entry('http://x/mesh/api/v1/status?context=a', 4),
        entry('http://x/mesh/api/v1/graph', 300),
        entry('http://x/mesh/api/v1/status', 8),
        entry('http://x/mesh/assets/a.js', 20),
      ]),
    ).toEqual([
      { path: '/api/v1/graph', count: 1, medianMs: 300, worstMs: 300, bytes: 100 },
      { path: '/assets', count: 1, medianMs: 20, worstMs: 20, bytes: 100 },
      { path: '/api/v1/status', count: 2, medianMs: 4, worstMs: 8, bytes: 200 },
    ])
  })

  it('has not the token of the tab', () => {
    expect(withoutToken('{"a":"x secret y"}', 'secret')).toBe('{"a":"x [removed] y"}')
    expect(withoutToken('text', null)).toBe('text')
  })
})
