import { modeBits, type BaseEdge, type BaseGraph } from '../graph/base-graph.ts'
import type { TrafficFacts } from '../seams/rule.ts'

/**
 * What a round of telemetry says of the hosts and workloads of one cluster, for rules that ask who
 * calls whom. Null where it would say too little to conclude anything: rates are missing or from
 * before, cut to some namespaces, or there are none at all.
 */
export function trafficFactsOf(base: BaseGraph, cluster: string): TrafficFacts | null {
  const { traffic } = base
  const isLacking = traffic.warnings.some(({ part }) => part === 'rates' || part === 'idleRates')
  if (isLacking || traffic.staleSinceAt !== null || traffic.namespaces !== null) return null
  const edges = base.edges.filter(
    ({ modes, hasRates, perSecond }) => (modes & modeBits.total) !== 0 && hasRates && perSecond > 0,
  )
  if (edges.length === 0) return null
  const sums = new Sums()
  for (const edge of edges) addEdge(sums, { base, edge, cluster })
  return {
    isCalled: (host) => sums.called.has(host),
    perSecondTo: (host) => sums.requests.get(host) ?? null,
    perSecondToVersion: (host, version) => sums.requests.get(versionKey(host, version)) ?? null,
    plainTextPerSecondTo: (workload) => sums.plain.get(workload) ?? null,
  }
}

class Sums {
  readonly called = new Set<string>()
  readonly requests = new Map<string, number>()
  readonly plain = new Map<string, number>()
}

interface Placed {
  readonly base: BaseGraph
  readonly edge: BaseEdge
  readonly cluster: string
}

function addEdge(sums: Sums, placed: Placed): void {
  const { edge } = placed
  // Bytes are no calls: of TCP it is told that there was some.
  const requests = edge.protocol === 'http' || edge.protocol === 'grpc' ? edge.perSecond : 0
  addHost(sums, placed, requests)
  if (requests > 0) addPlainText(sums, placed)
}

function addHost(sums: Sums, { base, edge, cluster }: Placed, requests: number): void {
  const service = base.services[edge.service]
  if (service === undefined || service.kind === 'egress') return
  const { namespace, name, kind } = service
  if ((service.cluster ?? cluster) !== cluster) return
  const isService = kind === 'service' && namespace !== null
  const host = isService ? `${name}.${namespace}.svc.cluster.local` : name
  sums.called.add(host)
  if (requests === 0) return
  add(sums.requests, host, requests)
  const version = base.ends[edge.destination]?.version ?? null
  if (version !== null) add(sums.requests, versionKey(host, version), requests)
}

function addPlainText(sums: Sums, { base, edge, cluster }: Placed): void {
  const { basis, knownPerSecond, mutualPerSecond } = edge.mtls
  const destination = base.ends[edge.destination]
  if (destination?.workload == null || basis === null) return
  if ((destination.cluster ?? cluster) !== cluster) return
  const key = `${destination.namespace ?? ''}/${destination.workload}`
  add(sums.plain, key, Math.max(0, knownPerSecond - mutualPerSecond))
}

function versionKey(host: string, version: string): string {
  return `${host} ${version}`
}

function add(sums: Map<string, number>, key: string, more: number): void {
  sums.set(key, (sums.get(key) ?? 0) + more)
}
