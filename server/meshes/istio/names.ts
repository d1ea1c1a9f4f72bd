import type { RequestedService, TrafficEnd } from '../../seams/traffic.ts'

/** The values of one group of labels, `unknown` and empty ones read as null, in a fixed order. */
export type KnownValues = readonly (string | null)[]

export const endSuffixes = [
  'cluster',
  'workload_namespace',
  'workload',
  'canonical_service',
  'canonical_revision',
  'app',
  'version',
] as const

/**
 * One end out of `source_*` or `destination_*` values in the order of endSuffixes.
 *
 * A proxy that knows nothing of its peer still writes `latest` for its revision, so a version
 * counts only beside a name.
 */
export function buildEnd(values: KnownValues): TrafficEnd {
  const [cluster, namespace, workload, canonical, revision, appLabel, versionLabel] = values
  const app = canonical ?? appLabel ?? null
  const isNamed = app !== null || (workload ?? null) !== null
  return {
    cluster: cluster ?? null,
    namespace: namespace ?? null,
    workload: workload ?? null,
    app,
    version: isNamed ? (revision ?? versionLabel ?? null) : null,
  }
}

export const serviceColumns = [
  'destination_cluster',
  'destination_service_namespace',
  'destination_service_name',
  'destination_service',
] as const

const egressByName: ReadonlyMap<string, 'passthrough' | 'blackhole'> = new Map([
  ['PassthroughCluster', 'passthrough'],
  ['BlackHoleCluster', 'blackhole'],
])

const serviceHost = /^[^.]+\.([^.]+)\.svc(?:\.|$)/

/**
 * What was asked for, out of values in the order of serviceColumns. A client's proxy that never
 * reached a server may not know the namespace, but the host of a service spells it. A server that
 * was called on a port without a service says `InboundPassthroughCluster`, which names nothing.
 */
export function buildService(values: KnownValues): RequestedService {
  const [cluster, namespace, name, host] = values
  const egress = egressByName.get(name ?? '') ?? null
  return {
    cluster: cluster ?? null,
    namespace: namespace ?? serviceHost.exec(host ?? '')?.[1] ?? null,
    name: egress !== null || isInboundPassthrough(name) ? null : (name ?? null),
    host: host ?? null,
    egress,
  }
}

function isInboundPassthrough(name: string | null | undefined): boolean {
  return name?.startsWith('InboundPassthroughCluster') === true
}
