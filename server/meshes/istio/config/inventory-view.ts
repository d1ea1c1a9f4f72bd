import type { Inventory } from '../../../seams/inventory.ts'
import { groupOf, type KindKey, type KubeObject } from '../../../seams/kube-object.ts'
import { createPlainView } from '../../../seams/plain-view.ts'
import type { View } from '../../../seams/rule.ts'

/**
 * The custom resources of an inventory, and its services by name and labels, as a view: what rules
 * work out of their view can be worked out here by the same functions.
 */
export function viewOfInventory(inventory: Inventory): View {
  const unread = new Set(inventory.unreadable.map(({ kind }) => kind))
  const known = new Map<KindKey, readonly KubeObject[]>()
  return createPlainView(
    (kind) => {
      let objects = known.get(kind)
      if (objects === undefined) known.set(kind, (objects = readKind(inventory, kind)))
      return objects
    },
    (kind) => !unread.has(kind.slice(kind.lastIndexOf('/') + 1)),
  )
}

function readKind({ config, services }: Inventory, key: KindKey): readonly KubeObject[] {
  if (key === 'Service')
    return services.map(({ name, namespace, labels }) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels },
    }))
  const slash = key.lastIndexOf('/')
  const group = key.slice(0, Math.max(0, slash))
  const objects = config.get(key.slice(slash + 1)) ?? []
  return objects.filter(({ apiVersion }) => groupOf(apiVersion) === group)
}
