import { isDeepStrictEqual } from 'node:util'
import type { Inventory } from '../seams/inventory.ts'
import type { KubeObject } from '../seams/kube-object.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { ClusterSource } from '../seams/source.ts'

/** Where meshes keep what they are set to as a whole: ConfigMaps, by name. */
export type SettingsAt = (
  inventory: Inventory,
) => readonly { readonly namespace: string; readonly name: string }[]

export function settingsOf(meshes: readonly Mesh[]): SettingsAt {
  return (inventory) => meshes.flatMap(({ logs }) => logs.settingsAt(inventory))
}

/**
 * The ConfigMaps in which the meshes of a cluster keep their settings, as objects that rules read.
 * Null when they are not known: there is no mesh, one of them may not be read or is not there. An
 * object that did not change is the same as in `before`.
 */
export async function readMeshSettings(
  cluster: Pick<ClusterSource, 'inventory' | 'logs'>,
  settingsAt: SettingsAt,
  before: readonly KubeObject[] | null,
): Promise<readonly KubeObject[] | null> {
  const places = settingsAt(cluster.inventory())
  const objects = await Promise.all(
    places.map(async ({ namespace, name }): Promise<KubeObject | null> => {
      const data = await cluster.logs.configMap(namespace, name)
      if (data === null) return null
      return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data }
    }),
  )
  const read = objects.filter((object) => object !== null)
  if (read.length === 0 || read.length < objects.length) return null
  return isDeepStrictEqual(read, before) ? before : read
}
