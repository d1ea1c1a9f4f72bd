import { AppError } from '../../server/errors.ts'
import { readMeshSettings, settingsOf } from '../../server/live/mesh-settings.ts'
import type { KindKey, KubeObject } from '../../server/seams/kube-object.ts'
import type { Mesh } from '../../server/seams/mesh.ts'
import type { Rule } from '../../server/seams/rule.ts'
import { createClusterSource } from '../../server/sources/kubernetes/cluster-source.ts'
import { objectsOfInventory } from '../../server/validations/from-inventory.ts'
import { unknownKindsOf } from '../../server/validations/unknown-kinds.ts'
import { UsageError } from './usage-error.ts'

export interface ClusterAsk {
  readonly context: string
  readonly kubeconfig?: string // absent: as kubectl finds it
  readonly meshes: readonly Mesh[]
  readonly rules: readonly Rule[]
}

/** What a cluster has, as far as the kubeconfig's user may read it. */
export interface ClusterObjects {
  readonly objects: readonly KubeObject[]
  /** Kinds that could not be read: what depends on them is not checked. */
  readonly unknownKinds: ReadonlySet<KindKey>
}

const firstListsMs = 60_000

/** Lists a cluster once. Throws UsageError when the context cannot be used or is not reached. */
export async function readCluster(ask: ClusterAsk): Promise<ClusterObjects> {
  const { context, kubeconfig, meshes, rules } = ask
  const groups = new Set(meshes.flatMap(({ needs }) => needs.apiGroups))
  try {
    const cluster = createClusterSource({
      ...{ cluster: context, context, crdGroups: [...groups] },
      ...(kubeconfig === undefined ? {} : { kubeconfigPath: kubeconfig }),
      keep: {
        annotationPrefixes: [
          'alidade.dev/',
          'kiali.io/ignore-validations',
          ...meshes.flatMap(({ needs }) => needs.annotationPrefixes),
        ],
        envNames: meshes.flatMap(({ needs }) => needs.envNames),
      },
    })
    try {
      await cluster.ready(firstListsMs)
      const { state, message } = cluster.status()
      if (state !== 'reached') throw new UsageError(message ?? `${context} is not reached.`)
      const inventory = cluster.inventory()
      const settings = await readMeshSettings(cluster, settingsOf(meshes), null)
      const unknown = unknownKindsOf(inventory, rules, groups).map(({ kind }) => kind)
      return {
        objects: [...objectsOfInventory(inventory), ...(settings ?? [])],
        unknownKinds: new Set(unknown.filter((kind) => kind !== 'ConfigMap' || settings === null)),
      }
    } finally {
      await cluster.close()
    }
  } catch (error) {
    if (error instanceof AppError) throw new UsageError(error.message)
    throw error
  }
}
