import type { TrafficEnd } from '../../seams/traffic.ts'
import type { BaseGraph, BaseService } from '../base-graph.ts'

/**
 * For each end the service that it answers for, so that service → workload → service becomes
 * service → service. A workload may answer for several; its own calls cannot be told apart, so they
 * go to one of them and are counted once: the one named like its app, else the first by name.
 * -1: it answers for none, it is a root.
 */
export function homeServices(
  base: Pick<BaseGraph, 'ends' | 'services' | 'edges'>,
): (end: number) => number {
  const { ends } = base // what is returned keeps the ends, not their traffic
  const byEnd = new Int32Array(ends.length).fill(-1)
  const byApp = new Map<string, number>()
  const appKeys: string[] = []
  const keyOf = (end: number): string => (appKeys[end] ??= appKey(ends, end))
  for (const { service, destination } of base.edges) {
    const requested = base.services[service]
    const end = ends[destination]
    if (requested === undefined || end === undefined || requested.kind === 'egress') continue
    if (end.workload === null && end.app === null) continue
    byEnd[destination] = better(base, {
      end: destination,
      known: byEnd[destination] ?? -1,
      service,
    })
    const key = keyOf(destination)
    const known = byApp.get(key) ?? -1
    byApp.set(key, better(base, { end: destination, known, service }))
  }
  return (end) => {
    const own = byEnd[end] ?? -1
    // A group of telemetry by app knows no workload: it calls as its app does.
    if (own !== -1 || ends[end]?.workload !== null) return own
    return byApp.get(keyOf(end)) ?? -1
  }
}

type Named = Pick<BaseGraph, 'ends' | 'services'>

interface Contest {
  readonly end: number
  readonly known: number
  readonly service: number
}

function better({ ends, services }: Named, { end, known, service }: Contest): number {
  const [one, other] = [services[service], services[known]]
  const answering = ends[end]
  if (one === other || one === undefined || answering === undefined) return known
  if (other === undefined) return service
  return compare(one, other, answering) < 0 ? service : known
}

/** Orders services by how likely they are the end's own; no two services rank the same. */
function compare(one: BaseService, other: BaseService, end: TrafficEnd): number {
  return (
    Number(isOwn(other, end)) - Number(isOwn(one, end)) ||
    compareTexts(one.namespace, other.namespace) ||
    compareTexts(one.name, other.name) ||
    Number(other.cluster === end.cluster) - Number(one.cluster === end.cluster) ||
    compareTexts(JSON.stringify(one), JSON.stringify(other))
  )
}

const isOwn = ({ name, namespace }: BaseService, end: TrafficEnd): boolean =>
  name === end.app && namespace === end.namespace

/** What is without a name comes last. */
function compareTexts(one: string | null, other: string | null): number {
  if (one === other) return 0
  if (one === null || other === null) return one === null ? 1 : -1
  return one < other ? -1 : 1
}

function appKey(ends: BaseGraph['ends'], index: number): string {
  const end = ends[index]
  return JSON.stringify([end?.cluster, end?.namespace, end?.app])
}
