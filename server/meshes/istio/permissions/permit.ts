import type { ConfigObject } from '../../../seams/inventory.ts'
import type { Permit, PermitGround } from '../../../seams/permissions.ts'

/** An object as the one that permits. */
export function permitOf(
  { apiVersion, kind, metadata }: ConfigObject,
  ground: PermitGround,
): Permit {
  const { namespace = '', name } = metadata
  const [group = ''] = apiVersion.split('/')
  return { group, kind, namespace, name, ground }
}
