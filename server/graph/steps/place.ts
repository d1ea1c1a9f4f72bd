import type { Drop } from '#contract/graph.ts'
import type { RequestedService, TrafficEnd } from '../../seams/traffic.ts'
import type { BaseService, Place, PlaceableRow } from '../base-graph.ts'
import {
  findExternal,
  hostTableOf,
  isBareAddress,
  mayBeExternal,
  readClusterHost,
} from './hosts.ts'
import type { Surroundings } from './inventory-index.ts'

type DropReason = Drop['reason']

export interface Placer {
  readonly ends: readonly TrafficEnd[]
  readonly services: readonly BaseService[]
  /** Where a row belongs, or why it cannot be placed. */
  readonly place: (row: PlaceableRow) => Place | DropReason
}

export const isPlace = (placed: Place | DropReason): placed is Place => typeof placed === 'object'

const reporters: ReadonlySet<string> = new Set(['source', 'destination', 'waypoint'])

/** Ends of one cluster, namespace and workload are one, whoever reported them. */
export function createPlacer(surroundings: Surroundings, homeCluster: string | null): Placer {
  const ends = createEnds(homeCluster)
  const services = createServices(surroundings)
  return {
    ends: ends.all,
    services: services.all,
    place: ({ source, service, destination, reporter }) => {
      if (isUnnamed(source)) return 'sourceNotNamed'
      if (!reporters.has(reporter)) return 'reporterUnknown'
      const sourceCluster = clusterOf(source, { other: destination, homeCluster })
      const destinationCluster = clusterOf(destination, { other: source, homeCluster })
      const caller = { cluster: sourceCluster, namespace: source.namespace }
      const requested = services.find(service, {
        caller,
        cluster: service.cluster ?? destinationCluster,
      })
      const hasNamedDestination = isNamed(destination)
      if (requested === -1 && isNothing(source) && !hasNamedDestination) return 'nothingKnown'
      if (destination.workload === null && isAddressOnly(service, services.all[requested])) {
        return 'destinationIsAddress'
      }
      return {
        source: ends.find(source, sourceCluster),
        service: requested,
        destination: ends.find(destination, destinationCluster),
      }
    },
  }
}

const isNamed = ({ workload, app }: TrafficEnd): boolean => workload !== null || app !== null
const isNothing = (end: TrafficEnd): boolean => !isNamed(end) && end.namespace === null
const isUnnamed = (end: TrafficEnd): boolean => !isNamed(end) && end.namespace !== null

function isAddressOnly(service: RequestedService, found: BaseService | undefined): boolean {
  if (found === undefined || found.kind === 'egress' || found.entry !== null) return false
  return isBareAddress(service.name ?? service.host ?? '')
}

/** An end of which nothing is known stands in the cluster of the proxy that reported it. */
function clusterOf(
  end: TrafficEnd,
  { other, homeCluster }: { other: TrafficEnd; homeCluster: string | null },
): string | null {
  const own = end.cluster ?? homeCluster
  return own ?? (isNamed(end) ? null : other.cluster)
}

interface MutableEnd {
  readonly cluster: string | null
  readonly namespace: string | null
  readonly workload: string | null
  app: string | null
  version: string | null
}

interface Ends {
  readonly all: readonly TrafficEnd[]
  readonly find: (end: TrafficEnd, cluster: string | null) => number
}

function createEnds(homeCluster: string | null): Ends {
  const all: MutableEnd[] = []
  const byKey = new Map<string, number>()
  const byObject = new Map<TrafficEnd, number>()
  const find = (end: TrafficEnd, cluster: string | null): number => {
    const key = endKey(end, cluster)
    const known = byKey.get(key)
    const index = known ?? all.length
    const merged = all[index]
    if (merged === undefined) {
      byKey.set(key, index)
      all.push({
        cluster,
        namespace: end.namespace,
        workload: end.workload,
        app: end.app,
        version: end.version,
      })
    } else {
      // One proxy may know what the other does not.
      merged.app ??= end.app
      merged.version ??= end.version
    }
    return index
  }
  return {
    all,
    find: (end, cluster) => {
      // The cluster of an end without a label depends on the row, unless there is only one.
      if (end.cluster === null && homeCluster === null) return find(end, cluster)
      const known = byObject.get(end)
      if (known !== undefined) return known
      const index = find(end, cluster)
      byObject.set(end, index)
      return index
    },
  }
}

function endKey({ namespace, workload, app, version }: TrafficEnd, cluster: string | null): string {
  if (workload !== null) return JSON.stringify([cluster, namespace, workload])
  return JSON.stringify([cluster, namespace, null, app, version])
}

interface ServiceSeat {
  readonly caller: { readonly cluster: string | null; readonly namespace: string | null }
  readonly cluster: string | null
}

interface Services {
  readonly all: readonly BaseService[]
  readonly find: (service: RequestedService, seat: ServiceSeat) => number
}

/** Where one requested service is known to lead: for every caller alike, or for each its own. */
interface Leads {
  readonly isForAll: boolean
  readonly byCluster: Map<string | null, number>
  readonly bySeat: Map<string, number>
}

function createServices(surroundings: Surroundings): Services {
  const all: BaseService[] = []
  const byKey = new Map<string, number>()
  const leadsByObject = new Map<RequestedService, Leads>()
  const build = (service: RequestedService, seat: ServiceSeat): number => {
    const built = buildService(service, seat, surroundings)
    return built === null ? -1 : intern(built)
  }
  return {
    all,
    find: (service, seat) => {
      let leads = leadsByObject.get(service)
      if (leads === undefined) {
        const isForAll = !dependsOnCaller(service, surroundings)
        leads = { isForAll, byCluster: new Map(), bySeat: new Map() }
        leadsByObject.set(service, leads)
      }
      return leads.isForAll
        ? remember(leads.byCluster, seat.cluster, () => build(service, seat))
        : remember(leads.bySeat, seatKey(seat), () => build(service, seat))
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

const seatKey = ({ cluster, caller }: ServiceSeat): string =>
  `${cluster ?? ''} ${caller.cluster ?? ''} ${caller.namespace ?? ''}`

function remember<Key>(known: Map<Key, number>, key: Key, make: () => number): number {
  const before = known.get(key)
  if (before !== undefined) return before
  const made = make()
  known.set(key, made)
  return made
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
