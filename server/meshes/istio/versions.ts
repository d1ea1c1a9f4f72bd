import type { ProxyVersion } from '#contract/status.ts'
import type { PodObject } from '../../seams/inventory.ts'

/** `docker.io/istio/pilot:1.29.2-distroless` → 1.29.2; null for an image without a version. */
export function versionOfImage(image: string): string | null {
  const [name = ''] = image.split('@')
  const tag = /:([^:/]+)$/.exec(name)?.[1]
  return tag?.replace(/-(?:distroless|debug)$/, '') ?? null
}

// Pods with the same containers share the list of them, thousands one list.
const byContainers = new WeakMap<PodObject['containers'], { readonly version: string | null }>()

/** The version of the proxy in a pod; null when it has none, or its image does not say. */
export function versionOfProxy({ containers }: Pick<PodObject, 'containers'>): string | null {
  const known = byContainers.get(containers)
  if (known !== undefined) return known.version
  const proxy = containers.find(({ name }) => name === 'istio-proxy')
  const version = proxy === undefined ? null : versionOfImage(proxy.image)
  byContainers.set(containers, { version })
  return version
}

interface Release {
  readonly major: number
  readonly minor: number
  readonly rest: string // patch, and whatever a vendor has put behind it
}

function readRelease(version: string | null): Release | null {
  const [, major, minor, rest = ''] = /^v?(\d+)\.(\d+)(.*)$/.exec(version ?? '') ?? []
  if (major === undefined || minor === undefined) return null
  return { major: Number(major), minor: Number(minor), rest }
}

/**
 * How far a proxy is from its control plane; null when one of the two versions is not known. The
 * control plane may be one minor release ahead of its proxies, and none behind.
 *
 * @see https://istio.io/latest/docs/releases/supported-releases/#control-planedata-plane-skew
 */
export function skewOf(proxy: string | null, controlPlane: string | null): ProxyVersion['skew'] {
  const its = readRelease(proxy)
  const their = readRelease(controlPlane)
  if (its === null || their === null) return null
  if (its.major !== their.major) return its.major > their.major ? 'ahead' : 'tooOld'
  if (its.minor > their.minor) return 'ahead'
  if (its.minor < their.minor) return their.minor - its.minor === 1 ? 'behind' : 'tooOld'
  return its.rest === their.rest ? 'none' : 'patch'
}
