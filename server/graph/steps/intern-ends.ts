import type { TrafficEnd } from '../../seams/traffic.ts'

interface MutableEnd {
  readonly cluster: string | null
  readonly namespace: string | null
  readonly workload: string | null
  app: string | null
  version: string | null
}

export interface Ends {
  readonly all: readonly TrafficEnd[]
  readonly find: (end: TrafficEnd, cluster: string | null) => number
}

/**
 * Ends of telemetry by what they are: one cluster, namespace and workload is one end, whoever told
 * of it, and what one proxy knows of it fills in what another does not.
 */
export function createEnds(): Ends {
  const all: MutableEnd[] = []
  const byKey = new Map<string, number>()
  /** An end without a label is in the cluster of its row. */
  const byCluster = new Map<string | null, Map<TrafficEnd, number>>()
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
      let byObject = byCluster.get(cluster)
      if (byObject === undefined) byCluster.set(cluster, (byObject = new Map<TrafficEnd, number>()))
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
