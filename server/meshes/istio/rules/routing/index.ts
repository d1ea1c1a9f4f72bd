import type { Rule } from '../../../../seams/rule.ts'

export const routingRules: readonly Rule[] = []
