import type { Drop } from '#contract/graph.ts'
import type { RequestedService, TrafficEnd } from '../../seams/traffic.ts'
import type { BaseService, Place, PlaceableRow } from '../base-graph.ts'
import { isBareAddress } from './hosts.ts'
import { createEnds } from './intern-ends.ts'
import { createServices } from './intern-services.ts'
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
  const ends = createEnds()
  const services = createServices(surroundings)
  return {
    ends: ends.all,
    services: services.all,
    place: ({ source, service, destination, reporter }) => {
      if (isUnnamed(source)) return 'sourceNotNamed'
      if (!reporters.has(reporter)) return 'reporterUnknown'
      const sourceCluster = clusterOf(source, destination, homeCluster)
      const destinationCluster = clusterOf(destination, source, homeCluster)
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
function clusterOf(end: TrafficEnd, other: TrafficEnd, homeCluster: string | null): string | null {
  const own = end.cluster ?? homeCluster
  return own ?? (isNamed(end) ? null : other.cluster)
}
