import type { Graph, GraphBox, GraphEdge, GraphNode, Mark, NodeKind } from '#contract/graph.ts'
import type { HealthStatus } from '#contract/health.ts'
import { t } from '../i18n/t.ts'
import type {
  BadgeChoice,
  EdgeLabelChoice,
  ElementChange,
  ElementFindings,
} from './canvas-props.ts'
import type { Size } from './geometry.ts'
import { bytesPerSecondOf, edgeLabel, requestsPerSecondOf } from './labels.ts'
import type { LabelPart } from './labels.ts'
import { edgeClasses, nodeClasses } from './classes.ts'
import {
  findingGlyph,
  nodeBadges,
  nodeCaption,
  nodeGlyph,
  nodeName,
  nodeShapeSize,
} from './node-look.ts'
import type { NodeContext } from './node-look.ts'
import { quietEdges } from './quiet-edges.ts'
import { joinWaypointPairs } from './two-way.ts'
import type { GlyphName } from './glyphs.ts'

/** A node as it is drawn. Two with the same `look` are the same shape in the same place. */
export interface DrawnNode {
  readonly id: string
  readonly kind: NodeKind
  readonly box: string | null
  readonly name: string
  /** Second and third line: version, namespace, number of workloads; empty when there is none. */
  readonly caption: readonly string[]
  readonly status: HealthStatus
  readonly glyph: GlyphName
  readonly badges: readonly GlyphName[]
  /** What is wrong with its configuration, in words; null: nothing that is known. */
  readonly findings: string | null
  readonly isRoot: boolean
  readonly isQuiet: boolean
  readonly shape: Size
  readonly classes: string
  readonly look: string
  readonly node: GraphNode
}

/** closed: all of it is mTLS · half: some · open: none, while the mesh has some elsewhere. */
export type LockState = 'closed' | 'half' | 'open' | 'none'

export interface DrawnEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly status: HealthStatus
  readonly labels: EdgeLabelChoice
  /** What became of it since another moment, or its place in a trace. */
  readonly changes: readonly string[]
  readonly changeTone: LabelPart['tone']
  readonly lock: LockState
  readonly hasBreakerTripped: boolean
  readonly hasWaypoint: boolean
  readonly finding: GlyphName | null
  readonly findings: string | null
  readonly width: number
  /** 0..1 on a log scale; how busy it is beside a very busy edge. */
  readonly load: number
  readonly classes: string
  readonly look: string
  readonly edge: GraphEdge
  /** What comes back the same way, and is drawn with it; null: nothing. */
  readonly back: DrawnEdge | null
  /** With which edge it is drawn as one line; null: it has a line of its own. */
  readonly front: string | null
}

export interface DrawnBox {
  readonly id: string
  readonly kind: GraphBox['kind']
  readonly box: string | null
  readonly name: string
  readonly caption: string
  readonly status: HealthStatus
  readonly finding: GlyphName | null
  readonly findings: string | null
  readonly classes: string
  readonly look: string
  readonly source: GraphBox
}

export interface DrawnGraph {
  readonly nodesById: ReadonlyMap<string, DrawnNode>
  readonly edgesById: ReadonlyMap<string, DrawnEdge>
  readonly boxesById: ReadonlyMap<string, DrawnBox>
  /** Edges that are drawn faintly, for there are too many to be followed. */
  readonly quiet: ReadonlySet<string>
}

export interface ElementChoice {
  readonly labels: EdgeLabelChoice
  readonly badges: BadgeChoice
  /** Written below the names of nodes, by their ids. */
  readonly ranks?: ReadonlyMap<string, number> | undefined
  readonly changes?: ReadonlyMap<string, ElementChange> | null | undefined
  readonly findings?: ReadonlyMap<string, ElementFindings> | null | undefined
}

/**
 * What is drawn of a graph. Edges without both ends and boxes without members are left out: the
 * one cannot be drawn, and the other has no place.
 */
export function toElements(graph: Graph, choice: ElementChoice): DrawnGraph {
  const context = contextOf(graph, choice)
  const nodesById = new Map<string, DrawnNode>()
  for (const node of graph.nodes) {
    const change = changeKey(choice, node.id)
    const key = `${context.key} ${choice.ranks?.get(node.id) ?? ''}${change}`
    const drawn = remembered(drawnNodes, { of: node, key }, () => drawNode(node, context))
    nodesById.set(node.id, drawn)
  }
  const edgesById = new Map<string, DrawnEdge>()
  for (const edge of graph.edges) {
    if (!nodesById.has(edge.source) || !nodesById.has(edge.target)) continue
    // Whether a breaker has tripped depends on the target too.
    const hasBreaker = context.nodesById.get(edge.target)?.marks.includes('circuitBreaker') ?? false
    const key = `${context.key}${hasBreaker ? ' breaker' : ''}${changeKey(choice, edge.id)}`
    const drawn = remembered(drawnEdges, { of: edge, key }, () => drawEdge(edge, context))
    edgesById.set(edge.id, drawn)
  }
  joinWaypointPairs(edgesById, nodesById)
  const quiet = quietEdges(edgesById.values(), nodesById)
  return { nodesById, edgesById, boxesById: drawBoxes(graph, context), quiet }
}

