import { useMemo } from 'react'
import type { Graph } from '#contract/graph.ts'
import { hide, type GraphElements } from '../../lib/graph-language/hide.ts'
import type { LanguageError } from '#contract/graph-language/refusal.ts'
import { rankEnds, rankerOf, rankNodes } from '../../lib/graph-language/rank.ts'
import { select } from '../../lib/graph-language/select.ts'
import type { GraphView } from './url.ts'
import { readWish } from './wish.ts'

/** The picture after hiding, and what is found in it. */
interface Shown<Of> {
  /** What the table has; the head, with its totals, counts what is hidden, too. */
  readonly graph: Of
  /** What the canvas gets: with no edges drawn it still knows them, for the layout and for paths. */
  readonly drawn: Of
  /** Ids, nodes before edges; null: nothing is searched. */
  readonly found: ReadonlySet<string> | null
  /** What is written on nodes; undefined: nothing. */
  readonly ranks: ReadonlyMap<string, number> | undefined
  readonly foundNodes: number
  readonly foundEdges: number
  readonly hiddenNodes: number
  readonly hiddenEdges: number
  readonly findError: LanguageError | null
  readonly hideError: LanguageError | null
}

export type ShownGraph = Shown<Graph>

type Wishes = Pick<GraphView, 'find' | 'hide' | 'edges' | 'rankBy'>

/** Hiding comes first: what is hidden cannot be found. */
export function showGraph(graph: Graph, wishes: Wishes): ShownGraph {
  return underHead(graph, showElements(graph, wishes))
}

function underHead(head: Graph, shown: Shown<GraphElements>): ShownGraph {
  const graph = { ...head, ...shown.graph }
  const drawn = shown.drawn === shown.graph ? graph : { ...head, ...shown.drawn }
  return { ...shown, graph, drawn }
}

function showElements(
  graph: GraphElements,
  { find, hide: hideText, edges, rankBy }: Wishes,
): Shown<GraphElements> {
  const toFind = readWish(find)
  const toHide = readWish(hideText)
  // Ranks are those of the whole: hiding some nodes makes others no more important.
  const ranks = rankBy.length === 0 ? undefined : rankNodes(graph, rankBy)
  const rankOf = ranks === undefined ? rankerOf(graph) : (id: string) => ranks.get(id) ?? null
  const { expression } = toHide
  const shown = hide(graph, { expression, edgeMode: edges, rankOf })
  const drawn = edges === 'none' ? hide(graph, { expression, edgeMode: 'all', rankOf }) : shown
  const found = toFind.expression && select(shown.graph, toFind.expression, rankOf)
  return {
    graph: shown.graph,
    drawn: drawn.graph,
    ranks,
    found: found && new Set([...found.nodes, ...found.edges]),
    foundNodes: found?.nodes.size ?? 0,
    foundEdges: found?.edges.size ?? 0,
    hiddenNodes: shown.hiddenNodes,
    hiddenEdges: shown.hiddenEdges,
    findError: toFind.error,
    hideError: toHide.error,
  }
}

/** The same elements and wishes are walked once: a refresh that changes nothing costs nothing. */
export function useShown(
  graph: Graph,
  { find, hide: hideText, edges: edgeMode, rankBy }: GraphView,
): ShownGraph {
  const { nodes, edges, boxes } = graph
  // The view is made anew with each render; the words of it that matter here seldom change.
  const ranks = rankBy.join()
  const shown = useMemo(
    () =>
      showElements(
        { nodes, edges, boxes },
        {
          find,
          hide: hideText,
          edges: edgeMode,
          rankBy: rankEnds.filter((end) => ranks.includes(end)),
        },
      ),
    [nodes, edges, boxes, find, hideText, edgeMode, ranks],
  )
  return useMemo(() => underHead(graph, shown), [graph, shown])
}
