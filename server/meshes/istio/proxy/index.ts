import type { MeshProxies } from '../../../seams/proxy-program.ts'
import { proxyOf, whyNoProxy } from './pods.ts'
import { resolveOrigin } from './resolve-origin.ts'
import { readSync, syncAt } from './sync.ts'
import { waypointOf } from './waypoint.ts'

export const proxies: MeshProxies = {
  proxyOf,
  whyNoProxy,
  syncAt,
  readSync,
  waypointOf,
  resolveOrigin,
}
