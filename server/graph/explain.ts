import type { Explanation } from '#contract/explain.ts'
import type { GraphAsk } from '#contract/graph-ask.ts'
import type { BaseGraph } from './base-graph.ts'
import { levelOf } from './level.ts'
import { projectGraph, type ProjectContext } from './project.ts'
import { listConfig } from './steps/config-effects.ts'
import { explainRows, findSubject } from './steps/explain-rows.ts'
import { writeSentences } from './steps/explain-words.ts'
import { edgeId } from './steps/node-ids.ts'
import { buildScope } from './steps/scope.ts'
import { viewOf } from './view.ts'

/** What is in question: a node, or an edge by its two ends. Ids of any graph type, or a namespace. */
export interface ExplainAsk {
  readonly node?: string | undefined
  readonly source?: string | undefined
  readonly target?: string | undefined
}

/**
 * Why an element is in the picture with these numbers, or why it is not there: every reporter's
 * rows, which of them are used and why, and the query that asks for just one of them. Rows between
 * what the viewer may not see are left out; the name of an end that is hidden is not told.
 */
export function explainGraph(
  base: BaseGraph,
  ask: GraphAsk & ExplainAsk,
  context: ProjectContext,
): Explanation {
  const graph = projectGraph(base, ask, context)
  const scope = buildScope(viewOf(levelOf(base, ask.type), ask.ambient), ask, context.viewer)
  const subject = findSubject(scope, ask)
  const id = ask.node ?? edgeId(ask.source ?? '', ask.target ?? '')
  const isDrawn =
    ask.node === undefined
      ? graph.edges.some((edge) => edge.id === id)
      : graph.nodes.some((node) => node.id === id)
  const rows = explainRows(scope, subject)
  return {
    subject: id,
    isDrawn,
    sentences: writeSentences({ scope, ask, graph, subject, rows, isDrawn }),
    rows: rows.map(({ row }) => row),
    queries: graph.evidence,
    dropped: graph.dropped,
    config: listConfig(scope, subject),
    tracesUrl: null,
    tracesReason: null,
    warnings: graph.warnings,
  }
}
