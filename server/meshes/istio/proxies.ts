import type { MeshComponent, ProxyVersion } from '#contract/status.ts'
import type { Inventory, PodObject } from '../../seams/inventory.ts'
import { skewOf, versionOfProxy } from './versions.ts'

const worstFirst: readonly ProxyVersion['skew'][] = [
  'ahead',
  'tooOld',
  'behind',
  'patch',
  null,
  'none',
]

/**
 * The proxies of a cluster by version: sidecars, gateways, waypoints, ztunnels. Those of one version
 * may be served by several control planes; what is told is the worst.
 */
export function countProxies(
  { pods }: Inventory,
  controlPlanes: readonly MeshComponent[],
): ProxyVersion[] {
  const byVersion = new Map<string | null, ProxyVersion>()
  for (const pod of pods) {
    if (!hasRunningProxy(pod)) continue
    const version = versionOfProxy(pod)
    const skew = skewOf(version, controlPlaneOf(pod, controlPlanes)?.version ?? null)
    const before = byVersion.get(version)
    const isWorse = before === undefined || rankOf(skew) < rankOf(before.skew)
    byVersion.set(version, {
      version,
      proxies: (before?.proxies ?? 0) + 1,
      skew: isWorse ? skew : before.skew,
    })
  }
  return [...byVersion.values()].toSorted((one, other) =>
    (other.version ?? '').localeCompare(one.version ?? '', 'en', { numeric: true }),
  )
}

const rankOf = (skew: ProxyVersion['skew']): number => worstFirst.indexOf(skew)

function hasRunningProxy({ phase, containers }: PodObject): boolean {
  const isOver = phase === 'Succeeded' || phase === 'Failed'
  return !isOver && containers.some(({ name }) => name === 'istio-proxy')
}

/** The control plane of the pod's revision, else the default one. */
function controlPlaneOf(
  { labels, annotations }: PodObject,
  controlPlanes: readonly MeshComponent[],
): MeshComponent | undefined {
  const revision = annotations['istio.io/rev'] ?? labels['istio.io/rev']
  return controlPlanes.find((one) => one.revision === revision) ?? controlPlanes[0]
}
