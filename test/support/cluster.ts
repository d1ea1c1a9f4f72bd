import type { BackEnd } from '#contract/status.ts'
import type { Inventory } from '../../server/seams/inventory.ts'
import type { ObjectCalls } from '../../server/seams/object-calls.ts'
import type { ClusterSource } from '../../server/seams/source.ts'

const refuseCall = (): Promise<never> => Promise.reject(new Error('Nothing is called here'))

/** Calls of a cluster whose API nobody calls. */
export const noCalls: ObjectCalls = {
  kindOf: refuseCall,
  get: refuseCall,
  list: refuseCall,
  create: refuseCall,
  replace: refuseCall,
  patch: refuseCall,
  apply: refuseCall,
  delete: refuseCall,
  certificatesOf: refuseCall,
}

/** A cluster that is there and has this inventory; it answers nobody who they are. */
export function aClusterOf(inventory: () => Inventory): ClusterSource {
  const { cluster } = inventory()
  const status: BackEnd = {
    ...{ id: `cluster:${cluster}`, kind: 'cluster', product: null, version: null, address: null },
    ...{ howFound: 'test', state: 'reached', message: null, sinceAt: null, latencyMs: null },
    details: [],
  }
  const refuse = (): Promise<never> => Promise.reject(new Error('Nobody is known here'))
  return {
    id: status.id,
    cluster,
    status: () => status,
    inventory,
    ready: () => Promise.resolve(),
    onChange: () => () => undefined,
    whoIs: refuse,
    mayThey: refuse,
    calls: noCalls,
    logs: { open: refuse, configMap: () => Promise.resolve(null) },
    proxies: { ask: refuse },
    close: () => Promise.resolve(),
  }
}
