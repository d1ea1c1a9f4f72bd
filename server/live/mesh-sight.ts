import type { Caller } from '../auth/caller.ts'
import { askKindRights } from '../auth/kind-rights.ts'
import type { MeshSight } from '../mesh/mesh-input.ts'
import type { SurveyedMesh } from '../mesh/surveyed.ts'
import { canSee } from '../seams/identity.ts'
import type { KindKey } from '../seams/kube-object.ts'
import type { ClusterSource } from '../seams/source.ts'

/** What a viewer may see of the meshes of a cluster: by namespace, and in it by kind. */
export async function meshSightOf(
  cluster: ClusterSource,
  { identity, viewer }: Caller,
  meshes: readonly SurveyedMesh[],
): Promise<MeshSight> {
  const seesNamespace = (namespace: string): boolean => canSee(viewer, cluster.cluster, namespace)
  if (identity.kind === 'anonymous')
    return {
      ...{ seesAll: true, seesNamespace, sees: () => true },
      ...{ mayReadConfigMaps: () => true, mayListTags: true },
    }
  const tagKinds = meshes.map(tagKindOf)
  const places = placesOf(meshes, seesNamespace)
  for (const kind of tagKinds) places.set(kind, new Set(['']))
  const mayList = await askKindRights(cluster, { identity, namespacesByKind: places })
  return {
    seesAll: viewer.sees === 'all',
    seesNamespace,
    sees: ({ group, kind, namespace }) =>
      seesNamespace(namespace) && mayList(group === '' ? kind : `${group}/${kind}`, namespace),
    mayReadConfigMaps: (namespace) => seesNamespace(namespace) && mayList('ConfigMap', namespace),
    mayListTags: tagKinds.every((kind) => mayList(kind, '')),
  }
}

/** Whether somebody may be told which tags stand for revisions of these meshes. */
export async function mayListTags(
  cluster: ClusterSource,
  { identity }: Caller,
  meshes: readonly Pick<SurveyedMesh, 'mesh'>[],
): Promise<boolean> {
  if (identity.kind === 'anonymous') return true
  const kinds = meshes.map(tagKindOf)
  const namespacesByKind = new Map(kinds.map((kind) => [kind, new Set([''])]))
  const mayList = await askKindRights(cluster, { identity, namespacesByKind })
  return kinds.every((kind) => mayList(kind, ''))
}

const tagKindOf = ({ mesh: { parts } }: Pick<SurveyedMesh, 'mesh'>): KindKey =>
  `${parts.tags.group}/${parts.tags.kind}`

/** The kinds of what would be told, by the namespaces that the viewer sees. */
function placesOf(
  meshes: readonly SurveyedMesh[],
  seesNamespace: (namespace: string) => boolean,
): Map<KindKey, Set<string>> {
  const places = new Map<KindKey, Set<string>>()
  const add = (kind: KindKey, namespace: string): void => {
    if (!seesNamespace(namespace)) return
    const known = places.get(kind)
    if (known === undefined) places.set(kind, new Set([namespace]))
    else known.add(namespace)
  }
  for (const { survey, mtls } of meshes) {
    for (const { role, workloadKind, namespace } of survey.components) {
      add(`apps/${workloadKind}`, namespace)
      if (role === 'controlPlane') add('ConfigMap', namespace)
    }
    const from = mtls?.from ?? null
    if (from !== null) add(`${from.group}/${from.kind}`, from.namespace)
  }
  return places
}
