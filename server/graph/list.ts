import type { BaseGraph } from './base.ts'

/** `cluster/namespace` of those with traffic in the window. */
export function namespacesWithTraffic(base: BaseGraph): ReadonlySet<string> {
  return new Set(base.traffic.answers.map((answer) => answer.query.id))
}
