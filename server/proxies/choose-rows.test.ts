import { describe, expect, it } from 'vitest'
import { proxyTableAskSchema, type ProxyTableAskInput } from '#contract/proxy.ts'
import type { ClusterRow, ListenerRow, RouteRow } from '#contract/proxy-rows.ts'
import { chooseRows, type ChosenRows } from './choose-rows.ts'

const told = { isStatic: false, isWarming: false, version: 'a', updatedAt: 5 }

function aCluster(host: string, fields: Partial<ClusterRow> = {}): ClusterRow {
  return {
    ...{ key: host, resource: host, origins: [], host, port: 80, subset: null },
    ...{ direction: 'outbound', type: 'EDS', tls: null, ...told, ...fields },
  }
}

const clusters = [
  aCluster('reviews.shop', { port: 9080, subset: 'v2' }),
  aCluster('cart.shop', { port: 908, direction: 'inbound', version: 'b', updatedAt: 9 }),
  aCluster('Reviews.other', { port: null, type: 'STATIC', version: null, updatedAt: null }),
]
const choose = (ask: ProxyTableAskInput): ChosenRows =>
  chooseRows(clusters, proxyTableAskSchema.parse(ask))
const hostsOf = (ask: ProxyTableAskInput): string[] =>
  choose(ask).rows.map((row) => ('host' in row ? row.host : ''))

describe('rows of a table', () => {
  it.each([
    { desc: 'a part of a name, whatever its case', ask: { host: 'REVIEWS' }, hosts: [0, 2] },
    { desc: 'a whole port', ask: { port: '908' }, hosts: [1] },
    { desc: 'a whole direction', ask: { direction: 'out' }, hosts: [] },
    { desc: 'any column', ask: { text: 'v2' }, hosts: [0] },
    { desc: 'several at once', ask: { host: 'reviews', type: 'static' }, hosts: [2] },
    { desc: 'no column of this table', ask: { domains: 'x', node: 'y' }, hosts: [0, 1, 2] },
  ])('are found by $desc', ({ ask, hosts }) => {
    expect(hostsOf(ask)).toEqual(hosts.map((index) => clusters[index]?.host))
  })

  it('are sorted by what they hold, unknown ones last, and cut', () => {
    expect(hostsOf({ sort: 'port' })).toEqual(['cart.shop', 'reviews.shop', 'Reviews.other'])
    expect(hostsOf({ sort: 'host', order: 'desc' })).toEqual([
      ...['reviews.shop', 'Reviews.other', 'cart.shop'],
    ])
    expect(hostsOf({ sort: 'host', offset: 1, limit: 1 })).toEqual(['Reviews.other'])
    expect(choose({ limit: 1 })).toMatchObject({ total: 3, matched: 3 })
  })

  it('come with what there is to choose from, and the versions that they are of', () => {
    const { facets, versions } = choose({ host: 'shop' })
    expect(facets['direction']).toEqual([
      { value: 'inbound', count: 1 },
      { value: 'outbound', count: 1 },
    ])
    expect(facets['subset']).toEqual([{ value: 'v2', count: 1 }])
    expect(versions).toEqual([
      { version: 'b', updatedAt: 9, rows: 1 },
      { version: 'a', updatedAt: 5, rows: 1 },
    ])
  })

  it('of routes and of listeners are found by the route configuration', () => {
    const common = { key: 'k', resource: 'r', origins: [], match: '', destination: '', ...told }
    const route: RouteRow = {
      ...{ ...common, name: '9080', virtualHost: 'h', domains: [], domainCount: 0, route: null },
    }
    const listener: ListenerRow = {
      ...{ ...common, name: 'l', address: '', port: 1, route: '9080', cluster: null },
      direction: null,
    }
    const rows = [route, { ...route, name: '80' }, listener, { ...listener, route: null }]
    const chosen = chooseRows(rows, proxyTableAskSchema.parse({ route: '9080' }))
    expect(chosen.rows).toEqual([route, listener])
  })
})
