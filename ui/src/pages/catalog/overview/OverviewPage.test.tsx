import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { RequestReason } from '#contract/health.ts'
import type { Overview } from '#contract/overview.ts'
import { someTraffic } from '../../../../test-support/catalog-builders.ts'
import { createFakeApi, type FakeApi } from '../../../../test-support/fake-api.ts'
import { renderConsole } from '../../../../test-support/render-console.tsx'
import { aSeries } from '../../../../test-support/time-builders.ts'
import { OverviewPage } from './OverviewPage.tsx'

const reason: RequestReason = {
  kind: 'requests',
  status: 'failure',
  protocol: 'http',
  direction: 'inbound',
  ...{ codes: '5xx', ratio: 0.5, matchingPerSecond: 1, totalPerSecond: 2, degradedAtRatio: 0 },
  ...{ failureAtRatio: 0.1, injectedPerSecond: 0, rule: 'default' },
}
const overview: Overview = {
  ...{ at: 3_600_000, windowSeconds: 60, staleSinceAt: null },
  problems: [
    {
      ...{ node: 'workload:east/shop/stock-v1', namespace: 'shop', name: 'stock-v1' },
      ...{ kind: 'workload', status: 'failure', inbound: someTraffic(2, 0.5), isStart: true },
      health: { status: 'failure', reasons: [reason] },
      because: [],
      feltBy: [
        {
          ...{ node: 'workload:east/shop/cart-v1', namespace: 'shop', name: 'cart-v1' },
          status: 'degraded',
        },
      ],
    },
  ],
  counts: { apps: { healthy: 3 }, services: { degraded: 1 }, workloads: { failure: 1 } },
  dataPlanes: { sidecar: 4, ambient: 2, none: 1, unknown: 0 },
  findings: { error: 2, warning: 0, info: 0, acknowledged: 0 },
  inbound: someTraffic(10),
  all: someTraffic(40),
  warnings: [],
}
const series = aSeries({
  times: [1_800_000, 2_400_000, 3_000_000, 3_600_000],
  lines: [
    {
      ...{ measure: 'http', direction: 'in', unit: 'requestsPerSecond', statistic: null },
      ...{ values: [2, 2, 2, 2], reporters: [] },
    },
    {
      ...{ measure: 'httpErrors', direction: 'in', unit: 'requestsPerSecond', statistic: null },
      ...{ values: [0, 0, 1, 1], reporters: [] },
    },
  ],
})

function open(answer: Overview): FakeApi {
  const api = createFakeApi({ '/api/v1/overview': answer, '/api/v1/graph/series': series })
  renderConsole(<OverviewPage />, { api })
  return api
}

describe('the overview', () => {
  it('tells what is wrong, where it starts and since when, above the counts', async () => {
    open(overview)
    const wrong = await screen.findByRole('region', { name: 'What is wrong now' })
    expect(within(wrong).getByText('It starts here')).toBeInTheDocument()
    expect(within(wrong).getByRole('link', { name: 'cart-v1' })).toBeInTheDocument()
    expect(await within(wrong).findByText('for 10 min')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: '2 errors' })).toHaveAttribute(
      'href',
      '/config?severities=error',
    )
    expect(screen.getByRole('link', { name: /^1\s?failure$/ })).toHaveAttribute(
      'href',
      '/workloads?health=failure',
    )
    expect(screen.getByRole('link', { name: '2 ambient' })).toBeInTheDocument()
  })

  it('says that traffic is not known where the store did not answer, and nothing else', async () => {
    open({ ...overview, problems: [], inbound: null, all: null })
    expect(await screen.findByText('Traffic is not known')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: /^3\s?healthy$/ })).toBeInTheDocument()
  })
})
