import type {
  Proxies,
  ProxyDifferences,
  ProxyInfo,
  ProxyPod,
  ProxySection,
  ProxySync,
  ProxyTable,
} from '#contract/proxy.ts'
import type { ClusterRow, ListenerRow, NodeServiceRow, RouteRow } from '#contract/proxy-rows.ts'

const takenAt = 1_795_000_000_000
const told = { isStatic: false, isWarming: false, version: '7', updatedAt: takenAt - 60_000 }
const warm = { origins: [], ...told }

export const aProxyPod = (part: Partial<ProxyPod> = {}): ProxyPod => ({
  ...{ pod: 'reviews-v1-a', workload: 'reviews-v1', isReady: true, role: 'sidecar' },
  ...{
    whyNone: null,
    dashboard: 'sidecars',
    container: 'mesh-proxy',
    version: '1.30.0',
    logLevels: ['off', 'warning', 'debug'],
  },
  sections: ['clusters', 'endpoints', 'listeners', 'routes', 'secrets', 'stats'],
  documents: ['config', 'bootstrap', 'clusters', 'endpoints', 'listeners', 'routes', 'secrets'],
  ...part,
})

export const someProxies = (part: Partial<Proxies> = {}): Proxies => ({
  ...{ pods: [aProxyPod()], missingRight: null, mayChange: true, warnings: [] },
  ...part,
})

export const aCluster = (part: Partial<ClusterRow> = {}): ClusterRow => ({
  ...{ key: 'outbound|9080||reviews', resource: 'outbound|9080||reviews', host: 'reviews' },
  ...{ port: 9080, subset: null, direction: 'outbound', type: 'EDS', tls: 'mutual' },
  ...warm,
  ...part,
})

export const aListener = (part: Partial<ListenerRow> = {}): ListenerRow => ({
  ...{ key: '0.0.0.0_9080', resource: '0.0.0.0_9080', name: '0.0.0.0_9080', address: '0.0.0.0' },
  ...{ port: 9080, match: 'ALL', destination: 'Route: 9080', route: '9080', cluster: null },
  ...{ direction: 'outbound' },
  ...warm,
  ...part,
})

export const aRoute = (part: Partial<RouteRow> = {}): RouteRow => ({
  ...{ key: '9080/reviews/0', resource: '9080', name: '9080', virtualHost: 'reviews' },
  ...{ domains: ['reviews', 'reviews.bookinfo'], domainCount: 2, match: '/*', route: null },
  ...{ destination: 'outbound|9080|v1|reviews' },
  ...warm,
  ...part,
})

/** A table of one section whose rows are these. */
export function aTable<Section extends ProxySection>(
  section: Section,
  rows: Extract<ProxyTable, { section: Section }>['rows'],
  part: Partial<Omit<ProxyTable, 'section' | 'rows'>> = {},
): object {
  return {
    ...{ section, rows, snapshot: 'moment-1', takenAt, bytes: 1000, facets: {}, versions: [] },
    ...{ total: rows.length, matched: rows.length, problems: [], warnings: [] },
    ...part,
  }
}

export const anInfo = (part: Partial<ProxyInfo> = {}): ProxyInfo => ({
  ...{ takenAt, version: '1.38.0', build: 'abc/Clean', state: 'LIVE', nodeId: 'sidecar~a' },
  ...{ startedAt: takenAt - 7_200_000, facts: [{ name: 'Concurrency', value: '2' }], warnings: [] },
  levels: [
    { logger: 'admin', level: 'warning' },
    { logger: 'http', level: 'warning' },
  ],
  ...part,
})

export const someDifferences = (part: Partial<ProxyDifferences> = {}): ProxyDifferences => ({
  here: { pod: 'reviews-v1-a', snapshot: 'moment-1', takenAt },
  there: { pod: 'reviews-v1-b', snapshot: 'moment-2', takenAt },
  ...{ same: 12, changes: [], leftOut: 0 },
  ...part,
})

const synced = { state: 'synced', sent: 'a1', acknowledged: 'a1' } as const

/** What the control plane says of one proxy; all is taken over. */
export const aSync = (part: Partial<ProxySync> = {}): ProxySync => ({
  ...{ pod: 'reviews-v1-a', controlPlane: 'control-1' },
  ...{ clusters: synced, listeners: synced, endpoints: synced, routes: synced },
  ...part,
})

export const aNodeService = (part: Partial<NodeServiceRow> = {}): NodeServiceRow => ({
  ...{ key: 'shop/cart', resource: 'shop/cart', origins: [], name: 'cart', namespace: 'shop' },
  ...{ host: 'cart.shop', addresses: ['10.0.0.1'], ports: '80→8080', waypoint: 'shop/waypoint' },
  ...{ endpoints: { healthy: 1, all: 2 }, health: 'partly' },
  ...part,
})
