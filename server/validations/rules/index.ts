import type { Rule } from '../../seams/rule.ts'

/** What is checked whatever the mesh: Kubernetes' and the Gateway API's objects. */
export const neutralRules: readonly Rule[] = []
