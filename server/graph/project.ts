import type { GraphAsk } from '#contract/graph-ask.ts'
import type { Graph } from '#contract/graph.ts'
import type { HealthRule } from '../seams/health.ts'
import type { Viewer } from '../seams/identity.ts'
import type { BaseGraph } from './base.ts'

export interface ProjectContext {
  readonly viewer: Viewer
  readonly healthRules: readonly HealthRule[]
  /** How many drawn nodes `open=auto` aims at. */
  readonly openBudget: number
  /** `cluster/namespace` of those open in the viewer's last picture: they stay open when they can. */
  readonly previousOpen?: ReadonlySet<string>
}

/** One viewer's picture of a base graph. Pure: asks nothing of anybody. */
export function projectGraph(base: BaseGraph, ask: GraphAsk, context: ProjectContext): Graph {
  throw new Error(`not there yet: ${base.traffic.atMs} ${ask.type} ${context.openBudget}`)
}
