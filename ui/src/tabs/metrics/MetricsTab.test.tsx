import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { aChart, aChartList, aChartTitle } from '../../../test-support/chart-builders.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole, type RenderedConsole } from '../../../test-support/render-console.tsx'
import type { Subject } from '../tab.ts'
import { InboundMetrics } from './MetricsTab.tsx'

const cart: Subject = { kind: 'workload', namespace: 'shop', name: 'cart-v1' }
const path = '/api/v1/namespaces/shop/workloads/cart-v1/charts'

const answers = {
  [path]: aChartList(),
  [`${path}/test.requests`]: aChart(),
  [`${path}/test.duration`]: aChart({ id: 'test.duration', title: 'Request duration' }),
}

function open(
  api: FakeApi = createFakeApi(answers),
  at = '/',
): { api: FakeApi; page: RenderedConsole } {
  return { api, page: renderConsole(<InboundMetrics subject={cart} />, { api, at }) }
}

const cardOf = (name: string): Promise<HTMLElement> => screen.findByRole('region', { name })
const legendOf = (name: string): Promise<HTMLElement> =>
  screen.findByRole('table', { name: `Series of ${name}` })
const askedFor = ({ requests }: FakeApi, chart: string): URL[] =>
  requests.filter(({ pathname }) => pathname === `${path}/${chart}`)

