import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { UsualDurations } from '#contract/durations.ts'
import type { SpanDetails, TraceList, TraceSummary } from '#contract/traces.ts'
import { aTrace } from '../../../test-support/a-trace.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole, type RenderedConsole } from '../../../test-support/render-console.tsx'
import { Explorer } from './Explorer.tsx'

const trace = aTrace([
  { service: 'web.shop', operation: 'GET /', kind: 'server', parent: -1, at: 0, lasts: 40 },
])
const usual: UsualDurations = {
  at: 0,
  values: [600, 3600, 10_800].flatMap((windowSeconds) =>
    (['avg', 'p50', 'p75', 'p90', 'p99'] as const).map((statistic, index) => ({
      ...{ windowSeconds, statistic },
      ms: 10 * (index + 1),
    })),
  ),
  ...{ evidence: [], warnings: [] },
}
const summary = (traceId: string, durationMs: number, startMs = 0): TraceSummary => ({
  ...{ traceId, durationMs, rootService: 'web.shop', rootOperation: 'GET /', startMs, spans: 1 },
  ...{
    averageSpanMs: durationMs,
    errors: 0,
    orphans: 0,
    services: [],
    workloads: [],
    hiddenSpans: 0,
  },
})
const found: TraceList = {
  ...{ asked: ['web.shop'], isCut: false, warnings: [], reason: null },
  ...{ notPassedOn: null, storeUrl: null },
  traces: [summary(trace.traceId, 40), summary('b'.repeat(32), 25, 1)],
}
const [place] = trace.places
if (place === undefined) throw new Error('no place')
const span: SpanDetails = {
  ...{ spanId: 's0', startNs: trace.startNs, durationNs: 40e6, place },
  ...{ attributes: [], resource: [], events: [], warnings: [], flags: [] },
  links: [{ traceId: 'c'.repeat(32), spanId: 'd0' }],
  ...{ requestId: 'request-1', target: null },
}

const workload = '/api/v1/namespaces/shop/workloads/web-v1'
const api = (): FakeApi =>
  createFakeApi({
    [`/api/v1/traces/${trace.traceId}`]: trace,
    [`/api/v1/traces/${trace.traceId}/spans/0`]: span,
    '/api/v1/traces': found,
    [`${workload}/durations`]: usual,
  })
const open = (query: string, subject: Parameters<typeof Explorer>[0]['subject']): RenderedConsole =>
  renderConsole(<Explorer subject={subject} />, { api: api(), at: `/traces?${query}` })

it('holds a trace against its metrics and against similar traces', async () => {
  const { address } = open(`traces-trace=${trace.traceId}&traces-show=against`, null)
  const map = await screen.findByRole('table', { name: 'The trace against its metrics' })
  expect(within(map).getByRole('row', { name: /^p50/ })).toHaveTextContent('+20 ms of 20 ms')
  expect(screen.getByText('slower than 75% of the 3 h before')).toBeInTheDocument()
  const similar = await screen.findByRole('table', { name: 'This trace against similar ones' })
  expect(within(similar).getAllByRole('row')).toHaveLength(2)
  expect(within(similar).getByText('+15 ms')).toBeInTheDocument()
  await userEvent.click(within(similar).getByRole('link', { name: 'Compare' }))
  expect(address()).toContain(`traces-trace=${'b'.repeat(32)}`)
  expect(address()).toContain(`traces-other=${trace.traceId}`)
})

it('holds a span against the metrics of its route', async () => {
  open(`traces-trace=${trace.traceId}&traces-span=s0`, null)
  const map = await screen.findByRole('table', { name: 'The span against its metrics' })
  expect(within(map).getByRole('row', { name: /^p99/ })).toHaveTextContent('−10 ms of 50 ms')
})

it('offers to search for what is slower than a percentile of the metrics', async () => {
  const { address } = open('', { kind: 'workload', namespace: 'shop', name: 'web-v1' })
  await userEvent.click(await screen.findByRole('button', { name: '> p90, 40 ms' }))
  expect(address()).toContain('traces-min=40.0')
  await userEvent.click(screen.getByRole('button', { name: 'All' }))
  expect(address()).not.toContain('traces-min')
})

