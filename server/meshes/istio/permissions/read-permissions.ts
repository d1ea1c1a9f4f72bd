import type { Inventory } from '../../../seams/inventory.ts'
import type { DataPlane } from '../../../seams/mesh.ts'
import type { Grant, Permissions } from '../../../seams/permissions.ts'
import { readCast } from './cast.ts'
import { readGatewayRoutes } from './gateways.ts'
import { readPolicies } from './policies.ts'
import { readSidecars } from './sidecars.ts'

/**
 * Who may call whom by name: callers that AuthorizationPolicies let in, hosts that Sidecars name,
 * destinations of routes at gateways. Where nothing is said everybody may call everybody, which is
 * no permission to tell of. In time linear in the objects and in what they select; malformed
 * objects say nothing, and it never throws.
 */
export function readPermissions(
  inventory: Inventory,
  dataPlanes: ReadonlyMap<string, DataPlane>,
): Permissions {
  const cast = readCast(inventory, dataPlanes)
  const policies = readPolicies(inventory, cast)
  const sidecars = readSidecars(inventory, cast)
  const grants = [...policies.grants, ...sidecars.grants, ...readGatewayRoutes(inventory, cast)]
  return {
    grants: grants.sort(byObject),
    isRefused: (call) => policies.refuses(call) || sidecars.hides(call),
  }
}

/** What is cut off where there is too much does not depend on the order of the API server. */
function byObject({ because: one }: Grant, { because: other }: Grant): number {
  const [a, b] = [one, other].map(({ kind, namespace, name }) => `${kind} ${namespace} ${name}`)
  if (a === b) return 0
  return (a ?? '') < (b ?? '') ? -1 : 1
}
