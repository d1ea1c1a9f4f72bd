import type { GraphAsk } from '#contract/graph-ask.ts'
import type { Graph, GraphEdge } from '#contract/graph.ts'
import type { ExplainAsk } from '../explain.ts'
import type { Level } from '../level.ts'
import type { ExplainedRow, Subject } from './explain-rows.ts'
import { surroundingsOf } from './inventory-index.ts'
import { edgeId, namespaceId } from './node-ids.ts'
import type { Scope } from './scope.ts'
import { wordWindow } from './word-window.ts'

export interface Wording {
  readonly scope: Scope
  readonly ask: GraphAsk & ExplainAsk
  readonly graph: Graph
  readonly subject: Subject
  readonly rows: readonly ExplainedRow[]
  readonly isDrawn: boolean
}

/** The explanation in words, most important first. */
export function writeSentences(wording: Wording): string[] {
  const { graph, isDrawn } = wording
  const main = isDrawn ? whyDrawn(wording) : whyMissing(wording)
  const failed = graph.warnings.map(({ layer, message }) => `${layer ?? 'A source'}: ${message}`)
  return [...main, ...failed]
}

function whyDrawn({ ask, graph, rows }: Wording): readonly string[] {
  const edge = graph.edges.find(({ id }) => id === edgeId(ask.source ?? '', ask.target ?? ''))
  if (ask.node === undefined && edge !== undefined) return describeEdge(edge, rows)
  const counted = rows.filter(({ row }) => row.isUsed).length
  if (rows.length === 0) return ['No proxy reported calls of it: it is known from the inventory.']
  return [`${counted} of the ${rows.length} series about it make its numbers.`]
}

function describeEdge(edge: GraphEdge, rows: readonly ExplainedRow[]): readonly string[] {
  const sentences = (['http', 'grpc'] as const).flatMap((protocol) => {
    const rates = edge[protocol]
    if (rates === null) return []
    const errors = rates.errorRatio === null ? '' : `, ${percent(rates.errorRatio)} errors`
    return [`${protocol}: ${round(rates.requestsPerSecond)} requests per second${errors}.`]
  })
  if (edge.tcp !== null) {
    const { sentBytesPerSecond: sent, receivedBytesPerSecond: received } = edge.tcp
    sentences.push(`tcp: ${told(sent)} bytes per second sent, ${told(received)} received.`)
  }
  const reasons = new Set(rows.flatMap(({ choice }) => (choice === null ? [] : [choice.reason])))
  return [...sentences, ...[...reasons].map((reason) => `Whose count: ${reason}.`)]
}

function whyMissing(wording: Wording): readonly string[] {
  const { ask, subject, rows } = wording
  const unknown = unknownEnds(ask, subject)
  if (unknown.length > 0) return unknown.map((id) => notKnown(id, wording))
  if (rows.length > 0) return whyLeftOut(wording)
  return [...noRows(wording), ...sayConfig(wording)]
}

function unknownEnds(
  { node, source, target }: ExplainAsk,
  { sources, targets }: Subject,
): readonly string[] {
  if (node !== undefined) return sources.size === 0 ? [node] : []
  return [
    ...(sources.size === 0 ? [source ?? 'The caller'] : []),
    ...(targets.size === 0 ? [target ?? 'The callee'] : []),
  ]
}

function notKnown(id: string, { ask, graph }: Wording): string {
  const dropped = graph.dropped.reduce((sum, { series }) => sum + series, 0)
  const hint = dropped === 0 ? '' : ` ${dropped} series could not be placed: ${dropText(graph)}.`
  return (
    `Nothing that you may see is called ${id}: no proxy named it in the last ` +
    `${wordWindow(ask.window)}, and no object of the inventory has that name.${hint}`
  )
}

const dropText = ({ dropped }: Graph): string =>
  dropped.map(({ text, series }) => `${text} (${series})`).join('; ')

