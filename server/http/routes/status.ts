import type { Router } from 'express'
import { getSession, getStatus, type BackEnd, type DetectedMesh } from '#contract/status.ts'
import type { Authenticator } from '../../auth/authenticator.ts'
import type { GraphHub } from '../../live/hub.ts'
import { canSee, type Viewer } from '../../seams/identity.ts'
import type { Mesh } from '../../seams/mesh.ts'
import type { ClusterSource, MetricsSource, TracingSource } from '../../seams/source.ts'
import { inventoryWarnings } from '../inventory-warnings.ts'
import { route } from '../route.ts'

export interface StatusRouteDeps {
  readonly version: string
  readonly startedAt: number
  readonly now: () => number
  readonly metrics: MetricsSource
  readonly clusters: readonly ClusterSource[]
  readonly tracing: TracingSource
  readonly meshes: readonly Mesh[]
  readonly hub: GraphHub
  readonly authenticator: Authenticator
}

export function mountStatus(router: Router, deps: StatusRouteDeps): void {
  const { metrics, clusters, tracing } = deps

  route(router, getStatus, async ({ signal, caller: { viewer } }) => {
    const facts = await metrics.facts(signal).catch(() => null)
    return {
      version: deps.version,
      startedAt: deps.startedAt,
      now: deps.now(),
      backEnds: [metrics, ...clusters, tracing]
        .map((source) => source.status())
        .map((backEnd) => (viewer.sees === 'all' ? backEnd : withoutPlace(backEnd))),
      meshes: clusters
        .flatMap((cluster) => detectMeshes(cluster, deps.meshes))
        .map((mesh) => withoutHidden(mesh, viewer)),
      metrics: {
        scrapeIntervalSeconds: facts?.scrapeIntervalSeconds ?? null,
        retentionSeconds: facts?.retentionSeconds ?? null,
      },
      viewers: deps.hub.viewers,
      warnings: clusters.flatMap(inventoryWarnings),
    }
  })

  route(router, getSession, ({ caller }) => ({
    auth: deps.authenticator.mode,
    user: caller.viewer.user,
    isSignedIn: caller.identity.kind === 'token',
    seesAllNamespaces: caller.viewer.sees === 'all',
  }))
}

/** Where a control plane runs is a name like any other: only for those who may see it. */
function withoutHidden(mesh: DetectedMesh, viewer: Viewer): DetectedMesh {
  const controlPlanes = mesh.controlPlanes.filter(({ namespace }) =>
    canSee(viewer, mesh.cluster, namespace),
  )
  return { ...mesh, controlPlanes }
}

/** Addresses, and what failed at them, name services and files: only for those who see all. */
function withoutPlace(backEnd: BackEnd): BackEnd {
  return {
    ...backEnd,
    address: null,
    howFound: 'told to those who see all namespaces',
    message: backEnd.message === null ? null : 'It does not answer as it should.',
    details: [],
  }
}

/** The meshes of a cluster; when there is none, one entry that says what was looked for. */
function detectMeshes(cluster: ClusterSource, meshes: readonly Mesh[]): DetectedMesh[] {
  const inventory = cluster.inventory()
  const found = meshes.flatMap((mesh) => mesh.detect(inventory) ?? [])
  if (found.length > 0) return found
  return [
    {
      mesh: 'none',
      cluster: cluster.cluster,
      version: null,
      controlPlanes: [],
      hasAmbient: false,
      lookedFor: meshes.flatMap((mesh) => mesh.lookedFor),
    },
  ]
}
