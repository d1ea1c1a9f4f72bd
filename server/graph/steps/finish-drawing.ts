import type { GraphAsk } from '#contract/graph-ask.ts'
import type { GraphEdge, GraphNode } from '#contract/graph.ts'
import type { Health } from '#contract/health.ts'
import type { BaseEdge } from '../base-graph.ts'
import { addEdge, addSums, emptySums, shareOf, tcpTotal, type TrafficSums } from '../sums.ts'
import type { ClosedEdge } from '../stage.ts'
import type { Bundle } from './bundle-edges.ts'
import { worstOfMany } from '../../health/health.ts'
import type { DrawnEdge, DrawnNode, Drawing } from './draw.ts'
import { sumDrawnEdge, writeShare, type FinishedEdge } from './finish-edge.ts'
import { finishNode, type NodeFlow, type NodeMaker } from './finish-node.ts'
import { edgeId } from './node-ids.ts'
import { responseTimeOf } from './response-times.ts'

/** Everything drawn in the wire's form. Sums of nodes are sums over their drawn edges. */
export function finishDrawing(
  drawing: Drawing,
  maker: NodeMaker,
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const { ask, stage } = maker
  const known = stage.closedEdges(`${ask.grpc} ${ask.throughput ?? ''} ${ask.responseTime ?? ''}`)
  const flows = drawing.nodes.map((): NodeFlow => {
    return { inbound: emptySums(), outbound: emptySums(), hasTraffic: false }
  })
  const summed = drawing.edges.map((edge): Summed | ClosedEdge => {
    const one = knownEdge(edge, known) ?? sumEdge(drawing, edge, maker)
    addFlow(flows, edge, one)
    return one
  })
  const nodes: GraphNode[] = []
  drawing.nodes.forEach((node, index) => {
    const flow = flows[index]
    // What stands before another comes after it: operations are last.
    const before = node.kind === 'operation' ? (nodes[node.before] ?? null) : null
    if (flow !== undefined) nodes.push(finishNode(node, maker, { flow, before }))
  })
  const wholes = drawing.nodes.map((node, index) => wholeOf(node, maker, flows[index]))
  const edges = drawing.edges.flatMap((edge, index) => {
    const one = summed[index]
    const whole = wholes[edge.source]
    const [source, target] = [nodes[edge.source]?.id, nodes[edge.target]?.id]
    if (one === undefined || whole === undefined) return []
    if ('edge' in one) return [one.edge]
    if (source === undefined || target === undefined) return []
    const written = writeEdge(edge, { one, whole, ids: { source, target }, drawing, maker })
    if (edge.bundle !== null) known.set(edge.bundle, { edge: written, sums: one.sums })
    return [written]
  })
  return { nodes, edges }
}

type Summed = Pick<FinishedEdge, 'sums' | 'http' | 'grpc' | 'tcp' | 'total' | 'fields'>

/** An edge between closed namespaces is the same in every picture of the stage. */
function knownEdge(
  { bundle }: DrawnEdge,
  known: ReadonlyMap<Bundle, ClosedEdge>,
): ClosedEdge | undefined {
  return bundle === null ? undefined : known.get(bundle)
}

function sumEdge(drawing: Drawing, edge: DrawnEdge, { stage, ask }: NodeMaker): Summed {
  const sees = (index: number): boolean => drawing.nodes[index]?.kind !== 'restricted'
  const privacy = { seesSource: sees(edge.source), seesTarget: sees(edge.target) }
  return sumDrawnEdge(edge, { scope: stage.scope, ask, privacy })
}

function addFlow(flows: readonly NodeFlow[], edge: DrawnEdge, one: Summed | ClosedEdge): void {
  const source = flows[edge.source]
  const target = flows[edge.target]
  if (source === undefined || target === undefined) return
  addSums(source.outbound, one.sums)
  addSums(target.inbound, one.sums)
  const isIdle = 'edge' in one ? one.edge.isIdle : one.fields.isIdle
  if (isIdle) return
  source.hasTraffic = true
  target.hasTraffic = true
}

/** All that a node sends, drawn or not: what the share of an edge is a share of. */
function wholeOf(node: DrawnNode, { stage }: NodeMaker, flow: NodeFlow | undefined): TrafficSums {
  const sent = node.kind === 'own' ? (stage.scope.view.outOf[node.node] ?? []) : []
  const hasHome = node.kind === 'own' && (stage.scope.view.groupOf[node.node] ?? -1) !== -1
  if (!hasHome || sent.length === 0) return flow?.outbound ?? emptySums()
  const sums = emptySums()
  for (const edge of sent) addEdge(sums, edge)
  return sums
}

interface EdgeWriting {
  readonly one: Summed
  readonly whole: TrafficSums
  readonly ids: { readonly source: string; readonly target: string }
  readonly drawing: Drawing
  readonly maker: NodeMaker
}

function writeEdge(edge: DrawnEdge, writing: EdgeWriting): GraphEdge {
  const { one, whole, ids, drawing, maker } = writing
  const { http, grpc, tcp, fields } = one
  const share = (own: number | undefined, of: number | undefined): number | null =>
    shareOf(own ?? 0, of ?? 0)
  const ends = [drawing.nodes[edge.source], drawing.nodes[edge.target]] as const
  const pairs = pairsOf(edge.members, maker)
  const isSum = ends.some((end) => end?.kind === 'closed' || end?.kind === 'restricted')
  return {
    id: edgeId(ids.source, ids.target),
    source: ids.source,
    target: ids.target,
    http: writeShare(http, share(http?.requestsPerSecond, whole.http?.perSecond)),
    grpc: writeShare(grpc, share(grpc?.requestsPerSecond, whole.grpc?.perSecond)),
    tcp: writeShare(
      tcp,
      share(
        one.sums.tcp === null ? 0 : tcpTotal(one.sums.tcp),
        whole.tcp === null ? 0 : tcpTotal(whole.tcp),
      ),
    ),
    ...fields,
    ...responseTime(edge, maker),
    health: edgeHealth(edge, { ends, pairs, maker }),
    standsFor: isSum ? Math.max(1, pairs.length) : 1,
  }
}

function responseTime(
  { arriving }: DrawnEdge,
  { ask, stage }: NodeMaker,
): Pick<GraphEdge, 'responseTime'> {
  const statistic: GraphAsk['responseTime'] = ask.responseTime
  if (statistic === undefined) return {}
  return { responseTime: responseTimeOf(stage.scope.view.level, arriving, statistic) }
}

function pairsOf(members: readonly BaseEdge[], { stage }: NodeMaker): readonly number[] {
  const { pairOf } = stage.scope.view
  if (members.length === 1) return [pairOf[members[0]?.index ?? -1] ?? -1]
  return [...new Set(members.map(({ index }) => pairOf[index] ?? -1))]
}

interface Judging {
  readonly ends: readonly [DrawnNode | undefined, DrawnNode | undefined]
  readonly pairs: readonly number[]
  readonly maker: NodeMaker
}

/** A sum is as bad as the worst of what it stands for; an end that is hidden is not judged. */
function edgeHealth(edge: DrawnEdge, { ends, pairs, maker }: Judging): Health {
  const { book } = maker.stage
  const [source, target] = ends
  if (source?.kind === 'closed' || target?.kind === 'closed') {
    return worstOfMany(pairs.map((pair) => book.ofPair(pair)))
  }
  const own = (end: DrawnNode | undefined): number => (end?.kind === 'own' ? end.node : -1)
  return book.ofEdges(edge.members, own(source), own(target))
}
