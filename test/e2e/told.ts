import type { Graph, GraphNode } from '#contract/graph.ts'
import type { LedgerEntry } from '../../lab/seams.ts'

/** Rates by `source → destination protocol code flags`, so that two accounts can be compared. */
export type Account = Map<string, number>

function add(account: Account, key: string, amount: number): void {
  account.set(key, (account.get(key) ?? 0) + amount)
}

const registryHost = /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/

function targetOf(entry: LedgerEntry): string {
  const { destinationNamespace, destinationWorkload, service } = entry
  if (destinationWorkload !== null) return `${destinationNamespace ?? ''}/${destinationWorkload}`
  const [, name, namespace] = registryHost.exec(service) ?? []
  return name === undefined ? `host ${service}` : `service ${namespace ?? ''}/${name}`
}

const edgeOf = (entry: LedgerEntry): string =>
  `${
    entry.sourceWorkload === null
      ? 'unknown'
      : `${entry.sourceNamespace ?? ''}/${entry.sourceWorkload}`
  } → ${targetOf(entry)}`

/** What the lab says that it sent, each second of the window. */
export function accountOfLedger(entries: readonly LedgerEntry[], seconds: number): Account {
  const account: Account = new Map()
  for (const entry of entries) {
    const head = `${edgeOf(entry)} ${entry.protocol}`
    if (entry.protocol === 'tcp') {
      add(account, `${head} sent`, entry.sentBytes / seconds)
      add(account, `${head} received`, entry.receivedBytes / seconds)
      continue
    }
    const code = entry.responseCode === '0' ? '-' : entry.grpcStatus || entry.responseCode
    add(account, `${head} ${code} ${entry.flags}`, entry.requests / seconds)
  }
  return account
}

function nameNode(node: GraphNode | undefined, host: string): string {
  if (node === undefined || node.kind === 'unknown') return 'unknown'
  if (node.kind === 'external') return `host ${host}`
  if (node.kind === 'service') return `service ${node.namespace ?? ''}/${node.service ?? ''}`
  return `${node.namespace ?? ''}/${node.workload ?? ''}`
}

/** What the console shows, in the same words. */
export function accountOfGraph(graph: Graph): Account {
  const account: Account = new Map()
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const nameOf = (id: string, host: string): string => nameNode(nodes.get(id), host)
  for (const edge of graph.edges)
    for (const protocol of ['http', 'grpc'] as const)
      for (const { code, flags, host, perSecond } of edge[protocol]?.responses ?? []) {
        const head = `${nameOf(edge.source, host)} → ${nameOf(edge.target, host)} ${protocol}`
        add(account, `${head} ${code} ${flags}`, perSecond)
      }
  for (const { tcp, source, target } of graph.edges) {
    if (tcp === null) continue
    const head = `${nameOf(source, '')} → ${nameOf(target, tcp.responses[0]?.host ?? '')} tcp`
    add(account, `${head} sent`, tcp.sentBytesPerSecond ?? NaN)
    add(account, `${head} received`, tcp.receivedBytesPerSecond ?? NaN)
  }
  return account
}

/** Share of the requests of each edge that came with mutual TLS, as far as the lab knows it. */
function mtlsOfLedger(entries: readonly LedgerEntry[]): ReadonlyMap<string, number> {
  const sums = new Map<string, { all: number; secure: number }>()
  for (const entry of entries) {
    if (entry.isMtls === null) continue
    const sum = sums.get(edgeOf(entry)) ?? { all: 0, secure: 0 }
    sum.all += entry.requests
    sum.secure += entry.isMtls ? entry.requests : 0
    sums.set(edgeOf(entry), sum)
  }
  return new Map([...sums].map(([edge, { all, secure }]) => [edge, secure / all]))
}

/** Shadow copies of requests: their answers are thrown away, so the ledger does not count them. */
export const isMirror = (key: string): boolean =>
  /^(never sent: )?travel-agency\/travels-v\d → travel-agency\/hotels-v2 http/.test(key)

export interface ToldMtls {
  readonly edge: string
  readonly is: number | null // 0..1; null: the console says that it cannot know
  readonly should: number
}

/** What the console says of mutual TLS, beside what the lab did, for edges of which the lab knows. */
export function mtlsOfGraph(graph: Graph, entries: readonly LedgerEntry[]): readonly ToldMtls[] {
  const secure = mtlsOfLedger(entries)
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const nameOf = (id: string): string => {
    const node = nodes.get(id)
    if (node?.kind === 'unknown') return 'unknown'
    return `${node?.namespace ?? ''}/${node?.workload ?? ''}`
  }
  return graph.edges.flatMap(({ source, target, mtls }) => {
    const edge = `${nameOf(source)} → ${nameOf(target)}`
    const should = secure.get(edge)
    return should === undefined ? [] : [{ edge, is: mtls.share, should }]
  })
}

/**
 * One line for each difference of more than half a percent. A counter that is first seen within the
 * window has lost its beginning to the store, so of those (`newborn`) less may be shown.
 */
export function differences(
  shown: Account,
  sent: Account,
  newborn: ReadonlySet<string>,
): readonly string[] {
  const keys = [...new Set([...shown.keys(), ...sent.keys()])].sort()
  return keys.flatMap((key) => {
    const [is, should] = [shown.get(key), sent.get(key)]
    if (should === undefined) return [`never sent: ${key} (${String(is)})`]
    if (newborn.has(key) && (is ?? 0) <= should) return []
    if (is === undefined) return [`not shown: ${key} (${should})`]
    return Math.abs(is - should) <= 0.005 * should ? [] : [`${key}: ${is} instead of ${should}`]
  })
}

/** What new counters tell of: their edges with their codes. */
export function newbornOf(sent: Account, counters: readonly string[]): ReadonlySet<string> {
  const keys = [...sent.keys()].filter((key) => {
    const [, from = '', to = '', code = ''] =
      /^(?:[^/ ]+\/)?(\S+) → (?:[^/ ]+\/)?(?:host )?(\S+) \w+ (\S+)/.exec(key) ?? []
    const parts = [`source_workload="${from}"`, `"${to}"`, `"${code === '-' ? '0' : code}"`]
    return counters.some((line) => parts.every((part) => line.includes(part)))
  })
  return new Set(keys)
}
