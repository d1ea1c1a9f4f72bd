import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { LogLine, LogSource } from '#contract/logs.ts'
import type { TraceLines } from '#contract/trace-lines.ts'
import { aTrace } from '../../../test-support/a-trace.ts'
import { createFakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole } from '../../../test-support/render-console.tsx'
import { Explorer } from './Explorer.tsx'
import { saySources } from './say-sources.ts'

const trace = aTrace([
  { service: 'web.shop', operation: 'GET /', kind: 'server', parent: -1, at: 0, lasts: 40 },
])
const startMs = 1_700_000_000_000
const line = (more: Partial<LogLine>): LogLine => ({
  ...{ source: 'shop/web-v1-1/app', at: startMs + 5, nanos: 0, text: 'served', cutBytes: 0 },
  ...{ severity: null, access: null, requestId: 'request-1', traceId: null },
  ...more,
})
const source = (more: Partial<LogSource> = {}): LogSource => ({
  ...{ source: 'shop/web-v1-1/app', role: 'app', state: 'reading', message: null, dropped: 0 },
  isWhole: true,
  ...more,
})
const found: TraceLines = {
  ...{ startMs, fromMs: startMs - 60_000, toMs: startMs + 60_000, ids: ['request-1'] },
  lines: [line({}), line({ source: 'shop/db-0/db', at: startMs + 12, severity: 'error' })],
  ...{ hasMore: false, sources: [source()], gone: [], leftOut: 0, reason: null, warnings: [] },
  pods: [
    { namespace: 'shop', pod: 'web-v1-1', workload: 'web-v1' },
    { namespace: 'shop', pod: 'db-0', workload: null },
  ],
}

function open(answer: TraceLines): void {
  const api = createFakeApi({
    [`/api/v1/traces/${trace.traceId}`]: trace,
    [`/api/v1/traces/${trace.traceId}/lines`]: answer,
  })
  const at = `/traces?traces-trace=${trace.traceId}&traces-span=none&traces-show=lines`
  renderConsole(<Explorer subject={null} />, { api, at })
}

it('shows the lines of all that took part, each a way to the log that it stands in', async () => {
  open(found)
  const list = await screen.findByRole('region', { name: 'Lines of the trace' })
  const rows = within(list).getAllByRole('listitem')
  expect(rows.map((row) => row.textContent)).toEqual([
    '+5.00 msweb-v1 appserved',
    '+12.0 msdb-0 dbserved',
  ])
  const link = within(list).getByRole('link', { name: 'web-v1' })
  const address = new URL(link.getAttribute('href') ?? '', 'http://console')
  expect(address.pathname).toBe('/namespaces/shop/workloads/web-v1')
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    ...{ tab: 'logs', 'logs-show': 'request-1', 'logs-from': String(startMs + 5 - 60_000) },
  })
})

it('says why there are no lines, and what was looked for', async () => {
  open({ ...found, lines: [] })
  expect(await screen.findByText(/of its requests: request-1\./)).toBeVisible()
})

it('says what of the logs could not be read, each thing once', () => {
  const message = 'You may not read logs in shop.'
  const forbidden = source({ state: 'forbidden', message })
  const gone = Array.from({ length: 7 }, (_, index) => ({
    ...{ namespace: 'shop', pod: `old-${index}`, workload: null },
  }))
  const told = saySources({
    ...{ ...found, gone, leftOut: 3, hasMore: true },
    sources: [forbidden, forbidden, source({ isWhole: false })],
  })
  expect(told).toEqual([
    message,
    expect.stringMatching(/shop\/old-4, 2 more$/),
    '3 containers are not read: too many took part.',
    'Some logs were not read to their end.',
  ])
  expect(saySources({ ...found, hasMore: true })).toEqual([
    'There are older lines that are not shown.',
  ])
})
