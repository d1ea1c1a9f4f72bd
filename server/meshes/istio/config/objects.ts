import type { ConfigObject, Inventory } from '../../../seams/inventory.ts'

/**
 * Objects of one kind and API group, whatever their version. Two groups have a Gateway, so the kind
 * alone does not tell. Anything without a name is left out.
 */
export function objectsOf(
  { config }: Inventory,
  kind: string,
  group: string,
): readonly ConfigObject[] {
  const objects = config.get(kind) ?? []
  return objects.filter((object) => isNamed(object) && object.apiVersion.startsWith(`${group}/`))
}

/** Objects come from outside: their shape is a promise of the API server, not of the compiler. */
function isNamed(object: unknown): boolean {
  if (typeof object !== 'object' || object === null) return false
  if (!('metadata' in object) || !('apiVersion' in object)) return false
  const { metadata, apiVersion } = object
  if (typeof apiVersion !== 'string' || typeof metadata !== 'object' || metadata === null) {
    return false
  }
  return 'name' in metadata && typeof metadata.name === 'string'
}

export const networkingGroup = 'networking.istio.io'
export const gatewayGroup = 'gateway.networking.k8s.io'

export function namespaceOf(object: ConfigObject): string {
  return object.metadata.namespace ?? ''
}
