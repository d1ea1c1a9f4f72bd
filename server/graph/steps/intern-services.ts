import type { RequestedService } from '../../seams/traffic.ts'
import type { BaseService } from '../base-graph.ts'
import { findExternal, hostTableOf, mayBeExternal, readClusterHost } from './hosts.ts'
import type { Surroundings } from './inventory-index.ts'

/** From where something was asked for, and in which cluster it is looked for. */
export interface ServiceSeat {
  readonly caller: { readonly cluster: string | null; readonly namespace: string | null }
  readonly cluster: string | null
}

export interface Services {
  readonly all: readonly BaseService[]
  readonly find: (service: RequestedService, seat: ServiceSeat) => number
}

type ByText<Value> = Map<string | null, Value>

/** Where one requested service is known to lead, by the cluster in which it is looked for. */
type Leads = ByText<number>

/** For every caller alike, or for each its own: by the caller's cluster and namespace. */
type LeadsOfService =
  | { readonly isForAll: true; readonly leads: Leads }
  | { readonly isForAll: false; readonly byCaller: ByText<ByText<Leads>> }

/**
 * What callers asked for, resolved: a service of the cluster, a host outside by the entry that
 * covers it for this caller, or a way out of the registry. -1: nothing is known of it.
 */
export function createServices(surroundings: Surroundings): Services {
  const all: BaseService[] = []
  const byKey = new Map<string, number>()
  const leadsByObject = new Map<RequestedService, LeadsOfService>()
  const build = (service: RequestedService, seat: ServiceSeat): number => {
    const built = buildService(service, seat, surroundings)
    return built === null ? -1 : intern(built)
  }
  return {
    all,
    find: (service, seat) => {
      let ofService = leadsByObject.get(service)
      if (ofService === undefined)
        leadsByObject.set(service, (ofService = beginLeads(service, surroundings)))
      const leads = ofService.isForAll ? ofService.leads : leadsFor(seat, ofService.byCaller)
      const known = leads.get(seat.cluster)
      if (known !== undefined) return known
      const built = build(service, seat)
      leads.set(seat.cluster, built)
      return built
    },
  }

  function intern(service: BaseService): number {
    const key = JSON.stringify([service.kind, service.cluster, service.namespace, service.name])
    const known = byKey.get(key)
    if (known !== undefined) return known
    byKey.set(key, all.length)
    return all.push(service) - 1
  }
}

function beginLeads(service: RequestedService, surroundings: Surroundings): LeadsOfService {
  return dependsOnCaller(service, surroundings)
    ? { isForAll: false, byCaller: new Map() }
    : { isForAll: true, leads: new Map() }
}

/** Maps within maps: every row asks, and a text that is put together is slow to look up. */
function leadsFor({ caller }: ServiceSeat, byCaller: ByText<ByText<Leads>>): Leads {
  let byNamespace = byCaller.get(caller.cluster)
  if (byNamespace === undefined)
    byCaller.set(caller.cluster, (byNamespace = new Map<string | null, Leads>()))
  let leads = byNamespace.get(caller.namespace)
  if (leads === undefined)
    byNamespace.set(caller.namespace, (leads = new Map<string | null, number>()))
  return leads
}

/** A way out is its caller's; so is a host outside, and who sees it depends on the namespace. */
function dependsOnCaller(
  { egress, name, host }: RequestedService,
  { allFacts }: Surroundings,
): boolean {
  if (egress !== null || (name ?? host ?? '').includes('.')) return true
  return allFacts.some((facts) => {
    const table = hostTableOf(facts)
    return [name, host].some((text) => text !== null && mayBeExternal(table, text))
  })
}

const egressNames = {
  passthrough: 'PassthroughCluster',
  blackhole: 'BlackHoleCluster',
} as const satisfies Record<'passthrough' | 'blackhole', string>

/** Null when nothing is known of what was asked for. */
function buildService(
  service: RequestedService,
  { caller, cluster }: ServiceSeat,
  surroundings: Surroundings,
): BaseService | null {
  if (service.egress !== null) {
    const name = egressNames[service.egress]
    return { kind: 'egress', cluster: caller.cluster, namespace: null, name, entry: null }
  }
  const named = readRequested(service)
  if (named === null) return null
  const { name, namespace } = named
  const isReal =
    namespace !== null &&
    surroundings.inventoryOf(cluster)?.services.has(`${namespace}/${name}`) === true
  if (!isReal) {
    const entry = findEntry(service, caller, surroundings)
    if (entry !== null) {
      const entryName = `${entry.namespace}/${entry.name}`
      return { kind: 'external', cluster: caller.cluster, namespace: null, name: entryName, entry }
    }
  }
  // The name of a service of the cluster has no dots; what has is a host outside.
  if (name.includes('.')) {
    return { kind: 'external', cluster: caller.cluster, namespace: null, name, entry: null }
  }
  return { kind: 'service', cluster, namespace, name, entry: null }
}

function readRequested({ name, namespace, host }: RequestedService): {
  readonly name: string
  readonly namespace: string | null
} | null {
  const text = name ?? host
  if (text === null) return null
  const fromHost = readClusterHost(text)
  if (fromHost !== null) return fromHost
  const known = host === null ? null : readClusterHost(host)
  return { name: text, namespace: namespace ?? known?.namespace ?? null }
}

function findEntry(
  { host, name }: RequestedService,
  caller: ServiceSeat['caller'],
  surroundings: Surroundings,
): BaseService['entry'] {
  for (const facts of surroundings.factsOf(caller.cluster)) {
    const table = hostTableOf(facts)
    for (const text of [host, name]) {
      if (text === null || !mayBeExternal(table, text)) continue
      const entry = findExternal(table, text, caller.namespace)
      if (entry !== null) return entry
    }
  }
  return null
}
