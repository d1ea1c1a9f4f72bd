import type { DataPlaneNamespace, DataPlanePart, PartReason } from '#contract/mesh.ts'
import type { ProxyVersion } from '#contract/status.ts'
import type { FoundNamespace, FoundProxies } from '../seams/mesh-parts.ts'
import type { ClusterParts } from './control-planes.ts'
import { judge, judgeMissing, judgeSkew } from './judge.ts'
import { defaultRevision } from './revisions.ts'

interface Plane {
  readonly namespaces: Map<string, DataPlaneNamespace>
  readonly byVersion: Map<string | null, number>
}

/**
 * The pods in the mesh by the revision of the control plane that serves them, in the namespaces that
 * the viewer sees. A namespace stands in several when some of its pods still are of a former revision.
 */
export function describeDataPlanes(parts: ClusterParts): DataPlanePart[] {
  const planes = groupByRevision(parts)
  return [...planes]
    .map(([revision, plane]) => describePlane(revision, plane, parts))
    .toSorted(
      (one, other) => rankOf(one) - rankOf(other) || one.name.localeCompare(other.name, 'en'),
    )
}

/** As control planes stand: that of the default revision first. */
const rankOf = ({ revision }: DataPlanePart): number => (revision === defaultRevision ? 0 : 1)

function groupByRevision({ found, revisions, cluster }: ClusterParts): Map<string, Plane> {
  const planes = new Map<string, Plane>()
  const planeOf = (revision: string): Plane => {
    let plane = planes.get(revision)
    if (plane === undefined)
      planes.set(revision, (plane = { namespaces: new Map(), byVersion: new Map() }))
    return plane
  }
  const own = Map.groupBy(
    found.survey.proxies.filter(({ plane }) => plane === 'sidecar' || plane === 'ambient'),
    ({ namespace }) => namespace,
  )
  for (const namespace of found.survey.namespaces) {
    const { name, asks, asksRevision, pods, missing } = namespace
    if (!cluster.sight.seesNamespace(name)) continue
    const asked = revisions.resolve(asksRevision)
    const { servedBy } = revisions.tell(asksRevision)
    const bare = { name, asks, asksRevision, servedBy, pods, sidecars: 0, ambient: 0 }
    const isTold = isToldAs(namespace, { servedBy, hasProxies: own.has(name) })
    if (isTold) planeOf(asked).namespaces.set(name, { ...bare, missing })
    for (const proxies of own.get(name) ?? []) {
      const revision = proxies.plane === 'ambient' ? asked : revisions.resolve(proxies.revision)
      const plane = planeOf(revision)
      const before = plane.namespaces.get(name) ?? { ...bare, missing: 0 }
      plane.namespaces.set(name, withProxies(before, proxies))
      if (proxies.plane === 'sidecar')
        plane.byVersion.set(
          proxies.version,
          (plane.byVersion.get(proxies.version) ?? 0) + proxies.pods,
        )
    }
  }
  return planes
}

/** Of a tag that is not known the pods tell what it comes to, where there are any. */
function isToldAs(
  { asks, missing }: FoundNamespace,
  { servedBy, hasProxies }: { readonly servedBy: string | null; readonly hasProxies: boolean },
): boolean {
  return missing > 0 || (asks !== 'none' && (servedBy !== null || !hasProxies))
}

function withProxies(
  namespace: DataPlaneNamespace,
  { plane, pods }: FoundProxies,
): DataPlaneNamespace {
  return plane === 'ambient'
    ? { ...namespace, ambient: namespace.ambient + pods }
    : { ...namespace, sidecars: namespace.sidecars + pods }
}

function describePlane(
  revision: string,
  { namespaces, byVersion }: Plane,
  { cluster, found, revisions }: ClusterParts,
): DataPlanePart {
  const controlPlane = revisions.controlPlaneOf(revision)
  const proxies = [...byVersion]
    .map(([version, pods]): ProxyVersion => {
      const skew = found.mesh.parts.skewOf(version, controlPlane?.version ?? null)
      return { version, proxies: pods, skew }
    })
    .toSorted((one, other) =>
      (other.version ?? '').localeCompare(one.version ?? '', 'en', { numeric: true }),
    )
  const rows = [...namespaces.values()].toSorted((one, other) =>
    one.name.localeCompare(other.name, 'en'),
  )
  const sum = (field: 'sidecars' | 'ambient' | 'missing'): number =>
    rows.reduce((total, row) => total + row[field], 0)
  const missingIn = rows.filter(({ missing }) => missing > 0).map(({ name }) => name)
  const reasons: PartReason[] = [
    ...judgeServed(revision, { cluster, revisions }),
    ...proxies.map((one) => judgeSkew(one, controlPlane?.version ?? null)),
    ...judgeMissing(sum('missing'), missingIn),
  ]
  return {
    id: `dataPlane:${cluster.cluster}/${found.mesh.id}/${revision}`,
    kind: 'dataPlane',
    ...{ cluster: cluster.cluster, namespace: null, name: revision, revision },
    version: proxies.length === 1 ? (proxies[0]?.version ?? null) : null,
    isCore: true,
    ...judge(reasons),
    ...{ proxies, sidecars: sum('sidecars'), ambient: sum('ambient'), namespaces: rows },
  }
}

/** Without its control plane no pod gets a proxy, and no proxy new configuration. */
function judgeServed(
  revision: string,
  { revisions, cluster }: Pick<ClusterParts, 'revisions' | 'cluster'>,
): PartReason[] {
  const controlPlane = revisions.controlPlaneOf(revision)
  if (controlPlane !== null) {
    // Of what the viewer may not see, no more is said than that it is there.
    if (!cluster.sight.seesNamespace(controlPlane.namespace)) return []
    return controlPlane.ready > 0 ? [] : [{ kind: 'noControlPlane', status: 'failure', revision }]
  }
  const { revisionUnknown } = revisions.tell(revision)
  return [
    revisionUnknown === null
      ? { kind: 'noControlPlane', status: 'failure', revision }
      : { kind: 'notKnown', status: 'none', what: 'proxies', message: revisionUnknown },
  ]
}
