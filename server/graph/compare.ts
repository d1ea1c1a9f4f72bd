import { changeKinds, type Change, type Comparison } from '#contract/compare.ts'
import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'
import {
  compareFigures,
  compareWithNothing,
  figuresOfEdge,
  figuresOfNode,
  type Figures,
  type WeighedChange,
} from './compare-figures.ts'

/**
 * Two moments of one view, drawn with the same namespaces open: all that was there at either, and
 * what changed, worst first. An element whose traffic began or ended is new or gone even where it
 * is drawn idle. Without the numbers of a moment nothing is claimed of it.
 *
 * @see docs/decisions/0010-two-moments-and-series.md
 */
export function compareGraphs(before: Graph, after: Graph): Comparison {
  const whyNot = whyNothing(before, 'earlier') ?? whyNothing(after, 'later')
  const warnings = [...before.warnings, ...after.warnings]
  const moments = { beforeAt: before.at, afterAt: after.at, warnings, whyNot }
  if (whyNot !== null) return { ...moments, graph: after, changes: [] }
  const { windowSeconds } = after
  const changes = [
    ...compareElements({
      ...{ element: 'edge', before: before.edges, after: after.edges, windowSeconds },
      isThere: ({ isIdle }) => !isIdle,
      figuresOf: figuresOfEdge,
    }),
    ...compareElements<GraphNode>({
      ...{ element: 'node', before: before.nodes, after: after.nodes, windowSeconds },
      isThere: ({ marks }) => !marks.includes('idle') && !marks.includes('dead'),
      figuresOf: figuresOfNode,
    }),
  ]
  return { ...moments, graph: joinGraphs(before, after), changes: sortChanges(changes) }
}

function whyNothing(graph: Graph, moment: 'earlier' | 'later'): string | null {
  const failed = graph.warnings.find(({ layer, dataAt }) => layer === 'requests' && dataAt === null)
  if (failed !== undefined && !graph.evidence.some(({ layer }) => layer === 'requests'))
    return `There are no numbers of the ${moment} moment: ${failed.message}`
  if (graph.empty === null) return null
  return `There is nothing to compare at the ${moment} moment: ${graph.empty.message}`
}

interface Elements<Element> {
  readonly element: Change['element']
  readonly before: readonly Element[]
  readonly after: readonly Element[]
  readonly isThere: (element: Element) => boolean
  readonly figuresOf: (element: Element) => Figures
  readonly windowSeconds: number
}

type Weighed = WeighedChange & { readonly change: Change }

function compareElements<Element extends GraphNode | GraphEdge>({
  element,
  before,
  after,
  isThere,
  figuresOf,
  windowSeconds,
}: Elements<Element>): Weighed[] {
  const left = new Map(before.filter(isThere).map((one) => [one.id, one]))
  const found: Weighed[] = []
  const add = (id: string, { change, weight }: WeighedChange): void => {
    found.push({ change: { id, element, ...change }, weight })
  }
  for (const one of after.filter(isThere)) {
    const was = left.get(one.id)
    left.delete(one.id)
    for (const change of compareOne(was && figuresOf(was), figuresOf(one), windowSeconds))
      add(one.id, change)
  }
  for (const [id, was] of left) add(id, presence('gone', figuresOf(was)))
  return found
}

function compareOne(
  was: Figures | undefined,
  is: Figures,
  windowSeconds: number,
): readonly WeighedChange[] {
  if (was !== undefined) return compareFigures(was, is, windowSeconds)
  const failing = compareWithNothing(is, windowSeconds)
  return [presence('new', is), ...(failing === null ? [] : [failing])]
}

function presence(
  kind: 'new' | 'gone',
  { requestsPerSecond, bytesPerSecond }: Figures,
): WeighedChange {
  return {
    change: { kind, measure: 'presence', unit: null, statistic: null, before: null, after: null },
    // A kilobyte weighs as much as a request.
    weight: requestsPerSecond + bytesPerSecond / 1000,
  }
}

/** By what happened, then by how much; edges before nodes, whose sums repeat them. */
function sortChanges(changes: readonly Weighed[]): Change[] {
  const rank = ({ kind }: Change): number => changeKinds.indexOf(kind)
  const nodeLast = ({ element }: Change): number => (element === 'node' ? 1 : 0)
  return changes
    .toSorted(
      (a, b) =>
        rank(a.change) - rank(b.change) ||
        b.weight - a.weight ||
        nodeLast(a.change) - nodeLast(b.change) ||
        (a.change.id < b.change.id ? -1 : 1),
    )
    .map(({ change }) => change)
}

/** The later picture with what has gone since: its edges, their ends, and the boxes around them. */
function joinGraphs(before: Graph, after: Graph): Graph {
  return {
    ...after,
    nodes: withGone(before.nodes, after.nodes),
    edges: withGone(before.edges, after.edges),
    boxes: withGone(before.boxes, after.boxes),
  }
}

function withGone<Element extends { readonly id: string }>(
  before: readonly Element[],
  after: readonly Element[],
): Element[] {
  const ids = new Set(after.map(({ id }) => id))
  return [...after, ...before.filter(({ id }) => !ids.has(id))]
}
