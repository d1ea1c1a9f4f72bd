import type { MeshProxies } from '../../../seams/proxy-program.ts'
import { proxyOf } from './pods.ts'
import { resolveOrigin } from './resolve-origin.ts'
import { readSync, syncAt } from './sync.ts'
import { waypointOf } from './waypoint.ts'

export const proxies: MeshProxies = { proxyOf, syncAt, readSync, waypointOf, resolveOrigin }
