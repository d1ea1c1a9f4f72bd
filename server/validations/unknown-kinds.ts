import type { Inventory } from '../seams/inventory.ts'
import type { KindKey } from '../seams/kube-object.ts'
import type { Rule } from '../seams/rule.ts'

/** Kinds of Kubernetes itself that the inventory has. */
const readKinds: ReadonlySet<KindKey> = new Set([
  ...['Namespace', 'Service', 'Pod', 'ReplicationController'],
  ...['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'],
  ...['batch/Job', 'batch/CronJob'],
])

/** Kinds that rules ask about without needing them, and that nobody reads: they may hold secrets. */
const neverRead: readonly KindKey[] = ['Secret', 'ConfigMap']

/** A kind of which nothing is known, and why. */
export interface UnknownKind {
  readonly kind: KindKey
  readonly reason: 'forbidden' | 'unavailable' | 'notSynced' | 'notRead'
}

/**
 * The kinds that rules ask about and of which the inventory knows nothing: they could not be read,
 * or the console does not read them. Custom resources of the groups that are read are known even
 * where the cluster has no such kind: then there are none.
 */
export function unknownKindsOf(
  inventory: Inventory,
  rules: readonly Rule[],
  readGroups: ReadonlySet<string>,
): readonly UnknownKind[] {
  const asked = new Set([...rules.flatMap(({ needs }) => needs), ...neverRead])
  return [...asked].sort().flatMap((kind): UnknownKind[] => {
    const [name = '', group = ''] = kind.split('/').reverse()
    const unreadable = inventory.unreadable.find((one) => one.kind === name)
    if (unreadable !== undefined) return [{ kind, reason: unreadable.reason }]
    if (kind === 'ServiceAccount') {
      const isKnown = (inventory.serviceAccounts ?? null) !== null
      return isKnown ? [] : [{ kind, reason: 'forbidden' }]
    }
    if (readKinds.has(kind) || readGroups.has(group)) return []
    return [{ kind, reason: 'notRead' }]
  })
}
