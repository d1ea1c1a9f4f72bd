import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { ConfigList } from '#contract/config.ts'
import type { RequestReason } from '#contract/health.ts'
import type { Insights } from '#contract/insights.ts'
import type { Overview } from '#contract/overview.ts'
import { someTraffic } from '../../../../test-support/catalog-builders.ts'
import { aMesh, aStatus } from '../../../../test-support/builders.ts'
import { createFakeApi, type FakeApi } from '../../../../test-support/fake-api.ts'
import { renderConsole, type RenderedConsole } from '../../../../test-support/render-console.tsx'
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
  problemsInAll: 1,
  counts: { apps: { healthy: 3 }, services: { degraded: 1 }, workloads: { failure: 1 } },
  dataPlanes: { sidecar: 4, ambient: 2, none: 1, unknown: 0 },
  findings: { error: 2, warning: 0, info: 0, acknowledged: 0 },
  inbound: someTraffic(10),
  outbound: someTraffic(3),
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

const plane = {
  ...{ role: 'controlPlane' as const, namespace: 'root', revision: 'blue', version: '1.2' },
}
const planes = [
  { ...plane, name: 'pilot-blue', ready: 2, total: 2 },
  { ...plane, name: 'pilot-green', revision: 'green', ready: 0, total: 1 },
]
const awayCluster = {
  ...{ id: 'cluster:east', kind: 'cluster' as const, state: 'notReached' as const },
  message: 'The API server does not answer.',
}
const validities = [
  { value: 'error', count: 2 },
  { value: 'valid', count: 5 },
]
const config: ConfigList = {
  ...{ at: 0, total: 7, matched: 7, rows: [], unknownKinds: [], warnings: [] },
  facets: { validities, severities: [], kinds: [], namespaces: [], rules: [] },
  rights: { namespaces: 'all', hiddenKinds: [] },
}

const noInsights: Insights = {
  ...{ at: 0, windowSeconds: 60, staleSinceAt: null, insights: [], warnings: [] },
}

