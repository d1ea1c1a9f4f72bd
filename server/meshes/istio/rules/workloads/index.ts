import type { Rule } from '../../../../seams/rule.ts'

export const workloadsRules: readonly Rule[] = []
