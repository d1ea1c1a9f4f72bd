import { useMemo } from 'react'
import type { Graph } from '#contract/graph.ts'
import { hide } from '../../lib/graph-language/hide.ts'
import type { LanguageError } from '#contract/graph-language/refusal.ts'
import { rankEnds, rankerOf, rankNodes } from '../../lib/graph-language/rank.ts'
import { select } from '../../lib/graph-language/select.ts'
import type { GraphView } from './url.ts'
import { readWish } from './wish.ts'

/** The picture after hiding, and what is found in it. */
export interface ShownGraph {
  /** What the table has; the head, with its totals, counts what is hidden, too. */
  readonly graph: Graph
  /** What the canvas gets: with no edges drawn it still knows them, for the layout and for paths. */
  readonly drawn: Graph
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

type Wishes = Pick<GraphView, 'find' | 'hide' | 'edges' | 'rankBy'>

/** Hiding comes first: what is hidden cannot be found. */
export function showGraph(
  graph: Graph,
  { find, hide: hideText, edges, rankBy }: Wishes,
): ShownGraph {
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

export function useShown(
  graph: Graph,
  { find, hide: hideText, edges, rankBy }: GraphView,
): ShownGraph {
  // The view is made anew with each render; the words of it that matter here seldom change.
  const ranks = rankBy.join()
  return useMemo(
    () =>
      showGraph(graph, {
        find,
        hide: hideText,
        edges,
        rankBy: rankEnds.filter((end) => ranks.includes(end)),
      }),
    [graph, find, hideText, edges, ranks],
  )
}
