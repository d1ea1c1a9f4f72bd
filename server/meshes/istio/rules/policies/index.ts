import type { Rule } from '../../../../seams/rule.ts'
import { claimRoutingWithoutAuthentication } from './claim-routing-without-authentication.ts'
import { disabledForMutualClients } from './disabled-for-mutual-clients.ts'
import { exportToUnknown } from './export-to-unknown.ts'
import { httpOnTcpPort } from './http-on-tcp-port.ts'
import { jwksFetchUnrestricted } from './jwks-fetch-unrestricted.ts'
import { losesWideTls } from './loses-wide-tls.ts'
import { methodUnknown } from './method-unknown.ts'
import { mutualTlsNotRequired } from './mutual-tls-not-required.ts'
import { needsMutualTls } from './needs-mutual-tls.ts'
import { needsWaypoint } from './needs-waypoint.ts'
import { neverMatches } from './never-matches.ts'
import { operationHostUnknown } from './operation-host-unknown.ts'
import { pathNeverMatches } from './path-never-matches.ts'
import { peerAuthenticationIgnored } from './peer-authentication-ignored.ts'
import { plainTextRefused } from './plain-text-refused.ts'
import { selectsGateway } from './selects-gateway.ts'
import { selectsNothing } from './selects-nothing.ts'
import { serverNotVerified } from './server-not-verified.ts'
import { serviceAccountUnknown } from './service-account-unknown.ts'
import { severalSelectOne } from './several-select-one.ts'
import { severalWithoutSelector } from './several-without-selector.ts'
import { sidecarForAmbient } from './sidecar-for-ambient.ts'
import { sourceNamespaceUnknown } from './source-namespace-unknown.ts'
import { strictRefusesClients } from './strict-refuses-clients.ts'
import { strictWithoutClients } from './strict-without-clients.ts'
import { targetMissing } from './target-missing.ts'
import { targetWithoutWaypoint } from './target-without-waypoint.ts'
import { telemetryProvider } from './telemetry-provider.ts'
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
  losesWideTls,
  mutualTlsNotRequired,
  strictRefusesClients,
  strictWithoutClients,
  disabledForMutualClients,
  peerAuthenticationIgnored,
  serverNotVerified,
  claimRoutingWithoutAuthentication,
  telemetryProvider,
  selectsGateway,
  sidecarForAmbient,
  jwksFetchUnrestricted,
  plainTextRefused,
]
