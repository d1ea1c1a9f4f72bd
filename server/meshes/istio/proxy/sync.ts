import type { Inventory } from '../../../seams/inventory.ts'
import { isRecord, textAt, type JsonRecord } from '../../../seams/json.ts'
import type { ReadSync, SyncSource, TypeSync } from '../../../seams/proxy-program.ts'
import { isControlPlane } from '../components.ts'

const debugPort = 15_014

/** All replicas of istiod: each tells of the proxies that are connected to it. */
export function syncAt({ workloads, pods }: Inventory): SyncSource | null {
  const [controlPlane] = workloads.filter(isControlPlane)
  if (controlPlane === undefined) return null
  const names = pods
    .filter(({ namespace, labels, isReady }) => {
      return namespace === controlPlane.namespace && labels['app'] === 'istiod' && isReady
    })
    .map(({ name }) => name)
  if (names.length === 0) return null
  return { namespace: controlPlane.namespace, pods: names, port: debugPort, path: '/debug/syncz' }
}

/** What istiod's `/debug/syncz` says: by type the nonces that it sent, and those that came back. */
export function readSync(json: unknown): readonly ReadSync[] | null {
  if (!Array.isArray(json)) return null
  return json.filter(isRecord).flatMap((row) => {
    // A pod's name has no dots, its namespace neither.
    const [, pod, namespace] = /^(.+)\.([^.]+)$/.exec(textAt(row, 'proxy') ?? '') ?? []
    if (pod === undefined || namespace === undefined) return []
    return [
      {
        ...{ namespace, pod },
        clusters: typeOf(row, 'cluster'),
        listeners: typeOf(row, 'listener'),
        endpoints: typeOf(row, 'endpoint'),
        routes: typeOf(row, 'route'),
      },
    ]
  })
}

function typeOf(row: JsonRecord, type: string): TypeSync {
  const sent = textAt(row, `${type}_sent`)
  const acknowledged = textAt(row, `${type}_acked`)
  if (sent === null) return { state: 'notSent', sent, acknowledged }
  return { state: sent === acknowledged ? 'synced' : 'stale', sent, acknowledged }
}
