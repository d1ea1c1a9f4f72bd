import type { Rule } from '../../seams/rule.ts'
import { certificateExpires } from './certificate-expires.ts'
import { fieldUnknown } from './field-unknown.ts'
import { gatewayAddressShared } from './gateway-address-shared.ts'
import { gatewayClassMissing } from './gateway-class-missing.ts'
import { gatewayListenerShared } from './gateway-listener-shared.ts'
import { gatewayListenerTwice } from './gateway-listener-twice.ts'
import { listenerCertificate } from './listener-certificate.ts'
import { referenceGrantNamespaceMissing } from './reference-grant-namespace-missing.ts'
import { referenceNotGranted } from './reference-not-granted.ts'
import { routeBackendMissing } from './route-backend-missing.ts'
import { routeBackendPort } from './route-backend-port.ts'
import { routeFeatureUnsupported } from './route-feature-unsupported.ts'
import { routeHostnameUnmatched } from './route-hostname-unmatched.ts'
import { routeMatchTwice } from './route-match-twice.ts'
import { routeNotAllowed } from './route-not-allowed.ts'
import { routeParentMissing } from './route-parent-missing.ts'
import { routeRuleWithoutBackend } from './route-rule-without-backend.ts'
import { routeSectionMissing } from './route-section-missing.ts'
import { schemaBroken } from './schema-broken.ts'
import { statusCondition } from './status-condition.ts'

/** What is checked whatever the mesh: Kubernetes' and the Gateway API's objects. */
export const neutralRules: readonly Rule[] = [
  schemaBroken,
  fieldUnknown,
  routeParentMissing,
  routeSectionMissing,
  routeNotAllowed,
  routeHostnameUnmatched,
  routeBackendMissing,
  routeBackendPort,
  referenceNotGranted,
  referenceGrantNamespaceMissing,
  gatewayClassMissing,
  gatewayListenerTwice,
  gatewayListenerShared,
  gatewayAddressShared,
  statusCondition,
  listenerCertificate,
  routeRuleWithoutBackend,
  routeMatchTwice,
  routeFeatureUnsupported,
  certificateExpires,
]
