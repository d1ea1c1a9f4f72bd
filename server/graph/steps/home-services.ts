import type { BaseGraph } from '../base-graph.ts'

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
    const key = appKey(ends, destination)
    const known = byApp.get(key) ?? -1
    byApp.set(key, better(base, { end: destination, known, service }))
  }
  return (end) => {
    const own = byEnd[end] ?? -1
    // A group of telemetry by app knows no workload: it calls as its app does.
    if (own !== -1 || ends[end]?.workload !== null) return own
    return byApp.get(appKey(ends, end)) ?? -1
  }
}

type Named = Pick<BaseGraph, 'ends' | 'services'>

interface Contest {
  readonly end: number
  readonly known: number
  readonly service: number
}

function better(base: Named, { end, known, service }: Contest): number {
  if (known === -1) return service
  return rankOf(base, end, service) < rankOf(base, end, known) ? service : known
}

/** Orders services by how likely they are the end's own; no two services rank the same. */
function rankOf({ ends, services }: Named, index: number, service: number): string {
  const requested = services[service]
  const end = ends[index]
  if (requested === undefined) return '~'
  const isOwn = requested.name === end?.app && requested.namespace === end.namespace
  const isNear = requested.cluster === end?.cluster
  const { namespace, name } = requested
  return JSON.stringify([isOwn ? 0 : 1, namespace, name, isNear ? 0 : 1, requested])
}

function appKey(ends: BaseGraph['ends'], index: number): string {
  const end = ends[index]
  return JSON.stringify([end?.cluster, end?.namespace, end?.app])
}
