import type { Rule } from '../../../seams/rule.ts'
import { policiesRules } from './policies/index.ts'
import { routingRules } from './routing/index.ts'
import { workloadsRules } from './workloads/index.ts'

/** All that is checked of Istio's objects. One file beside its test, and one line here, each. */
export const istioRules: readonly Rule[] = [...policiesRules, ...routingRules, ...workloadsRules]
