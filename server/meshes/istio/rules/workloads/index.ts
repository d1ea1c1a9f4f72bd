import type { Rule } from '../../../../seams/rule.ts'
import { annotationAlpha } from './annotation-alpha.ts'
import { annotationDeprecated } from './annotation-deprecated.ts'
import { annotationInvalid } from './annotation-invalid.ts'
import { annotationMisplaced } from './annotation-misplaced.ts'
import { annotationUnknown } from './annotation-unknown.ts'
import { appProtocolUnknown } from './app-protocol-unknown.ts'
import { applicationUid } from './application-uid.ts'
import { capturedTwice } from './captured-twice.ts'
import { conditionNegative } from './condition-negative.ts'
import { deprecated } from './deprecated.ts'
import { externalNamePort } from './external-name-port.ts'
import { gatewayApiVersion } from './gateway-api-version.ts'
import { gatewayCertificateTwice } from './gateway-certificate-twice.ts'
import { gatewayCredential } from './gateway-credential.ts'
import { gatewayHostTwice } from './gateway-host-twice.ts'
import { gatewayMadeByApi } from './gateway-made-by-api.ts'
import { gatewayPortNotOnService } from './gateway-port-not-on-service.ts'
import { gatewaySelectsNothing } from './gateway-selects-nothing.ts'
import { imageAutoNotInjected } from './image-auto-not-injected.ts'
import { listensOnLocalhost } from './listens-on-localhost.ts'
import { namespaceInjectionTwice } from './namespace-injection-twice.ts'
import { namespaceNotInjected } from './namespace-not-injected.ts'
import { podWithoutProxy } from './pod-without-proxy.ts'
import { portNotExposed } from './port-not-exposed.ts'
import { portWithoutProtocol } from './port-without-protocol.ts'
import { proxyImagesDiffer } from './proxy-images-differ.ts'
import { revisionUnknown } from './revision-unknown.ts'
import { servicesDisagree } from './services-disagree.ts'
import { sidecarAndAmbient } from './sidecar-and-ambient.ts'
import { targetsDisagree } from './targets-disagree.ts'
import { twoProxies } from './two-proxies.ts'
import { waypointForOther } from './waypoint-for-other.ts'
import { waypointMissing } from './waypoint-missing.ts'
import { waypointWithoutAmbient } from './waypoint-without-ambient.ts'
import { workloadGroupAccount } from './workload-group-account.ts'
import { workloadGroupTwice } from './workload-group-twice.ts'

/** Gateways, sidecars, ambient mode, ports and annotations. */
export const workloadsRules: readonly Rule[] = [
  gatewaySelectsNothing,
  gatewayHostTwice,
  gatewayPortNotOnService,
  gatewayCredential,
  gatewayCertificateTwice,
  gatewayMadeByApi,
  namespaceNotInjected,
  namespaceInjectionTwice,
  podWithoutProxy,
  twoProxies,
  imageAutoNotInjected,
  proxyImagesDiffer,
  applicationUid,
  sidecarAndAmbient,
  waypointWithoutAmbient,
  waypointMissing,
  capturedTwice,
  workloadGroupAccount,
  workloadGroupTwice,
  revisionUnknown,
  waypointForOther,
  portWithoutProtocol,
  appProtocolUnknown,
  portNotExposed,
  externalNamePort,
  servicesDisagree,
  targetsDisagree,
  listensOnLocalhost,
  annotationUnknown,
  annotationMisplaced,
  annotationInvalid,
  annotationDeprecated,
  annotationAlpha,
  deprecated,
  conditionNegative,
  gatewayApiVersion,
]
