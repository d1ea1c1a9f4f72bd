import type { Rule } from '../../../../seams/rule.ts'
import { exportToUnknown } from './export-to-unknown.ts'
import { httpOnTcpPort } from './http-on-tcp-port.ts'
import { methodUnknown } from './method-unknown.ts'
import { needsMutualTls } from './needs-mutual-tls.ts'
import { needsWaypoint } from './needs-waypoint.ts'
import { neverMatches } from './never-matches.ts'
import { operationHostUnknown } from './operation-host-unknown.ts'
import { pathNeverMatches } from './path-never-matches.ts'
import { selectsNothing } from './selects-nothing.ts'
import { serviceAccountUnknown } from './service-account-unknown.ts'
import { severalSelectOne } from './several-select-one.ts'
import { severalWithoutSelector } from './several-without-selector.ts'
import { sourceNamespaceUnknown } from './source-namespace-unknown.ts'
import { targetMissing } from './target-missing.ts'
import { targetWithoutWaypoint } from './target-without-waypoint.ts'
import { trustDomainUnknown } from './trust-domain-unknown.ts'
import { uncoveredWorkload } from './uncovered-workload.ts'
import { workloadWithoutWaypoint } from './workload-without-waypoint.ts'

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
  targetWithoutWaypoint,
  needsWaypoint,
  httpOnTcpPort,
  neverMatches,
  uncoveredWorkload,
  targetMissing,
  pathNeverMatches,
  workloadWithoutWaypoint,
]