const changeKey = ({ changes, findings }: ElementChoice, id: string): string => {
  const { worst = '', words = '' } = findings?.get(id) ?? {}
  const change = changes?.get(id)
  return `${change?.words.join() ?? ''}${change?.isBad === true ? '!' : ''}${worst}${words}`
}

/** Only for those who want to see such badges. */
function findingsOf(id: string, { badges, findings }: ElementChoice): ElementFindings | null {
  return badges.includes('findings') ? (findings?.get(id) ?? null) : null
}

interface Memory<Drawn> {
  readonly key: string
  readonly drawn: Drawn
}

const drawnNodes = new WeakMap<GraphNode, Memory<DrawnNode>>()
const drawnEdges = new WeakMap<GraphEdge, Memory<DrawnEdge>>()

/** What a refresh left as it was is the same object, and looks the same in the same surroundings. */
function remembered<Element extends object, Drawn>(
  memory: WeakMap<Element, Memory<Drawn>>,
  { of, key }: { of: Element; key: string },
  draw: () => Drawn,
): Drawn {
  const known = memory.get(of)
  if (known?.key === key) return known.drawn
  const drawn = draw()
  memory.set(of, { key, drawn })
  return drawn
}

interface Context extends NodeContext {
  /** All that the look of an element depends on besides itself. */
  readonly key: string
  readonly choice: ElementChoice
  readonly hasMtls: boolean
  readonly nodesById: ReadonlyMap<string, GraphNode>
}

function contextOf(graph: Graph, choice: ElementChoice): Context {
  const named = graph.nodes.filter(({ namespace }) => namespace !== null)
  const hasManyNamespaces = new Set(named.map(({ namespace }) => namespace)).size > 1
  const hasManyClusters = new Set(named.map(({ cluster }) => cluster)).size > 1
  const hasMtls = graph.edges.some(({ mtls }) => (mtls.share ?? 0) > 0)
  const boxes = graph.boxes.map(({ id, box }) => [id, box])
  return {
    key: JSON.stringify([
      choice.labels,
      choice.badges,
      hasManyNamespaces,
      hasManyClusters,
      hasMtls,
      boxes,
    ]),
    choice,
    badges: choice.badges,
    boxesById: new Map(graph.boxes.map((box) => [box.id, box])),
    nodesById: new Map(graph.nodes.map((node) => [node.id, node])),
    hasManyNamespaces,
    hasManyClusters,
    hasMtls,
  }
}

function drawNode(node: GraphNode, context: Context): DrawnNode {
  const name = nodeName(node, context)
  const change = context.choice.changes?.get(node.id)
  const caption = captionOf(node, context)
  const findings = findingsOf(node.id, context.choice)
  const badges = nodeBadges(node, context.badges, findings)
  const shape = nodeShapeSize(node)
  const isGone = change?.isGone === true
  const classes = isGone ? `${nodeClasses(node)} idle` : nodeClasses(node)
  const glyph = nodeGlyph(node)
  const isRoot = node.marks.includes('root')
  const ring = node.closed === undefined ? '' : JSON.stringify(node.closed.members.byHealth)
  const look = [name, caption, badges, classes, glyph, isRoot, ring, node.box, shape.width].join()
  return {
    id: node.id,
    kind: node.kind,
    box: node.box !== null && context.boxesById.has(node.box) ? node.box : null,
    name,
    caption,
    status: node.health.status,
    glyph,
    badges,
    findings: findings?.words ?? null,
    isRoot,
    isQuiet: isGone || node.marks.some((mark) => quietMarks.has(mark)),
    shape,
    classes,
    look,
    node,
  }
}

function captionOf(node: GraphNode, context: Context): string[] {
  const rank = context.choice.ranks?.get(node.id)
  const change = context.choice.changes?.get(node.id)
  return [
    ...nodeCaption(node, context),
    ...(rank === undefined ? [] : [t('rank {{rank}}', { rank })]),
    ...(change === undefined ? [] : [change.words.join(', ')]),
  ]
}

