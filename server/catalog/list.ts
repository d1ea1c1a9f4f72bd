import type { ThingAsk, ThingKind, ThingList, ThingRow } from '#contract/catalog.ts'
import type { NodeTraffic } from '#contract/traffic.ts'
import type { Health } from '#contract/health.ts'
import type { Figures } from '../seams/figures.ts'
import { filterTable, type Filtered } from './filter.ts'
import { joinTable, type Joined, type JoinParts } from './join.ts'
import { nodeIdOf } from './node-id.ts'
import { sortTable } from './sort.ts'

export type ThingPage = Omit<ThingList, 'warnings'>

interface Answered extends Filtered {
  readonly total: number
}

const answersKept = 60
const answers = new WeakMap<readonly Joined[], Map<string, Answered>>()

/**
 * One page of a list, as far as the viewer may see it, with the counts of every choice. Filtered
 * and sorted once per question and state: turning pages costs the page.
 */
export function listEntries(
  parts: JoinParts,
  { kind, ask }: { readonly kind: ThingKind; readonly ask: ThingAsk },
): ThingPage {
  const { matched, facets, total } = answer(joinTable(parts, kind), ask)
  const { figures } = parts
  return {
    at: figures.at,
    windowSeconds: figures.windowSeconds,
    staleSinceAt: figures.staleSinceAt,
    total,
    matched: matched.length,
    rows: matched.slice(ask.offset, ask.offset + ask.limit).map((one) => writeRow(one, figures)),
    facets,
  }
}

function answer(table: readonly Joined[], ask: ThingAsk): Answered {
  let known = answers.get(table)
  if (known === undefined) answers.set(table, (known = new Map<string, Answered>()))
  const key = JSON.stringify({ ...ask, offset: 0, limit: 0 })
  const before = known.get(key)
  if (before !== undefined) return before
  const { matched, facets } = filterTable(table, ask)
  const made = { matched: sortTable(matched, ask), facets, total: table.length }
  if (known.size >= answersKept) known.clear()
  known.set(key, made)
  return made
}

const noHealth: Health = { status: 'none', reasons: [] }

/** The wire's form. Where the store did not answer, traffic is not known rather than none. */
export function writeRow({ entry, figures: own, findings }: Joined, figures: Figures): ThingRow {
  const traffic = (one: NodeTraffic | undefined): NodeTraffic | null =>
    figures.hasTraffic ? (one ?? nothing) : null
  return {
    kind: entry.kind,
    cluster: entry.cluster,
    namespace: entry.namespace,
    name: entry.name,
    node: nodeIdOf(entry),
    type: entry.type,
    health: own?.health ?? noHealth,
    inbound: traffic(own?.inbound),
    outbound: traffic(own?.outbound),
    membership: entry.membership,
    mtls: entry.mtls,
    labels: { ...entry.labels },
    apps: [...entry.apps],
    versions: [...entry.versions],
    pods: entry.pods,
    endpoints: entry.endpoints,
    ports: [...entry.ports],
    hosts: [...entry.hosts],
    findings: { ...findings },
    acting: [...entry.acting],
    notes: [...entry.notes],
  }
}

const nothing: NodeTraffic = { http: null, grpc: null, tcp: null }