describe('a tab of charts', () => {
  it('asks once for each chart, and tells last, most and mean of every line', async () => {
    const { api } = open()
    const rows = within(await legendOf('Request volume')).getAllByRole('row')
    expect(rows.map((row) => row.textContent)).toEqual([
      'SeriesLastMaxAvg',
      '2004 rps4 rps2.33 rps',
      '503–0.50 rps0.50 rps',
    ])
    await legendOf('Request duration')
    expect(askedFor(api, 'test.requests')).toHaveLength(1)
    expect(askedFor(api, 'test.duration')).toHaveLength(1)
    const [asked] = askedFor(api, 'test.requests')
    expect(Object.fromEntries(asked?.searchParams ?? [])).toEqual({
      ...{ direction: 'inbound', window: '10m', statistics: 'p50,p95,p99', points: '500' },
    })
  })

  it('draws a line for each series, and none for what is hidden', async () => {
    open()
    const card = await cardOf('Request volume')
    const legend = await legendOf('Request volume')
    const lines = (): number => card.querySelectorAll('.recharts-line').length
    expect(lines()).toBe(2)
    const button = within(legend).getByRole('button', { name: '503' })
    await userEvent.click(button)
    expect(button).toHaveAttribute('aria-pressed', 'false')
    expect(lines()).toBe(1)
    fireEvent.click(button, { altKey: true })
    expect(button).toHaveAttribute('aria-pressed', 'true')
    expect(within(legend).getByRole('button', { name: '200' })).toHaveAttribute(
      'aria-pressed',
      'false',
    )
  })

  it('lets one chart fail alone, and asks again when told to', async () => {
    const api = createFakeApi({
      ...answers,
      [`${path}/test.duration`]: aRefusal(502, {
        ...{ code: 'sourceUnavailable', message: 'The metrics source did not answer' },
      }),
    })
    open(api)
    const card = await cardOf('Request duration')
    expect(await within(card).findByRole('alert')).toHaveTextContent('did not answer')
    await legendOf('Request volume')
    api.answer(`${path}/test.duration`, aChart({ title: 'Request duration' }))
    await userEvent.click(within(card).getByRole('button', { name: 'Try again' }))
    await legendOf('Request duration')
  })

  it('says why a chart is empty, and what it leaves out', async () => {
    open(
      createFakeApi({
        ...answers,
        [`${path}/test.requests`]: aChart({ series: [], whyNone: 'Nobody counted anything.' }),
        [`${path}/test.duration`]: aChart({ leftOut: ['7 groups with less not drawn.'] }),
      }),
    )
    expect(await screen.findByText('Nobody counted anything.')).toBeVisible()
    expect(await screen.findByText('7 groups with less not drawn.')).toBeVisible()
  })

  it('groups by what is chosen, then shows the chosen values alone, all in the address', async () => {
    const { api, page } = open()
    await legendOf('Request volume')
    await userEvent.click(screen.getByRole('button', { name: /^Group by/ }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Response code' }))
    await waitFor(() => expect(page.address()).toBe('/?inboundBy=code'))
    const values = await screen.findByRole('group', { name: 'Values of Response code' })
    await userEvent.click(within(values).getByRole('checkbox', { name: '503' }))
    await waitFor(() =>
      expect(askedFor(api, 'test.requests').at(-1)?.searchParams.get('only')).toBe('code=503'),
    )
    await userEvent.click(within(values).getByRole('checkbox', { name: 'All' }))
    await waitFor(() => expect(page.address()).toBe('/?inboundBy=code'))
    await userEvent.click(screen.getByRole('button', { name: 'Reset' }))
    await waitFor(() => expect(page.address()).toBe('/'))
  })

  it('chooses statistics and the reporter', async () => {
    const { api, page } = open()
    await legendOf('Request volume')
    await userEvent.click(screen.getByRole('button', { name: /^Times and sizes/ }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'p99.9' }))
    await userEvent.click(screen.getByRole('button', { name: 'Both' }))
    await waitFor(() =>
      expect(page.address()).toBe('/?inboundStats=p50%2Cp95%2Cp99%2Cp999&inboundReporter=both'),
    )
    await waitFor(() =>
      expect(askedFor(api, 'test.duration').at(-1)?.searchParams.get('reporter')).toBe('both'),
    )
  })

  it('draws trend lines, and says how they are made and how much they change', async () => {
    const { page } = open()
    await legendOf('Request volume')
    await userEvent.click(screen.getByRole('checkbox', { name: 'Trend lines' }))
    await waitFor(() => expect(page.address()).toBe('/?inboundTrend=true'))
    expect(screen.getByText(/straight lines of least squares/)).toBeVisible()
    const [, first, second] = within(await legendOf('Request volume')).getAllByRole('row')
    expect(first).toHaveTextContent('+300%')
    expect(second).toHaveTextContent('–')
    const card = await cardOf('Request volume')
    expect(card.querySelectorAll('.al-chart-trends line')).toHaveLength(1)
  })

  it('lays spans over the durations alone, and says how many there are', async () => {
    const span = {
      ...{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), startMs: 1_700_000_060_000 },
      ...{ durationMs: 3, service: 'cart.shop', operation: 'GET /', pod: null },
      kind: 'server',
    }
    const { api, page } = open(
      createFakeApi({
        ...answers,
        [`${path}/test.duration`]: aChart({
          ...{ id: 'test.duration', title: 'Request duration', unit: 'ms' },
        }),
        [path.replace('charts', 'spans')]: {
          spans: [
            { ...span, isError: false, words: null },
            { ...span, kind: 'client', isError: false, words: null },
            { ...span, startMs: span.startMs + 1000, isError: true, words: 'HTTP 503' },
          ],
          ...{ isCut: true, reason: null },
        },
      }),
      '/?window=3m&at=1700000180000',
    )
    await legendOf('Request duration')
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Spans over the durations' }),
      '100 spans',
    )
    await waitFor(() => expect(page.address()).toContain('inboundSpans=100'))
    expect(await screen.findByText(/^2 spans over the durations, the newest/)).toBeVisible()
    const asked = api.requests.find(({ pathname }) => pathname.endsWith('/spans'))
    expect(Object.fromEntries(asked?.searchParams ?? [])).toEqual({
      ...{ from: '1700000000000', to: '1700000180000', limit: '100' },
    })
    const marksOf = async (name: string): Promise<number[]> => {
      const card = await cardOf(name)
      return ['.al-chart-mark', '.al-chart-mark-failed'].map(
        (selector) => card.querySelectorAll(selector).length,
      )
    }
    expect(await marksOf('Request duration')).toEqual([2, 1])
    expect(await marksOf('Request volume')).toEqual([0, 0])
  })

  it('expands one chart, which alone is asked for', async () => {
    const { api } = open(createFakeApi(answers), '/?inboundChart=test.duration')
    await legendOf('Request duration')
    expect(screen.queryByRole('region', { name: 'Request volume' })).toBeNull()
    expect(askedFor(api, 'test.requests')).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'All charts' }))
    await legendOf('Request volume')
    await userEvent.click(screen.getByRole('button', { name: 'Expand Request volume' }))
    await waitFor(() =>
      expect(screen.queryByRole('region', { name: 'Request duration' })).toBeNull(),
    )
  })

  it('tells the numbers at an instant, and shows a marked time, by keyboard', async () => {
    const { api, page } = open()
    await legendOf('Request volume')
    const slider = screen.getByRole('slider', { name: 'Instant in Request volume' })
    slider.focus()
    await userEvent.keyboard('{Home}')
    expect(slider.getAttribute('aria-valuetext')).toMatch(/200 1 rps, 503 0.50 rps/)
    await userEvent.keyboard('{ArrowRight}')
    expect(slider.getAttribute('aria-valuetext')).toMatch(/: 200 2 rps$/)
    await userEvent.keyboard('{ArrowRight}')
    expect(slider.getAttribute('aria-valuetext')).toMatch(/no numbers$/)
    await userEvent.keyboard('{Shift>}{ArrowLeft}{ArrowLeft}{/Shift}')
    expect(document.querySelectorAll('.al-chart-range')).toHaveLength(2)
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(page.address()).toBe('/?window=2m&at=1700000120000'))
    await waitFor(() => {
      for (const chart of ['test.requests', 'test.duration'])
        expect(askedFor(api, chart).at(-1)?.searchParams.get('window')).toBe('2m')
    })
    await userEvent.click(screen.getByRole('button', { name: 'Back to now' }))
    await waitFor(() => expect(page.address()).toBe('/?window=5m'))
  })

  it('shows where the numbers of a chart come from', async () => {
    const evidence = {
      ...{ id: 'test.requests', layer: 'requests' as const, source: 'metrics' },
      ...{ promql: 'sum(rate(things[60s]))', at: 1_700_000_000_000, tookMs: 3, series: 2 },
      isRecorded: false,
    }
    open(
      createFakeApi({
        ...answers,
        [`${path}/test.requests`]: aChart({ evidence: [evidence], thinnedFrom: 1441 }),
      }),
    )
    await legendOf('Request volume')
    await userEvent.click(screen.getByRole('button', { name: 'Evidence for Request volume' }))
    expect(await screen.findByText('sum(rate(things[60s]))')).toBeVisible()
    expect(screen.getByText(/Of 1,441 points 4 are drawn/)).toBeVisible()
    expect(screen.getByText('Counted by the proxies of servers.')).toBeVisible()
  })

  it('says what is wrong when there is no list of charts', async () => {
    const { api } = open(
      createFakeApi({
        [path]: aRefusal(404, { code: 'notFound', message: 'There is no namespace shop' }),
      }),
    )
    expect(await screen.findByText('There is no namespace shop')).toBeVisible()
    api.answer(path, aChartList({ charts: [aChartTitle()] }))
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await cardOf('Request volume')
  })
})
