import type { Rule } from '../../../../seams/rule.ts'

export const policiesRules: readonly Rule[] = []
