import type { Rule } from '../../../../seams/rule.ts'
import { exportToUnknown } from './export-to-unknown.ts'
import { methodUnknown } from './method-unknown.ts'
import { needsMutualTls } from './needs-mutual-tls.ts'
import { operationHostUnknown } from './operation-host-unknown.ts'
import { selectsNothing } from './selects-nothing.ts'
import { serviceAccountUnknown } from './service-account-unknown.ts'
import { severalSelectOne } from './several-select-one.ts'
import { severalWithoutSelector } from './several-without-selector.ts'
import { sourceNamespaceUnknown } from './source-namespace-unknown.ts'
import { trustDomainUnknown } from './trust-domain-unknown.ts'

export const policiesRules: readonly Rule[] = [
  severalWithoutSelector,
  severalSelectOne,
  selectsNothing,
  exportToUnknown,
  sourceNamespaceUnknown,
  methodUnknown,
  operationHostUnknown,
  needsMutualTls,
  serviceAccountUnknown,
  trustDomainUnknown,
]
