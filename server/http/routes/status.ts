import type { Router } from 'express'
import { getSession, getStatus } from '#contract/status.ts'
import type { DetectedMesh, Presets, Status } from '#contract/status.ts'
import { surveysOf } from '../../live/mesh-surveys.ts'
import { canSee, type Viewer } from '../../seams/identity.ts'
import type { Mesh } from '../../seams/mesh.ts'
import type { ClusterSource } from '../../seams/source.ts'
import { inventoryWarnings } from '../inventory-warnings.ts'
import { route, type Asked } from '../route.ts'
import { tellBackEnd } from '../tell-back-end.ts'

export interface StatusRouteDeps {
  readonly version: string
  readonly startedAt: number
  readonly now: () => number
  readonly meshes: readonly Mesh[]
  readonly presets: Presets
  readonly embedIn: readonly string[]
}

export function mountStatus(router: Router, deps: StatusRouteDeps): void {
  route(router, getStatus, (asked) => tellStatus(deps, asked))

  route(router, getSession, ({ caller, context }) => ({
    auth: context.authenticator.mode,
    user: caller.viewer.user,
    isSignedIn: caller.identity.kind === 'token',
    seesAllNamespaces: caller.viewer.sees === 'all',
    presets: deps.presets,
    embedIn: [...deps.embedIn],
  }))
}

type StatusAsk = Pick<Asked<unknown, unknown>, 'signal' | 'caller' | 'context'>

/** The state of everything behind the console, as far as the caller may know it. */
export async function tellStatus(
  deps: StatusRouteDeps,
  { signal, caller: { viewer }, context }: StatusAsk,
): Promise<Status> {
  const { metrics, clusters, tracing, hub } = context
  const facts = await metrics.facts(signal).catch(() => null)
  return {
    version: deps.version,
    startedAt: deps.startedAt,
    now: deps.now(),
    backEnds: [metrics, ...clusters, tracing]
      .map((source) => source.status())
      .map((backEnd) => tellBackEnd(backEnd, viewer)),
    meshes: clusters
      .flatMap((cluster) => detectMeshes(cluster, deps))
      .map((mesh) => withoutHidden(mesh, viewer)),
    metrics: {
      scrapeIntervalSeconds: facts?.scrapeIntervalSeconds ?? null,
      retentionSeconds: facts?.retentionSeconds ?? null,
    },
    viewers: hub.viewers,
    warnings: inventoryWarnings(clusters, viewer),
  }
}

/** Where a component runs is a name like any other; how many proxies there are is told to no less. */
function withoutHidden(mesh: DetectedMesh, viewer: Viewer): DetectedMesh {
  if (viewer.sees === 'all') return mesh
  const components = mesh.components.filter(({ namespace }) =>
    canSee(viewer, mesh.cluster, namespace),
  )
  return { ...mesh, components, proxies: null }
}

/** The meshes of a cluster; when there is none, one entry that says what was looked for. */
function detectMeshes(
  cluster: ClusterSource,
  { meshes, now }: Pick<StatusRouteDeps, 'meshes' | 'now'>,
): DetectedMesh[] {
  const found = surveysOf(cluster, meshes, now()).map(({ detected }) => detected)
  if (found.length > 0) return found
  return [
    {
      mesh: 'none',
      cluster: cluster.cluster,
      version: null,
      components: [],
      proxies: [],
      hasAmbient: false,
      lookedFor: meshes.flatMap((mesh) => mesh.lookedFor),
    },
  ]
}
