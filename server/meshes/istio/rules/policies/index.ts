import type { Rule } from '../../../../seams/rule.ts'
import { exportToUnknown } from './export-to-unknown.ts'
import { selectsNothing } from './selects-nothing.ts'
import { severalSelectOne } from './several-select-one.ts'
import { severalWithoutSelector } from './several-without-selector.ts'

export const policiesRules: readonly Rule[] = [
  severalWithoutSelector,
  severalSelectOne,
  selectsNothing,
  exportToUnknown,
]
