import type { Rule } from '../../../../seams/rule.ts'
import { applicationUid } from './application-uid.ts'
import { gatewayCertificateTwice } from './gateway-certificate-twice.ts'
import { gatewayCredential } from './gateway-credential.ts'
import { gatewayHostTwice } from './gateway-host-twice.ts'
import { gatewayMadeByApi } from './gateway-made-by-api.ts'
import { gatewayPortNotOnService } from './gateway-port-not-on-service.ts'
import { gatewaySelectsNothing } from './gateway-selects-nothing.ts'
import { imageAutoNotInjected } from './image-auto-not-injected.ts'
import { namespaceInjectionTwice } from './namespace-injection-twice.ts'
import { namespaceNotInjected } from './namespace-not-injected.ts'
import { podWithoutProxy } from './pod-without-proxy.ts'
import { proxyImagesDiffer } from './proxy-images-differ.ts'
import { twoProxies } from './two-proxies.ts'

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
]
