import type { KindKey } from '../../../seams/kube-object.ts'

/** The kinds of Istio's networking group, without version. */
export const virtualServiceKind: KindKey = 'networking.istio.io/VirtualService'
export const destinationRuleKind: KindKey = 'networking.istio.io/DestinationRule'
export const serviceEntryKind: KindKey = 'networking.istio.io/ServiceEntry'
export const gatewayKind: KindKey = 'networking.istio.io/Gateway'
export const sidecarKind: KindKey = 'networking.istio.io/Sidecar'
export const envoyFilterKind: KindKey = 'networking.istio.io/EnvoyFilter'
export const workloadEntryKind: KindKey = 'networking.istio.io/WorkloadEntry'
