import type { Router } from 'express'
import { getControlPlane, getMesh, getOwnUse, type MeshState } from '#contract/mesh.ts'
import type { Caller } from '../../auth/caller.ts'
import { AppError } from '../../errors.ts'
import { readControlPlane } from '../../live/control-plane-details.ts'
import { meshSightOf } from '../../live/mesh-sight.ts'
import { surveysOf } from '../../live/mesh-surveys.ts'
import { OwnUseMeter, sampleEveryMs } from '../../live/own-use.ts'
import { buildMesh } from '../../mesh/build-mesh.ts'
import type { ClusterInput } from '../../mesh/mesh-input.ts'
import type { Mesh } from '../../seams/mesh.ts'
import type { FoundComponent, MeshParts } from '../../seams/mesh-parts.ts'
import type { ClusterSource, Source } from '../../seams/source.ts'
import type { OpenContext } from '../context.ts'
import { inventoryWarnings, staleWarnings } from '../inventory-warnings.ts'
import { route } from '../route.ts'
import { tellBackEnd } from '../tell-back-end.ts'

export interface MeshRouteDeps {
  readonly version: string
  readonly startedAt: number
  readonly now: () => number
  readonly meshes: readonly Mesh[]
  /** Where dashboards of another tool are; null: nowhere is said. */
  readonly dashboards: Source | null
}

export function mountMesh(router: Router, deps: MeshRouteDeps): void {
  const ownUse = new OwnUseMeter()
  ownUse.read(deps.now())
  // Curves need points from before somebody looks; a process that ends does not wait for it.
  setInterval(() => ownUse.read(deps.now()), sampleEveryMs).unref()
  const forEverybody = new WeakMap<OpenContext, SharedState>()
  route(router, getMesh, ({ caller, context }) => {
    const ask = { caller, context, deps, ownUse }
    // What is the same for all is made, written and packed once for all of a moment.
    if (caller.identity.kind !== 'anonymous') return tellMesh(ask)
    const at = deps.now()
    const before = forEverybody.get(context)
    if (before !== undefined && at >= before.at && at - before.at < sharedMs) return before.state
    const state = tellMesh(ask)
    forEverybody.set(context, { at, state })
    return state
  })

  route(router, getOwnUse, () => {
    ownUse.read(deps.now())
    return { points: [...ownUse.points] }
  })

  route(router, getControlPlane, async ({ params, caller, context, signal }) => {
    const { meshes } = deps
    const found = await findControlPlane(params, { caller, context, meshes, at: deps.now() })
    const { cluster, component, parts } = found
    const { identity } = caller
    const at = deps.now()
    return readControlPlane({ component, parts, calls: cluster.calls, identity, signal, at })
  })
}

const sharedMs = 1000

interface SharedState {
  readonly at: number
  readonly state: Promise<MeshState>
}

interface MeshAsk extends Pick<GatherParts, 'caller' | 'context'> {
  readonly deps: MeshRouteDeps
  readonly ownUse: OwnUseMeter
}

async function tellMesh({ caller, context, deps, ownUse }: MeshAsk): Promise<MeshState> {
  const { clusters, metrics, tracing, hub } = context
  const { viewer } = caller
  const { version, startedAt, meshes } = deps
  const at = deps.now()
  const state = buildMesh({
    at,
    clusters: await Promise.all(
      clusters.map((cluster) => gatherCluster(cluster, { caller, context, meshes, at })),
    ),
    metrics: tellBackEnd(metrics.status(), viewer),
    tracing: tellBackEnd(tracing.status(), viewer),
    dashboards: deps.dashboards === null ? null : tellBackEnd(deps.dashboards.status(), viewer),
    console: { version, startedAt, viewers: hub.viewers, ...ownUse.read(at) },
  })
  return {
    ...state,
    warnings: [...staleWarnings(clusters, viewer), ...inventoryWarnings(clusters, viewer)],
  }
}

/** Throws AppError notFound for what is no control plane, and for what the caller may not see. */
async function findControlPlane(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  { caller, context, meshes, at }: GatherParts,
): Promise<{ cluster: ClusterSource; component: FoundComponent; parts: MeshParts }> {
  for (const cluster of context.clusters) {
    const found = surveysOf(cluster, meshes, at)
    for (const { mesh, survey } of found) {
      const component = survey.components.find(
        (one) => one.role === 'controlPlane' && one.namespace === namespace && one.name === name,
      )
      if (component === undefined) continue
      const sight = await meshSightOf(cluster, caller, found)
      const { workloadKind: kind } = component
      if (sight.sees({ group: 'apps', kind, namespace, name }))
        return { cluster, component, parts: mesh.parts }
    }
  }
  throw new AppError(
    'notFound',
    `There is no control plane ${name} in ${namespace} that you may see.`,
  )
}

interface GatherParts {
  readonly caller: Caller
  readonly context: OpenContext
  readonly meshes: readonly Mesh[]
  readonly at: number // epoch ms
}

async function gatherCluster(
  cluster: ClusterSource,
  { caller, context, meshes, at }: GatherParts,
): Promise<ClusterInput> {
  const found = surveysOf(cluster, meshes, at)
  const [sight, readings] = await Promise.all([
    meshSightOf(cluster, caller, found),
    Promise.all(found.map((one) => context.meshReader.read(cluster, one))),
  ])
  return {
    cluster: cluster.cluster,
    backEnd: tellBackEnd(cluster.status(), caller.viewer),
    sight,
    meshes: found.flatMap((one, index) => {
      const own = readings[index]
      return own === undefined ? [] : [{ ...one, readings: own }]
    }),
    served: cluster.inventory().served ?? null,
    lookedFor: found.length > 0 ? [] : meshes.flatMap(({ lookedFor }) => lookedFor),
  }
}
