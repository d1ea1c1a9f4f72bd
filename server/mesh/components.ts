import type { ComponentPart } from '#contract/mesh.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { FoundComponent } from '../seams/mesh-parts.ts'
import type { ClusterParts } from './control-planes.ts'
import { judge, judgeReplicas, judgeSkew } from './judge.ts'

/** What every part that is a workload has. */
export function describeWorkload(
  { role, namespace, name, version, revision, ready, total }: FoundComponent,
  { cluster, mesh }: { readonly cluster: string; readonly mesh: Mesh },
): Omit<ComponentPart, 'kind' | 'status' | 'reasons' | 'servedBy'> {
  const charts = mesh.parts.chartsOf(role)
  return {
    id: `${role}:${cluster}/${namespace}/${name}`,
    ...{ cluster, namespace, name, version, revision, ready, total },
    isCore: true,
    charts: charts === null ? null : { ...charts, charts: [...charts.charts] },
  }
}

/** A gateway, a waypoint, a proxy or an agent of nodes: ready, and of a version that is supported. */
export function describeComponent(
  component: FoundComponent,
  kind: ComponentPart['kind'],
  { cluster, found, revisions }: ClusterParts,
): ComponentPart {
  const { version, ready, total } = component
  const controlPlane = revisions.controlPlaneOf(revisions.resolve(component.revision))
  const skew = found.mesh.parts.skewOf(version, controlPlane?.version ?? null)
  const reasons = [
    judgeReplicas(ready, total, kind === 'nodeProxy' || kind === 'nodeAgent'),
    ...(controlPlane === null || kind === 'nodeAgent' || total === 0
      ? []
      : [judgeSkew({ version, proxies: total, skew }, controlPlane.version)]),
  ]
  return {
    ...describeWorkload(component, { cluster: cluster.cluster, mesh: found.mesh }),
    kind,
    servedBy: revisions.tell(component.revision).servedBy,
    ...judge(reasons),
  }
}