it.each([
  { pick: 'slowest', id: trace.traceId },
  { pick: 'newest', id: 'b'.repeat(32) },
])('opens the $pick of those that are found by itself', async ({ pick, id }) => {
  const { address } = open(`traces-service=web.shop&traces-pick=${pick}`, null)
  await waitFor(() => expect(address()).toContain(`traces-trace=${id}`))
  expect(address()).not.toContain('traces-pick')
})

it('leads from a span to its lines in the logs around its time, and to linked traces', async () => {
  open(`traces-trace=${trace.traceId}&traces-span=s0`, null)
  const lines = await screen.findByRole('link', { name: 'Lines of this request' })
  const asked = new URL(lines.getAttribute('href') ?? '', 'http://console').searchParams
  expect(Object.fromEntries(asked)).toMatchObject({
    ...{ tab: 'logs', 'logs-show': 'request-1', 'logs-range': 'custom' },
    ...{ 'logs-from': '1699999940000', 'logs-to': '1700000120040' },
  })
  const linked = screen.getByRole('link', { name: 'c'.repeat(32) })
  expect(linked.getAttribute('href')).toContain(`traces-trace=${'c'.repeat(32)}&traces-span=d0`)
})

it('says why there are no services to choose from, and asks for one once there are', async () => {
  const path = '/api/v1/trace-services'
  const message = 'The trace store cannot be reached.'
  const gone = createFakeApi({ [path]: aRefusal(504, { code: 'sourceUnavailable', message }) })
  renderConsole(<Explorer subject={null} />, { api: gone, at: '/traces' })
  expect(await screen.findByText(message)).toBeVisible()
  expect(screen.queryByText('Whose traces?')).toBeNull()
  gone.answer(path, { services: ['web.shop'], operations: [] })
  await userEvent.click(screen.getByRole('button', { name: /again/i }))
  expect(await screen.findByText('Whose traces?')).toBeVisible()
})

it('says why a trace cannot be had, offers to try again, and leads back', async () => {
  const refusal = aRefusal(504, { code: 'sourceTimeout', message: 'The trace store is too slow.' })
  const slow = createFakeApi({ [`/api/v1/traces/${trace.traceId}`]: refusal })
  renderConsole(<Explorer subject={null} />, {
    api: slow,
    at: `/traces?traces-service=web.shop&traces-trace=${trace.traceId}`,
  })
  expect(await screen.findByText('The trace store is too slow.')).toBeVisible()
  slow.answer(`/api/v1/traces/${trace.traceId}`, trace)
  await userEvent.click(screen.getByRole('button', { name: /again/i }))
  expect(await screen.findByRole('tree', { name: 'Spans' })).toBeVisible()
  const back = screen.getByRole('link', { name: '← All traces' })
  expect(back).toHaveAttribute('href', '/traces?traces-service=web.shop')
})

it('holds the trace of a dot against its metrics beside it', async () => {
  open('', { kind: 'workload', namespace: 'shop', name: 'web-v1' })
  const figure = await screen.findByRole('figure', { name: 'Traces by time and duration' })
  await screen.findByRole('button', { name: '> p90, 40 ms' })
  const [dot] = within(figure).getAllByRole('button', { hidden: true })
  if (dot === undefined) throw new Error('no dot')
  await userEvent.hover(dot)
  const rows = within(figure).getAllByRole('row', { hidden: true })
  expect(rows.at(-1)).toHaveTextContent(/^p99(−10 ms of 50 ms){3}$/)
  await userEvent.unhover(dot)
  expect(within(figure).queryByRole('table', { hidden: true })).toBeNull()
})

it('says of a dot how its trace stands to what is usual', async () => {
  open('', { kind: 'workload', namespace: 'shop', name: 'web-v1' })
  const figure = await screen.findByRole('figure', { name: 'Traces by time and duration' })
  await screen.findByRole('button', { name: '> p90, 40 ms' })
  const [dot] = within(figure).getAllByRole('button', { hidden: true })
  if (dot !== undefined) await userEvent.hover(dot)
  expect(
    await screen.findByText(/^web\.shop GET \/ · \d+ ms · slower than \d+% of the 3 h before/),
  ).toBeVisible()
})
