/** Which services a host of an Istio object means. */
export type HostScope =
  | { readonly kind: 'service'; readonly key: string } // namespace/name
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'all' }

const full = /^([^.]+)\.([^.]+)\.svc(?:\..+)?$/
const wholeNamespace = /^\*\.([^.*]+)\.svc(?:\..+)?$/
const everywhere = /^\*(?:\.(?:svc(?:\..+)?|cluster\.local|local))?$/
const twoNames = /^([^.]+)\.([^.]+)$/

/**
 * A short name is in the namespace of the object that has it; `name.namespace` counts when such a
 * service is there, as a domain of two labels looks the same. Null for hosts outside the cluster.
 */
export function readHost(
  host: string,
  { namespace, hasService }: { namespace: string; hasService: (key: string) => boolean },
): HostScope | null {
  if (host === '') return null
  if (host.includes('*')) return readWildcard(host)
  if (!host.includes('.')) return { kind: 'service', key: `${namespace}/${host}` }
  const key = keyOf(full.exec(host))
  if (key !== null) return { kind: 'service', key }
  const shortKey = keyOf(twoNames.exec(host))
  return shortKey !== null && hasService(shortKey) ? { kind: 'service', key: shortKey } : null
}

function readWildcard(host: string): HostScope | null {
  const namespace = wholeNamespace.exec(host)?.[1]
  if (namespace !== undefined) return { kind: 'namespace', namespace }
  return everywhere.test(host) ? { kind: 'all' } : null
}

function keyOf(match: RegExpExecArray | null): string | null {
  const [, name, namespace] = match ?? []
  return name === undefined || namespace === undefined ? null : `${namespace}/${name}`
}
