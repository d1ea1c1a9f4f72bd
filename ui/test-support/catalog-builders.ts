import type { ThingList, ThingRow } from '#contract/catalog.ts'
import type { NodeTraffic } from '#contract/traffic.ts'

export const someTraffic = (rps: number, errorRatio: number | null = 0): NodeTraffic => ({
  http: { requestsPerSecond: rps, errorRatio, perSecondByClass: {} },
  grpc: null,
  tcp: null,
})

/** `bookinfo/reviews-v1` → a healthy deployment with a sidecar. */
export function aThingRow(path = 'bookinfo/reviews-v1', fields: Partial<ThingRow> = {}): ThingRow {
  const [namespace = '', name = ''] = path.split('/')
  return {
    ...{ kind: 'workload', cluster: 'east', namespace, name, type: 'Deployment' },
    node: `workload:east/${namespace}/${name}`,
    health: { status: 'healthy', reasons: [] },
    inbound: someTraffic(4),
    outbound: someTraffic(1),
    ...{ membership: 'sidecar', mtls: 'strict', labels: { app: name, version: 'v1' } },
    ...{ apps: [name], versions: ['v1'], pods: { desired: 2, available: 2 }, endpoints: null },
    ...{ ports: [], hosts: [], findings: { error: 0, warning: 0, info: 0 }, acting: [], notes: [] },
    ...fields,
  }
}

export function aThingList(rows: readonly ThingRow[], fields: Partial<ThingList> = {}): ThingList {
  return {
    ...{ at: 1000, windowSeconds: 60, staleSinceAt: null, total: rows.length },
    matched: rows.length,
    rows: [...rows],
    facets: {
      namespaces: [{ value: 'bookinfo', count: rows.length }],
      health: [{ value: 'healthy', count: rows.length }],
      ...{ types: [], memberships: [], mtls: [], notes: [], findings: [], config: [] },
    },
    warnings: [],
    ...fields,
  }
}
