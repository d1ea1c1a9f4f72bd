import type { Graph, GraphEdge } from '#contract/graph.ts'
import type { TraceCall, TraceCalls } from '#contract/trace-calls.ts'
import type { ElementChange } from '../../../canvas/canvas-props.ts'
import { t } from '../../../i18n/t.ts'
import { formatMs } from '../../../lib/duration.ts'
import { createNodeFinder, type NodeFinder } from './node-finder.ts'

/**
 * How a call lies in the picture: along edges; within one node, such as a closed namespace; into the
 * trace from outside; between two nodes that the metrics know no call of; or an end is not drawn.
 */
export type Where = 'edge' | 'inside' | 'entry' | 'notMeasured' | 'notDrawn'

export interface PlacedCall {
  readonly call: TraceCall
  readonly order: number // from 1
  readonly where: Where
  /** Ids of nodes; null: nothing drawn stands for it. */
  readonly source: string | null
  readonly target: string | null
  /** What is selected when one steps to it. */
  readonly mainId: string | null
}

/** A trace laid over a picture. */
export interface PlacedTrace {
  readonly calls: readonly PlacedCall[]
  /** Ids of nodes and edges that it touches. */
  readonly ids: ReadonlySet<string>
  /** What is written beside them. */
  readonly marks: ReadonlyMap<string, ElementChange>
  /** Edges for calls that the metrics of the window do not know. */
  readonly missing: readonly GraphEdge[]
}

/** Lays the calls of a trace over any picture, by names: members, closed namespaces, services. */
export function placeCalls({ calls, places }: TraceCalls, graph: Graph): PlacedTrace {
  const finder = createNodeFinder(graph)
  const nodes = places.map((place) => finder.nodeOf(place)?.id ?? null)
  const ids = new Set<string>()
  const byId = new Map<string, PlacedCall[]>()
  const missing = new Map<string, GraphEdge>()
  const placed = calls.map((call, index): PlacedCall => {
    const ends = endsOf(call, { finder, nodes })
    const edges = edgesOf(ends)
    const { source, target, where } = ends
    if (where === 'notMeasured' && ends.way.length === 0)
      for (const edge of edges) missing.set(edge.id, edge)
    for (const id of idsOf(ends, edges)) ids.add(id)
    const mainEdge = edges.at(-1)?.id ?? null
    const one = {
      call,
      order: index + 1,
      where,
      source,
      target,
      mainId: mainEdge ?? target ?? source,
    }
    const marked = where === 'inside' ? target : mainEdge
    if (marked !== null) pushTo(byId, marked, one)
    return one
  })
  const marks = new Map([...byId].map(([id, own]) => [id, markOf(own)]))
  return { calls: placed, ids, marks, missing: [...missing.values()] }
}

interface Ends {
  readonly where: Where
  readonly source: string | null
  readonly target: string | null
  /** Edges of the picture from one to the other. */
  readonly way: readonly GraphEdge[]
}

interface Seats {
  readonly finder: NodeFinder
  readonly nodes: readonly (string | null)[] // by place
}

function endsOf(call: TraceCall, { finder, nodes }: Seats): Ends {
  const source = nodes[call.source] ?? null
  const target = call.target === -1 ? nodeOfHost(call, finder) : (nodes[call.target] ?? null)
  const way = source === null || target === null ? [] : finder.wayOf(source, target)
  return { source, target, way, where: whereOf(call, { source, target, way }) }
}

/** Along which it is drawn; one of its own where the metrics know none. */
function edgesOf({ where, source, target, way }: Ends): readonly GraphEdge[] {
  if (where === 'edge' || source === null || target === null) return where === 'edge' ? way : []
  if (where !== 'notMeasured') return []
  return way.length > 0 ? way : [edgeFor(source, target)]
}

function idsOf({ source, target }: Ends, edges: readonly GraphEdge[]): readonly string[] {
  const ends = [source, target].filter((id) => id !== null)
  return [...ends, ...edges.flatMap((edge) => [edge.id, edge.target])]
}

function pushTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function nodeOfHost({ host }: TraceCall, finder: NodeFinder): string | null {
  return host === null ? null : (finder.nodeOfHost(host)?.id ?? null)
}

function whereOf(call: TraceCall, { source, target, way }: Omit<Ends, 'where'>): Where {
  if (call.source === -1) return target === null ? 'notDrawn' : 'entry'
  if (source === null || target === null) return 'notDrawn'
  if (source === target && way.length === 0) return 'inside'
  // Drawn for the configuration's sake alone: nobody was measured there.
  return way.length > 0 && way.every(({ silent }) => silent === undefined) ? 'edge' : 'notMeasured'
}

const orderShown = 3

/** `2 · 12 ms`, `2, 5, 7 … 9× · longest 40 ms · failed`. */
function markOf(own: readonly PlacedCall[]): ElementChange {
  const orders = own.slice(0, orderShown).map(({ order }) => order)
  const longestMs = Math.max(...own.map(({ call }) => call.durationNs)) / 1e6
  const failed = own.filter(({ call }) => call.isError).length
  const times = own.length > orderShown ? ` … ${own.length}×` : ''
  const isInside = own.every(({ where }) => where === 'inside')
  return {
    words: [
      `${orders.join(', ')}${times}${isInside ? ` ${t('inside')}` : ''} · ${own.length > 1 ? '≤ ' : ''}${formatMs(longestMs)}`,
      ...(failed === 0
        ? []
        : [failed < own.length ? t('{{amount}} failed', { amount: failed }) : t('failed')]),
    ],
    isGone: false,
    isBad: failed > 0,
  }
}

/** An edge that says of itself that nothing was counted. */
function edgeFor(source: string, target: string): GraphEdge {
  return {
    ...{ id: `${source}→${target}`, source, target },
    ...{ http: null, grpc: null, tcp: null, otherProtocols: [] },
    mtls: { share: null, basis: null, sourcePrincipals: [], destinationPrincipals: [] },
    health: { status: 'none', reasons: [] },
    isIdle: true,
    waypoints: [],
    standsFor: 1,
  }
}
