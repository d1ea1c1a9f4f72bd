import type { Explanation } from '#contract/explain.ts'
import type { GraphAsk } from '#contract/graph-ask.ts'
import type { BaseGraph } from './base-graph.ts'
import { projectGraph, type ProjectContext } from './project.ts'

/** What is in question: a node, or an edge by its two ends. Ids of the asked graph type. */
export interface ExplainAsk {
  readonly node?: string | undefined
  readonly source?: string | undefined
  readonly target?: string | undefined
}

/** Why an element is in the picture with these numbers, or why it is not there. */
export function explainGraph(
  base: BaseGraph,
  ask: GraphAsk & ExplainAsk,
  context: ProjectContext,
): Explanation {
  const graph = projectGraph(base, ask, context)
  return {
    subject: ask.node ?? `${ask.source ?? ''}→${ask.target ?? ''}`,
    isDrawn: graph.nodes.some(({ id }) => id === ask.node),
    sentences: [],
    rows: [],
    queries: graph.evidence,
    dropped: graph.dropped,
    tracesUrl: null,
    tracesReason: null,
    warnings: graph.warnings,
  }
}
