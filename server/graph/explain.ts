import type { Explanation } from '#contract/explain.ts'
import type { GraphAsk } from '#contract/graph-ask.ts'
import type { BaseGraph } from './base.ts'
import type { ProjectContext } from './project.ts'

export type ExplainAsk = GraphAsk & {
  readonly node?: string | undefined
  readonly source?: string | undefined
  readonly target?: string | undefined
}

/** Why an element is in the picture with these numbers, or why it is not there. */
export function explainGraph(
  base: BaseGraph,
  ask: ExplainAsk,
  context: ProjectContext,
): Explanation {
  throw new Error(`not there yet: ${base.traffic.atMs} ${ask.type} ${context.openBudget}`)
}