const quietMarks: ReadonlySet<Mark> = new Set(['idle', 'dead'])

function drawEdge(edge: GraphEdge, context: Context): DrawnEdge {
  const lock = context.choice.badges.includes('security') ? lockOf(edge, context) : 'none'
  const load = loadOf(edge)
  const width = Math.round((1.3 + 3.2 * load) * 4) / 4
  const change = context.choice.changes?.get(edge.id)
  const findings = findingsOf(edge.id, context.choice)
  const classes = change?.isGone === true ? 'edge idle' : edgeClasses(edge)
  const hasBreakerTripped = hasTripped(edge, context.nodesById.get(edge.target))
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    status: edge.health.status,
    labels: context.choice.labels,
    changes: change?.words ?? [],
    changeTone: change?.isBad === true ? 'bad' : 'plain',
    lock,
    hasBreakerTripped,
    hasWaypoint: edge.waypoints.length > 0,
    finding: findingGlyph(findings),
    findings: findings?.words ?? null,
    width,
    load,
    classes,
    look: `${edge.source}→${edge.target} ${width} ${classes}`,
    edge,
    back: null,
    front: null,
  }
}

const partsByEdge = new WeakMap<DrawnEdge, readonly LabelPart[]>()

/** What is written on it. Made when it is asked for: most labels are never near enough to be read. */
export function labelPartsOf(drawn: DrawnEdge): readonly LabelPart[] {
  const known = partsByEdge.get(drawn)
  if (known !== undefined) return known
  const changes = drawn.changes.map((text): LabelPart => ({ text, tone: drawn.changeTone }))
  const there = edgeLabel(drawn.edge, drawn.labels)
  const backs = drawn.back === null ? [] : labelPartsOf(drawn.back)
  const between: LabelPart[] = drawn.back === null ? [] : [{ text: '↔', tone: 'plain' }]
  const parts = [...changes, ...there, ...between, ...backs]
  partsByEdge.set(drawn, parts)
  return parts
}

/** Ten thousand requests, or ten megabytes, per second are as wide as it gets. */
function loadOf(edge: GraphEdge): number {
  const rps = requestsPerSecondOf(edge) ?? 0
  const bytes = bytesPerSecondOf(edge) ?? 0
  return Math.min(1, Math.log10(1 + Math.max(rps, bytes / 1000)) / 4)
}

function lockOf({ mtls, isIdle, target }: GraphEdge, context: Context): LockState {
  const isBare = context.nodesById.get(target)?.marks.includes('outOfMesh') === true
  const share = mtls.share ?? (isBare ? 0 : null) // what has no proxy takes no mutual TLS
  if (share === null || isIdle) return 'none'
  if (share >= 0.9995) return 'closed'
  return share > 0 ? 'half' : context.hasMtls ? 'open' : 'none'
}

const trippedFlags = /\b(UO|UH)\b/

function hasTripped(edge: GraphEdge, target: GraphNode | undefined): boolean {
  if (target?.marks.includes('circuitBreaker') !== true) return false
  return [edge.http, edge.grpc].some(
    (protocol) => protocol?.responses.some(({ flags }) => trippedFlags.test(flags)) ?? false,
  )
}

function drawBoxes(graph: Graph, { boxesById, choice }: Context): Map<string, DrawnBox> {
  const used = new Set<string>()
  for (const { box } of graph.nodes) {
    for (let id = box; id !== null && !used.has(id); id = boxesById.get(id)?.box ?? null) {
      if (boxesById.has(id)) used.add(id)
      else break
    }
  }
  const drawn = graph.boxes
    .filter(({ id }) => used.has(id))
    .map((box) => drawBox(box, { used, findings: findingsOf(box.id, choice) }))
  return new Map(drawn.map((box) => [box.id, box]))
}

function drawBox(
  box: GraphBox,
  { used, findings }: { used: ReadonlySet<string>; findings: ElementFindings | null },
): DrawnBox {
  const caption =
    box.kind === 'app' ? '' : t('{{count}} workloads', { count: box.members.workloads })
  const classes = `box box-${box.kind} health-${box.health.status}`
  const parent = box.box !== null && used.has(box.box) ? box.box : null
  return {
    id: box.id,
    kind: box.kind,
    box: parent,
    name: box.name,
    caption,
    status: box.health.status,
    finding: findingGlyph(findings),
    findings: findings?.words ?? null,
    classes,
    look: [box.name, caption, classes, parent, findings?.worst].join(),
    source: box,
  }
}
