import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { UsualDurations } from '#contract/durations.ts'
import type { SpanDetails, TraceList, TraceSummary } from '#contract/traces.ts'
import { aTrace } from '../../../test-support/a-trace.ts'
import { createFakeApi, type FakeApi } from '../../../test-support/fake-api.ts'
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
const summary = (traceId: string, durationMs: number): TraceSummary => ({
  ...{ traceId, durationMs, rootService: 'web.shop', rootOperation: 'GET /', startMs: 0, spans: 1 },
  ...{ errors: 0, orphans: 0, services: [], workloads: [], hiddenSpans: 0 },
})
const found: TraceList = {
  ...{ asked: ['web.shop'], isCut: false, warnings: [], reason: null },
  ...{ notPassedOn: null, storeUrl: null },
  traces: [summary(trace.traceId, 40), summary('b'.repeat(32), 25)],
}
const [place] = trace.places
if (place === undefined) throw new Error('no place')
const span: SpanDetails = {
  ...{ spanId: 's0', startNs: trace.startNs, durationNs: 40e6, place },
  ...{ attributes: [], resource: [], events: [], links: [], warnings: [], flags: [] },
  ...{ requestId: null, target: null },
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
