import type { ObjectId } from '#contract/validations.ts'
import type { Inventory } from '../../../seams/inventory.ts'
import { groupOf, type KubeObject } from '../../../seams/kube-object.ts'
import { textsAt } from '../../../seams/json.ts'
import type { NamedOrigin } from '../../../seams/proxy-program.ts'

/**
 * The object that a name stands for, as only the inventory can tell: entries are found by their
 * host, and the routes of the Gateway API, which proxies know by one name, by their kind. Null: there
 * is none.
 */
export function resolveOrigin(
  inventory: Inventory,
  { object, part }: NamedOrigin,
): NamedOrigin | null {
  if (object.kind === 'ServiceEntry' && object.name === '') {
    const entry = (inventory.config.get('ServiceEntry') ?? []).find(
      ({ metadata, spec }) =>
        metadata.namespace === object.namespace && textsAt(spec, 'hosts').includes(part ?? ''),
    )
    return entry === undefined ? null : { object: { ...object, name: entry.metadata.name }, part }
  }
  if (object.kind === 'HTTPRoute' && !isThere(inventory, object)) {
    const grpc = { ...object, kind: 'GRPCRoute' }
    return { object: isThere(inventory, grpc) ? grpc : object, part }
  }
  return { object, part }
}

function isThere({ config }: Inventory, { group, kind, namespace, name }: ObjectId): boolean {
  const isIt = ({ apiVersion, metadata }: KubeObject): boolean =>
    metadata.name === name && metadata.namespace === namespace && groupOf(apiVersion) === group
  return (config.get(kind) ?? []).some(isIt)
}
