import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { aThingList, aThingRow } from '../../../../test-support/catalog-builders.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../test-support/render-console.tsx'
import { WorkloadsPage } from './ListPage.tsx'

const place = '/api/v1/catalog/things/workloads'
const rows = [
  aThingRow('bookinfo/reviews-v1', {
    health: { status: 'failure', reasons: [] },
    notes: ['outOfMesh'],
    findings: { error: 2, warning: 1, info: 0 },
    acting: [
      {
        object: { group: 'example.io', kind: 'RoutePolicy', namespace: 'bookinfo', name: 'all' },
        why: 'selector',
        words: 'app=reviews',
      },
    ],
  }),
  aThingRow('bookinfo/details-v1', { inbound: null, outbound: null }),
]

const asked = ({ requests }: FakeApi): URLSearchParams =>
  requests.filter(({ pathname }) => pathname === place).at(-1)?.searchParams ??
  new URLSearchParams()

afterEach(() => localStorage.clear())

describe('the page of workloads', () => {
  it('tells of each its health, rates and place, and leads to its page', async () => {
    const api = createFakeApi({ [place]: aThingList(rows) })
    renderConsole(<WorkloadsPage />, { api, at: '/workloads' })
    const link = await screen.findByRole('link', { name: 'reviews-v1' })
    expect(link).toHaveAttribute('href', '/namespaces/bookinfo/workloads/reviews-v1')
    const [, first, second] = screen.getAllByRole('row')
    expect(first).toHaveTextContent(/Failure.*reviews-v1.*bookinfo.*2 \/ 2.*4 rps.*Strict/)
    expect(first).toHaveTextContent('Out of mesh')
    expect(
      within(first ?? document.body).getByRole('link', { name: '2 errors, 1 warning' }),
    ).toHaveAttribute('href', '/config?namespaces=bookinfo&severities=error%2Cwarning%2Cinfo')
    // What the store did not tell is not none.
    expect(second).toHaveTextContent('unknown')
  })

  it('says why something acts on a row', async () => {
    const api = createFakeApi({ [place]: aThingList(rows) })
    renderConsole(<WorkloadsPage />, { api })
    await userEvent.click(await screen.findByRole('button', { name: /act on reviews-v1$/ }))
    expect(await screen.findByText('app=reviews')).toBeInTheDocument()
    expect(screen.getByText(/RoutePolicy selects its pods/)).toBeInTheDocument()
  })

  it('keeps filters, order and columns in the address', async () => {
    const api = createFakeApi({ [place]: aThingList(rows) })
    const page = renderConsole(<WorkloadsPage />, {
      api,
      at: '/workloads?sort=rate&health=failure',
    })
    await screen.findByRole('link', { name: 'reviews-v1' })
    expect(Object.fromEntries(asked(api))).toMatchObject({ sort: 'rate', health: 'failure' })
    await userEvent.click(screen.getByRole('button', { name: 'Errors' }))
    await waitFor(() => expect(asked(api).get('sort')).toBe('errors'))
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Versions' }))
    expect(page.address()).toContain('versions')
    expect(await screen.findByRole('columnheader', { name: 'Versions' })).toBeInTheDocument()
    expect(asked(api).has('columns')).toBe(false)
  })

  it('moves columns by keyboard and by dragging, and keeps their order in the address', async () => {
    const api = createFakeApi({ [place]: aThingList(rows) })
    const page = renderConsole(<WorkloadsPage />, {
      api,
      at: '/workloads?columns=name,health,rate',
    })
    const heads = (): (string | null)[] =>
      screen.getAllByRole('columnheader').map((head) => head.textContent)
    const health = await screen.findByRole('button', { name: 'Health' })
    health.focus()
    await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}')
    await waitFor(() => expect(heads()).toEqual(['Name', 'Inbound', 'Health']))
    expect(screen.getByRole('button', { name: 'Health' })).toHaveFocus()
    expect(page.address()).toBe('/workloads?columns=name%2Crate%2Chealth')
    const kept = new Map<string, string>()
    const dataTransfer = {
      types: ['application/x-column'],
      setData: (type: string, text: string) => kept.set(type, text),
      getData: (type: string) => kept.get(type) ?? '',
    }
    const [name] = screen.getAllByRole('columnheader')
    fireEvent.dragStart(screen.getByRole('columnheader', { name: 'Health' }), { dataTransfer })
    fireEvent.drop(name ?? document.body, { dataTransfer })
    await waitFor(() => expect(heads()).toEqual(['Health', 'Name', 'Inbound']))
  })

  it('shows the columns that were chosen before, in the address too, until the usual ones are', async () => {
    const api = createFakeApi({ [place]: aThingList(rows) })
    const first = renderConsole(<WorkloadsPage />, { api, at: '/workloads?columns=name,health' })
    await userEvent.click(await screen.findByRole('button', { name: 'Columns' }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Versions' }))
    first.unmount()
    const again = renderConsole(<WorkloadsPage />, { api, at: '/workloads' })
    await waitFor(() => expect(again.address()).toBe('/workloads?columns=name%2Chealth%2Cversions'))
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: /^The usual ones/ }))
    await waitFor(() => expect(again.address()).toBe('/workloads'))
    expect(screen.getByRole('columnheader', { name: 'Namespace' })).toBeInTheDocument()
    again.unmount()
    const last = renderConsole(<WorkloadsPage />, { api, at: '/workloads' })
    await screen.findByRole('columnheader', { name: 'Namespace' })
    expect(last.address()).toBe('/workloads')
  })

  it('asks again as often as is chosen, or not at all', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    try {
      const api = createFakeApi({ [place]: aThingList(rows) })
      const page = renderConsole(<WorkloadsPage />, { api, at: '/?refresh=5s' })
      const times = (): number => api.requests.filter(({ pathname }) => pathname === place).length
      await screen.findByRole('link', { name: 'reviews-v1' })
      const first = times()
      await vi.advanceTimersByTimeAsync(5500)
      expect(times()).toBeGreaterThan(first)
      fireEvent.change(screen.getByRole('combobox', { name: 'Refresh' }), {
        target: { value: 'paused' },
      })
      await waitFor(() => expect(page.address()).toBe('/?refresh=paused'))
      const last = times()
      await vi.advanceTimersByTimeAsync(120_000)
      expect(times()).toBe(last)
      expect(asked(api).has('refresh')).toBe(false)
    } finally {
      vi.useRealTimers()
    }
  })

  it('filters by a label that is clicked, and lets go of it at the next click', async () => {
    const api = createFakeApi({ [place]: aThingList(rows) })
    const page = renderConsole(<WorkloadsPage />, { api })
    const [chip] = await screen.findAllByRole('button', { name: 'version=v1' })
    await userEvent.click(chip ?? document.body)
    await waitFor(() => expect(asked(api).get('labels')).toBe('version=v1'))
    expect(page.address()).toBe('/?labels=version%3Dv1')
    const [again] = await screen.findAllByRole('button', { name: 'version=v1', pressed: true })
    await userEvent.click(again ?? document.body)
    expect(page.address()).toBe('/')
  })

  it('draws what is in sight of 10,000 rows, and says how many there are', async () => {
    const many = Array.from({ length: 100 }, (_, index) => aThingRow(`big/w-${index}`))
    const api = createFakeApi({ [place]: aThingList(many, { total: 10_000, matched: 10_000 }) })
    renderConsole(<WorkloadsPage />, { api })
    const table = await screen.findByRole('grid', { name: 'Workloads' })
    expect(table).toHaveAttribute('aria-rowcount', '10001')
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
  })

  it('says what is missing, that nothing fits, and what was refused', async () => {
    const warning = {
      ...{ source: 'metrics', layer: 'requests', code: 'unavailable', sinceAt: null, dataAt: null },
      message: 'The metric store does not answer.',
    }
    const old = {
      ...{ source: 'cluster', layer: 'config', code: 'stale', sinceAt: 0, dataAt: 100_000 },
      message: 'Service objects are shown as they were then.',
    }
    const list = aThingList([], { total: 3, matched: 0, at: 400_000 })
    const api = createFakeApi({ [place]: { ...list, warnings: [warning, old] } })
    const page = renderConsole(<WorkloadsPage />, { api, at: '/?find=zzz' })
    expect(await screen.findByText('The metric store does not answer.')).toBeInTheDocument()
    expect(screen.getByText('5 min old.')).toBeInTheDocument()
    await userEvent.click(screen.getAllByRole('button', { name: 'Show all' })[0] ?? document.body)
    expect(page.address()).toBe('/')
    page.unmount()
    const refused = createFakeApi({
      [place]: aRefusal(403, { code: 'forbidden', message: 'Not for you.' }),
    })
    renderConsole(<WorkloadsPage />, { api: refused })
    expect(await screen.findByText('Not for you.')).toBeInTheDocument()
  })
})