function open(
  answer: Overview = overview,
  insights = noInsights,
): RenderedConsole & { readonly api: FakeApi } {
  const api = createFakeApi({
    '/api/v1/overview': answer,
    '/api/v1/overview/services': insights,
    '/api/v1/graph/series': series,
    '/api/v1/status': aStatus({
      backEnds: aStatus().backEnds.map((one) => ({ ...one, ...awayCluster })),
      meshes: [aMesh({ components: planes })],
    }),
    '/api/v1/config': config,
  })
  return { ...renderConsole(<OverviewPage />, { api }), api }
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

  it('counts control planes and objects of the configuration, with those that are not well', async () => {
    open(overview)
    const card = within(await screen.findByRole('region', { name: 'Control planes' }))
    expect(card.getByText(/1 of 2 healthy/)).toBeInTheDocument()
    expect(card.getByRole('link', { name: 'All' })).toHaveAttribute(
      'href',
      '/namespaces?types=controlPlane',
    )
    await userEvent.click(card.getByRole('button', { name: '1 issue' }))
    expect(await screen.findByText('0 of 1 ready')).toBeInTheDocument()
    const clusters = within(screen.getByRole('region', { name: 'Clusters' }))
    const [issues] = clusters.getAllByRole('button', { name: /issue/ })
    await userEvent.click(issues ?? document.body)
    expect(await screen.findAllByText('The API server does not answer.')).not.toEqual([])
    expect(await screen.findByRole('link', { name: '5 valid' })).toHaveAttribute(
      'href',
      '/config?validities=valid',
    )
  })

  it('draws how many of all are well, and how much comes in and goes out', async () => {
    const apps4 = { healthy: 3, failure: 1 } as const
    open({ ...overview, counts: { apps: apps4, services: {}, workloads: {} } })
    const apps = await screen.findByRole('region', { name: 'Applications' })
    expect(apps.querySelector('.al-donut-sum')).toHaveTextContent('4')
    const parts = [...apps.querySelectorAll('[data-share]')]
    expect(parts.map((part) => part.getAttribute('data-share'))).toEqual(['25', '75'])
    const traffic = within(screen.getByRole('region', { name: 'Traffic' }))
    expect(traffic.getByRole('row', { name: /^To outside.*3 rps/ })).toBeInTheDocument()
  })

  it('ranks services in tables that are chosen, which the address keeps', async () => {
    const row = { cluster: 'east', namespace: 'shop', name: 'cart', status: 'failure' as const }
    const insight = { ...row, node: 'service:east/shop/cart', isAtMost: false }
    const { api, address } = open(overview, {
      ...{ at: 0, windowSeconds: 60, staleSinceAt: null, warnings: [] },
      insights: [
        { name: 'errors', isKnown: true, ranked: 9, rows: [{ ...insight, value: 0.25 }] },
        {
          ...{ name: 'latency', isKnown: true, ranked: 1 },
          rows: [{ ...insight, value: 480, isAtMost: true }],
        },
        { name: 'throughput', isKnown: false, ranked: 0, rows: [] },
      ],
    })
    const errors = within(await screen.findByRole('table', { name: 'Most errors' }))
    expect(errors.getByRole('row', { name: /Failure cart shop 25%/ })).toBeInTheDocument()
    expect(errors.getByRole('link', { name: 'cart' })).toHaveAttribute(
      'href',
      '/namespaces/shop/services/cart',
    )
    expect(screen.getByText('the first 1 of 9')).toBeInTheDocument()
    const slow = within(screen.getByRole('table', { name: 'Slowest, p95' }))
    expect(slow.getByRole('row', { name: /cart shop ≤ 480 ms/ })).toBeInTheDocument()
    const bytes = within(screen.getByRole('region', { name: 'Most bytes over TCP' }))
    expect(bytes.getByText(/metric store did not answer/)).toBeInTheDocument()
    await userEvent.click(screen.getByRole('button', { name: 'Tables' }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Slowest, p95' }))
    expect(address()).toBe('/?insights=errors%2Cthroughput')
    expect(screen.queryByRole('table', { name: 'Slowest, p95' })).toBeNull()
    const asked = api.requests.filter(({ pathname }) => pathname.endsWith('/overview/services'))
    expect(asked.at(-1)?.searchParams.get('names')).toBe('errors,throughput')
  })

  it('shows the worst five, and all of them for whoever asks, which the address keeps', async () => {
    const [first] = overview.problems
    if (first === undefined) throw new Error('there is no problem')
    const problems = Array.from({ length: 7 }, (_, index) => ({
      ...first,
      ...{ node: `workload:east/shop/p${index}`, name: `p${index}` },
    }))
    const { address } = open({ ...overview, problems, problemsInAll: 60 })
    const wrong = within(await screen.findByRole('region', { name: 'What is wrong now' }))
    expect(wrong.getAllByText('It starts here')).toHaveLength(5)
    const all = wrong.getByRole('button', { name: 'All 60 problems', expanded: false })
    await userEvent.click(all)
    expect(wrong.getAllByText('It starts here')).toHaveLength(7)
    expect(wrong.getByText('the first 7 of 60')).toBeInTheDocument()
    expect(address()).toBe('/?problems=all')
    await userEvent.click(wrong.getByRole('button', { name: 'Only the first 5' }))
    expect(wrong.getAllByText('It starts here')).toHaveLength(5)
    expect(address()).toBe('/')
  })

  it('says not known, not none, of what no cluster has told', async () => {
    const untold = { counts: null, dataPlanes: null, findings: null }
    open({ ...overview, ...untold })
    expect(await screen.findByText('It starts here')).toBeInTheDocument()
    for (const name of ['Applications', 'Workloads', 'Data planes', 'Configuration'])
      expect(within(screen.getByRole('region', { name })).getByText(/^Not known/)).toBeVisible()
    expect(screen.queryByText('Nothing found')).toBeNull()
  })

  it('says not known where neither a cluster nor the metric store has told of anything', async () => {
    const traffic = { inbound: null, outbound: null, all: null }
    const untold = { counts: null, dataPlanes: null, findings: null }
    open({ ...overview, ...untold, ...traffic, problems: [], problemsInAll: 0 })
    expect(await screen.findByRole('heading', { name: 'Not known' })).toBeInTheDocument()
    expect(screen.queryByText(/^No applications/)).toBeNull()
  })

  it('says over how long health and rates are taken', async () => {
    open()
    expect(await screen.findByText('Health and rates over the last 1 min')).toBeInTheDocument()
  })

  it('says that traffic is not known where the store did not answer, and nothing else', async () => {
    open({ ...overview, problems: [], inbound: null, outbound: null, all: null })
    expect(await screen.findByText('Traffic is not known')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: /^3\s?healthy$/ })).toBeInTheDocument()
  })
})
