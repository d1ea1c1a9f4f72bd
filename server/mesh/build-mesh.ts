import type { MeshMtls, MeshOfCluster, MeshPart, MeshState } from '#contract/mesh.ts'
import type { ObjectId } from '#contract/validations.ts'
import { describeBackEnd, describeConsole } from './add-ons.ts'
import { describeComponent } from './components.ts'
import { describeControlPlane, type ClusterParts } from './control-planes.ts'
import { describeDataPlanes } from './data-planes.ts'
import { linkParts } from './links.ts'
import type { ClusterInput, ClusterMesh, MeshInput, MeshSight } from './mesh-input.ts'
import { readRevisions } from './revisions.ts'

/** What the mesh consists of, as far as one viewer may see it, each part with its health and why. */
export function buildMesh(input: MeshInput): Omit<MeshState, 'warnings'> {
  const found = input.clusters.flatMap((cluster) =>
    cluster.meshes.map((one): ClusterParts => ({
      ...{ at: input.at, cluster, found: one },
      revisions: readRevisions(one, one.readings.revisionByTag, cluster.sight),
    })),
  )
  const parts: MeshPart[] = [
    ...found.flatMap(describeParts),
    ...input.clusters.map(({ backEnd }) => describeBackEnd(backEnd, 'cluster')),
    describeBackEnd(input.metrics, 'metricStore'),
    describeBackEnd(input.tracing, 'traceStore'),
    ...(input.dashboards === null ? [] : [describeBackEnd(input.dashboards, 'dashboards')]),
    describeConsole(input),
  ]
  return {
    at: input.at,
    meshes: input.clusters.flatMap(describeMeshes),
    parts,
    links: linkParts({
      parts,
      resolve: (cluster, revision) =>
        found.find((one) => one.cluster.cluster === cluster)?.revisions.resolve(revision) ??
        revision ??
        '',
    }),
    isCut: input.clusters.some(({ sight }) => !sight.seesAll),
  }
}

function describeParts(parts: ClusterParts): MeshPart[] {
  const { found, cluster } = parts
  const workloads = found.survey.components
    .filter((one) => cluster.sight.sees(objectOf(one)))
    .map((one) =>
      one.role === 'controlPlane'
        ? describeControlPlane(one, parts)
        : describeComponent(one, one.role, parts),
    )
  return [...workloads, ...describeDataPlanes(parts)]
}

/** Only Deployments, DaemonSets and their like run a mesh. */
const objectOf = ({
  workloadKind: kind,
  namespace,
  name,
}: ClusterMesh['survey']['components'][number]): ObjectId => ({
  ...{ group: 'apps', kind, namespace, name },
})

function describeMeshes({ cluster, meshes, lookedFor, sight }: ClusterInput): MeshOfCluster[] {
  if (meshes.length === 0)
    return [
      {
        cluster,
        mesh: null,
        version: null,
        hasAmbient: false,
        mtls: null,
        lookedFor: [...lookedFor],
      },
    ]
  return meshes.map((one) => ({
    cluster,
    mesh: one.mesh.name,
    version: one.detected.version,
    hasAmbient: one.detected.hasAmbient,
    mtls: mtlsOf(one, sight),
    lookedFor: [],
  }))
}

/**
 * Servers that refuse plain text are half of it: clients must send mutual TLS, which they do by
 * themselves unless the mesh is told otherwise.
 */
function mtlsOf({ mtls, readings, survey }: ClusterMesh, sight: MeshSight): MeshMtls | null {
  if (mtls === null) return null
  // Whoever sees no namespace of it is told nothing of it.
  if (!survey.namespaces.some(({ name }) => sight.seesNamespace(name))) return null
  const { mode, from } = mtls
  const known = [...readings.settings.values()].find((one) => one !== null) ?? null
  const isAuto = known?.isAutoMtls ?? null
  const state =
    mode === 'disabled' ? 'disabled' : mode === 'strict' && isAuto !== false ? 'enabled' : 'partial'
  return { state, mode, isAuto, from: from !== null && sight.sees(from) ? from : null }
}
