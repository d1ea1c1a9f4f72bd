import type { ConfigFacts, ExternalService } from '../../seams/mesh.ts'

const ipv4Pattern = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/
const ipv6Pattern = /^\[?[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*\]?(?::\d+)?$/i
const clusterHostPattern = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.|$)/

/** `10.0.0.7`, `10.0.0.7:80`, `[fd00::1]:80`: no name that a reader could know. */
export function isBareAddress(host: string): boolean {
  return ipv4Pattern.test(host) || ipv6Pattern.test(host)
}

/** `reviews.bookinfo.svc.cluster.local` → its parts; null for any other host. */
export function readClusterHost(host: string): { name: string; namespace: string } | null {
  const [, name, namespace] = clusterHostPattern.exec(host) ?? []
  return name === undefined || namespace === undefined ? null : { name, namespace }
}

/** Hosts of external services, looked up without walking through them all. */
export interface HostTable {
  readonly exact: ReadonlyMap<string, readonly ExternalService[]>
  /** Of hosts inside the mesh: by the first part of their name. */
  readonly short: ReadonlyMap<string, readonly ExternalService[]>
  /** `*.example.com` by `.example.com`; `*` by the empty text. */
  readonly wildcard: ReadonlyMap<string, readonly ExternalService[]>
}

const tables = new WeakMap<ConfigFacts, HostTable>()

/** The table of one cluster's configuration, built once for it. */
export function hostTableOf(facts: ConfigFacts): HostTable {
  const known = tables.get(facts)
  if (known !== undefined) return known
  const exact = new Map<string, ExternalService[]>()
  const short = new Map<string, ExternalService[]>()
  const wildcard = new Map<string, ExternalService[]>()
  for (const service of facts.externalServices) {
    for (const host of service.hosts) {
      if (host.startsWith('*')) add(wildcard, host.slice(1), service)
      else add(exact, host, service)
      if (service.isInside) add(short, host.split('.')[0] ?? host, service)
    }
  }
  const table = { exact, short, wildcard }
  tables.set(facts, table)
  return table
}

function add(map: Map<string, ExternalService[]>, key: string, service: ExternalService): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [service])
  else known.push(service)
}

/** Whether any external service could cover the host, whoever asks. */
export function mayBeExternal(table: HostTable, host: string): boolean {
  return candidatesOf(table, host).length > 0
}

/**
 * The external service that covers a host, as seen from a namespace: the exact host first, then the
 * short name of one inside the mesh, then the longest wildcard; among equals the caller's own
 * namespace. Null when none covers it, or none that the caller sees.
 */
export function findExternal(
  table: HostTable,
  host: string,
  fromNamespace: string | null,
): ExternalService | null {
  for (const candidates of candidatesOf(table, host)) {
    const seen = candidates.filter(({ visibleTo }) =>
      visibleTo.some((namespace) => namespace === '*' || namespace === fromNamespace),
    )
    const own = seen.find(({ namespace }) => namespace === fromNamespace)
    const first = seen.reduce<ExternalService | null>(
      (best, one) => (best === null || keyOf(one) < keyOf(best) ? one : best),
      null,
    )
    if (first !== null) return own ?? first
  }
  return null
}

function keyOf({ namespace, name }: ExternalService): string {
  return `${namespace}/${name}`
}

const longestHost = 253 // of a DNS name

/** Best match first. */
function candidatesOf(table: HostTable, host: string): readonly (readonly ExternalService[])[] {
  if (host.length > longestHost) return []
  const candidates = [table.exact.get(host), table.short.get(host)]
  if (table.wildcard.size > 0) {
    for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
      candidates.push(table.wildcard.get(host.slice(dot)))
    }
    candidates.push(table.wildcard.get(''))
  }
  return candidates.flatMap((one) => (one === undefined ? [] : [one]))
}