/** The rows are there; something about the ask keeps them out of the picture. */
function whyLeftOut({ scope, ask, graph, subject, rows }: Wording): readonly string[] {
  const sentences: string[] = []
  const standings = [...subject.sources, ...subject.targets].map((node) => scope.standingOf(node))
  const isSelected = standings.includes('selected')
  if (!isSelected && standings.includes('outside')) {
    sentences.push('The series exist, but in namespaces that are not selected.')
  }
  if (rows.every(({ isFolded }) => isFolded)) {
    sentences.push(
      ask.ambient === 'total'
        ? 'These bytes are hops around a waypoint, which told of the same calls itself.'
        : `Only ${ask.ambient} traffic is drawn, and these series are not of that kind.`,
    )
  }
  if (rows.every(({ row }) => row.perSecond === 0) && !ask.idleEdges) {
    sentences.push('Nothing was counted in the window: draw idle edges to see it.')
  }
  const closed = closedNamespaces(scope, graph, subject)
  if (closed.length > 0) {
    sentences.push(`It is summed in a closed namespace: open ${closed.join(', ')} to see it.`)
  }
  if (ask.focus !== undefined) {
    sentences.push(`Only what lies within ${ask.depth} steps of ${ask.focus} is drawn.`)
  }
  if (sentences.length > 0) return sentences
  return ['The series exist, but this graph type draws them as another edge.']
}

function closedNamespaces({ view }: Scope, graph: Graph, subject: Subject): readonly string[] {
  const drawn = new Set(graph.nodes.map(({ id }) => id))
  const keys = [...subject.sources, ...subject.targets].flatMap((node) => {
    const group = view.groups[view.groupOf[node] ?? -1]
    return group !== undefined && drawn.has(namespaceId(group)) ? [group.key] : []
  })
  return [...new Set(keys)].sort()
}

function noRows({ ask, graph, scope }: Wording): readonly string[] {
  const { scrapeIntervalSeconds: interval } = scope.view.level.base.traffic
  const sentences = [`No proxy reported such calls in the last ${wordWindow(ask.window)}.`]
  if (interval !== null && ask.window < 2 * interval) {
    sentences.push(`A rate needs two scrapes, one every ${interval} s: choose a longer window.`)
  }
  const dropped = graph.dropped.reduce((sum, { series }) => sum + series, 0)
  if (dropped > 0) sentences.push(`${dropped} series were dropped because: ${dropText(graph)}.`)
  return sentences
}

/** What is known of the two ends beside telemetry. */
function sayConfig({ scope, subject }: Wording): readonly string[] {
  const { level } = scope.view
  return [...new Set([...subject.sources, ...subject.targets])]
    .slice(0, 4)
    .flatMap((node) => sayNode(level, node))
}

function sayNode(level: Level, index: number): readonly string[] {
  const node = level.nodes[index]
  if (node?.namespace == null) return []
  const { factsOf, inventoryOf } = surroundingsOf(level.base)
  const isOutOfMesh = [...node.workloads].some((name) =>
    factsOf(node.cluster).some(
      ({ dataPlaneByWorkload }) =>
        dataPlaneByWorkload.get(`${node.namespace ?? ''}/${name}`) === 'none',
    ),
  )
  if (isOutOfMesh) return [`${node.name} has no proxy, so only its callers could report.`]
  const inventory = inventoryOf(node.cluster)
  const isObject =
    inventory !== null &&
    (inventory.services.has(`${node.namespace}/${node.name}`) ||
      [...node.workloads].some((name) =>
        inventory.workloads.has(`${node.namespace ?? ''}/${name}`),
      ))
  return isObject ? [`The configuration has ${node.namespace}/${node.name}.`] : []
}

/** Rounded as the page rounds what stands beside these sentences. */
function round(value: number): string {
  if (value > 0 && value < 0.01) return '<0.01'
  return value > 0 && value < 1 ? value.toFixed(2) : String(Number(value.toPrecision(3)))
}

function percent(ratio: number): string {
  const percents = ratio * 100
  if (percents > 0 && percents < 0.1) return '<0.1%'
  if (percents < 100 && percents > 99.9) return '>99.9%'
  return `${percents.toFixed(percents < 10 && percents !== Math.round(percents) ? 1 : 0)}%`
}

const told = (value: number | null): string => (value === null ? 'unknown' : round(value))
