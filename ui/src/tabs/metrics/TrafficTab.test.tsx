import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Health } from '#contract/health.ts'
import type { Thing } from '#contract/thing.ts'
import { aGraph, anEdge, aNode, someEdgeRequests } from '../../../test-support/builders.ts'
import { aThingRow } from '../../../test-support/catalog-builders.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole, type RenderedConsole } from '../../../test-support/render-console.tsx'
import type { Subject } from '../tab.ts'
import { TrafficTab } from './TrafficTab.tsx'

const cart: Subject = { kind: 'workload', namespace: 'shop', name: 'cart-v1' }
const place = '/api/v1/catalog/things/workloads/shop/cart-v1'
const thing: Thing = {
  ...{ at: 1000, windowSeconds: 60, staleSinceAt: null, row: aThingRow('shop/cart-v1') },
  ...{ object: null, related: [], mtls: [], selector: {}, servicePorts: [], addresses: [] },
  ...{ external: null, machines: null, participation: null, acting: [], warnings: [] },
}
const workload = (namespace: string, name: string, cluster = 'east') =>
  aNode(name, {
    ...{ id: `workload:${cluster}/${namespace}/${name}`, kind: 'workload', namespace, cluster },
    workload: name,
  })
const own = workload('shop', 'cart-v1')
const web = workload('edge', 'web-v1', 'west')
const cron = workload('shop', 'cron')
const store = aNode('store', {
  ...{ id: 'service:east/data/store', kind: 'service', namespace: 'data', service: 'store' },
  ...{ app: null, workload: null },
})
const failing: Health = { status: 'failure', reasons: [] }
const both = { http: someEdgeRequests(3), grpc: someEdgeRequests(1) }
const graph = aGraph({
  nodes: [own, web, cron, store],
  edges: [
    anEdge(cron, own, both),
    anEdge(web, own, { http: someEdgeRequests(8, { errorRatio: 0.25 }), health: failing }),
    anEdge(own, store, {
      tcp: {
        ...{ sentBytesPerSecond: 1000, receivedBytesPerSecond: 200, reporter: 'source' },
        ...{ outboundShare: null, responses: [] },
      },
    }),
  ],
})

function open(answer: unknown = graph, at = '/'): { api: FakeApi; page: RenderedConsole } {
  const api = createFakeApi({ [place]: thing, '/api/v1/graph': answer })
  return { api, page: renderConsole(<TrafficTab subject={cart} />, { api, at }) }
}

const textsOf = async (name: string) =>
  within(await screen.findByRole('grid', { name }))
    .getAllByRole('row')
    .map((row) => [...row.children].map(({ textContent }) => textContent))

describe('the tab of traffic', () => {
  it('tells of each peer and protocol health, cluster, rate and success, the worst first', async () => {
    open()
    const rows = (await textsOf('Inbound traffic')).map((cells) => cells.join(' | '))
    expect(rows).toEqual([
      'Health | Name | Cluster | Protocol | Rate | Success | Charts',
      'Failure | Wworkload web-v1 edge | west | HTTP | 8 rps | 75% | Over time with web-v1 HTTP',
      'No health data | Wworkload cron shop | east | HTTP | 3 rps | 100% | Over time with cron HTTP',
      'No health data | Wworkload cron shop | east | gRPC | 1 rps | 100% | Over time with cron gRPC',
    ])
    const [, out] = (await textsOf('Outbound traffic')).map((cells) => cells.join(' | '))
    expect(out).toBe(
      'No health data | Sservice store data | TCP | ↑ 1 kB/s  ↓ 200 B/s | – | Over time with store TCP',
    )
  })

  it('leads to the charts of one peer alone, over the same time', async () => {
    const { api } = open(graph, '/?window=1h')
    const table = within(await screen.findByRole('grid', { name: 'Inbound traffic' }))
    const link = table.getByRole('link', { name: /with web-v1 HTTP/ })
    const { pathname, searchParams } = new URL(link.getAttribute('href') ?? '', 'http://x')
    expect(pathname).toBe('/namespaces/shop/workloads/cart-v1')
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ tab: 'inbound', inboundBy: 'remoteWorkload', window: '1h' },
      inboundOnly: 'remoteWorkload=web-v1%20(edge)',
    })
    const out = within(screen.getByRole('grid', { name: 'Outbound traffic' }))
    expect(out.getByRole('link', { name: /with store TCP/ })).toHaveAttribute(
      'href',
      expect.stringContaining('remoteService%3Dstore.data.svc.cluster.local'),
    )
    const asked = api.requests.find(({ pathname: path }) => path === '/api/v1/graph')
    expect(Object.fromEntries(asked?.searchParams ?? [])).toEqual({
      ...{ namespaces: 'shop', type: 'workload', open: 'all', window: '1h' },
      focus: 'workload:east/shop/cart-v1',
    })
  })

  it('looks for callers of a host outside in all namespaces', async () => {
    const bank = aThingRow('shop/bank', { kind: 'service', node: 'external:east/api.bank' })
    const outside = { isInside: false, resolution: 'DNS', endpoints: [], visibleTo: ['*'] }
    const api = createFakeApi({
      '/api/v1/catalog/things/services/shop/bank': { ...thing, row: bank, external: outside },
      '/api/v1/graph': aGraph({
        nodes: [web, aNode('bank', { id: 'external:east/api.bank', kind: 'external' })],
        edges: [
          anEdge(web, aNode('bank', { id: 'external:east/api.bank' }), {
            http: someEdgeRequests(2),
          }),
        ],
      }),
    })
    const subject: Subject = { kind: 'service', namespace: 'shop', name: 'bank' }
    renderConsole(<TrafficTab subject={subject} />, { api })
    const [, first] = await textsOf('Inbound traffic')
    expect(first).toContain('2 rps')
    const asked = api.requests.find(({ pathname }) => pathname === '/api/v1/graph')
    expect(asked?.searchParams.has('namespaces')).toBe(false)
  })

  it('keeps its time in the address', async () => {
    const { page } = open()
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Length of time' }),
      'Last 3 h',
    )
    expect(page.address()).toBe('/?window=3h')
  })

  it('says that nobody calls it, and what went wrong', async () => {
    open(aGraph({ nodes: [own] }))
    expect(await screen.findByText('Nobody has called it in this time.')).toBeInTheDocument()
    open(aRefusal(503, { code: 'unavailable', message: 'The store is away.' }))
    expect(await screen.findByText(/The store is away/)).toBeInTheDocument()
  })
})
