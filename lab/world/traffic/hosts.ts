/** Names of hosts as meshes compare them. */

const clusterSuffix = '.svc.cluster.local'

export function serviceHost(namespace: string, name: string): string {
  return `${name}.${namespace}${clusterSuffix}`
}

/** A host in a routing object: a name without dots stands in the object's own namespace. */
export function fullHost(host: string, namespace: string): string {
  return host.includes('.') || host === '*' ? host : serviceHost(namespace, host)
}

/** `*.example.com` covers what ends so; `*` covers everything. */
export function hostCovers(pattern: string, host: string): boolean {
  if (pattern === host || pattern === '*') return true
  return pattern.startsWith('*') && host.endsWith(pattern.slice(1))
}

/** An exact host before a wildcard, a longer wildcard before a shorter. */
export function hostRank(pattern: string): number {
  return pattern.startsWith('*') ? pattern.length : 1_000 + pattern.length
}
