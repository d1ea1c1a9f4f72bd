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
  for (const { version, revision, proxies } of countAlike(pods)) {
    const skew = skewOf(version, controlPlaneOf(revision, controlPlanes)?.version ?? null)
    const before = byVersion.get(version)
    const isWorse = before === undefined || rankOf(skew) < rankOf(before.skew)
    byVersion.set(version, {
      version,
      proxies: (before?.proxies ?? 0) + proxies,
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

interface Alike {
  readonly version: string | null
  readonly revision: string | undefined
  proxies: number
}

/** Of tens of thousands of proxies there are a few kinds: each is looked at once. */
function countAlike(pods: readonly PodObject[]): Iterable<Alike> {
  const groups = new Map<string, Alike>()
  for (const pod of pods) {
    if (!hasRunningProxy(pod)) continue
    const version = versionOfProxy(pod)
    const revision = pod.annotations['istio.io/rev'] ?? pod.labels['istio.io/rev']
    const key = `${version ?? ''} ${revision ?? ''}`
    const before = groups.get(key)
    if (before === undefined) groups.set(key, { version, revision, proxies: 1 })
    else before.proxies += 1
  }
  return groups.values()
}

/** The control plane of the revision, else the default one. */
function controlPlaneOf(
  revision: string | undefined,
  controlPlanes: readonly MeshComponent[],
): MeshComponent | undefined {
  return controlPlanes.find((one) => one.revision === revision) ?? controlPlanes[0]
}
