/** Kinds that an annotation is for; `Pod` means pods and the templates of pods. */
export type AnnotatedKind =
  | 'Any'
  | 'Pod'
  | 'Service'
  | 'Namespace'
  | 'Ingress'
  | 'Gateway'
  | 'GatewayClass'
  | 'ServiceEntry'
  | 'WorkloadEntry'
  | 'AuthorizationPolicy'

export interface Annotation {
  readonly name: string
  readonly kinds: readonly AnnotatedKind[]
  readonly isAlpha: boolean
  readonly isDeprecated: boolean
}

/** Those of the registry of Istio's API (`annotation/annotations.yaml`, 1.31), by what they are for. */
const names: readonly (readonly [kinds: readonly AnnotatedKind[], names: readonly string[]])[] = [
  [
    ['Pod'],
    [
      'prometheus.istio.io/merge-metrics',
      'sidecar.istio.io/inject',
      'sidecar.istio.io/status',
      'sidecar.istio.io/rewriteAppHTTPProbers',
      'sidecar.istio.io/discoveryAddress',
      'sidecar.istio.io/proxyImage',
      'sidecar.istio.io/proxyImageType',
      'sidecar.istio.io/proxyCPU',
      'sidecar.istio.io/proxyCPULimit',
      'sidecar.istio.io/proxyMemory',
      'sidecar.istio.io/proxyMemoryLimit',
      'sidecar.istio.io/interceptionMode',
      'sidecar.istio.io/bootstrapOverride',
      'sidecar.istio.io/statsInclusionPrefixes',
      'sidecar.istio.io/statsInclusionSuffixes',
      'sidecar.istio.io/statsInclusionRegexps',
      'sidecar.istio.io/statsHistogramBuckets',
      'sidecar.istio.io/statsFlushInterval',
      'sidecar.istio.io/statsEvictionInterval',
      'sidecar.istio.io/statsHistogramBins',
      'sidecar.istio.io/userVolume',
      'sidecar.istio.io/userVolumeMount',
      'status.sidecar.istio.io/port',
      'sidecar.istio.io/logLevel',
      'sidecar.istio.io/componentLogLevel',
      'sidecar.istio.io/agentLogLevel',
      'sidecar.istio.io/nativeSidecar',
      'readiness.status.sidecar.istio.io/initialDelaySeconds',
      'readiness.status.sidecar.istio.io/periodSeconds',
      'readiness.status.sidecar.istio.io/failureThreshold',
      'readiness.status.sidecar.istio.io/applicationPorts',
      'traffic.sidecar.istio.io/includeOutboundIPRanges',
      'traffic.sidecar.istio.io/excludeOutboundIPRanges',
      'traffic.sidecar.istio.io/includeInboundPorts',
      'traffic.sidecar.istio.io/excludeInboundPorts',
      'traffic.sidecar.istio.io/excludeInterfaces',
      'traffic.sidecar.istio.io/includeOutboundPorts',
      'traffic.sidecar.istio.io/excludeOutboundPorts',
      'traffic.sidecar.istio.io/kubevirtInterfaces',
      'proxy.istio.io/config',
      'istio.io/rev',
      'proxy.istio.io/overrides',
      'inject.istio.io/templates',
      'sidecar.istio.io/extraStatTags',
      'ambient.istio.io/redirection',
      'ambient.istio.io/bypass-inbound-capture',
      'istio.io/reroute-virtual-interfaces',
      'ambient.istio.io/dns-capture',
      'sidecar.istio.io/statsCompression',
    ],
  ],
  [
    ['Service'],
    [
      'alpha.istio.io/kubernetes-serviceaccounts',
      'alpha.istio.io/canonical-serviceaccounts',
      'networking.istio.io/exportTo',
      'traffic.istio.io/nodeSelector',
    ],
  ],
  [['Ingress'], ['kubernetes.io/ingress.class']],
  [['Any'], ['galley.istio.io/analyze-suppress', 'gateway.istio.io/controller-version']],
  [['AuthorizationPolicy'], ['istio.io/dry-run']],
  [
    ['WorkloadEntry'],
    [
      'istio.io/autoRegistrationGroup',
      'istio.io/workloadController',
      'istio.io/connectedAt',
      'istio.io/disconnectedAt',
    ],
  ],
  [['Namespace'], ['topology.istio.io/controlPlaneClusters']],
  [['GatewayClass', 'Gateway'], ['ambient.istio.io/waypoint-inbound-binding']],
  [
    ['Gateway'],
    [
      'gateway.istio.io/service-account',
      'gateway.istio.io/name-override',
      'networking.istio.io/service-type',
    ],
  ],
  [['Namespace', 'Service', 'ServiceEntry'], ['networking.istio.io/traffic-distribution']],
  [['Service', 'ServiceEntry', 'Namespace'], ['istio.io/use-waypoint-canary-weight']],
]

const deprecated: ReadonlySet<string> = new Set([
  'alpha.istio.io/kubernetes-serviceaccounts',
  'alpha.istio.io/canonical-serviceaccounts',
  'sidecar.istio.io/inject',
  'sidecar.istio.io/discoveryAddress',
  'sidecar.istio.io/statsInclusionPrefixes',
  'sidecar.istio.io/statsInclusionSuffixes',
  'sidecar.istio.io/statsInclusionRegexps',
  'traffic.sidecar.istio.io/kubevirtInterfaces',
  'sidecar.istio.io/extraStatTags',
  'sidecar.istio.io/statsCompression',
])

const notAlpha: ReadonlySet<string> = new Set([
  'sidecar.istio.io/inject',
  'sidecar.istio.io/proxyMemoryLimit',
  'sidecar.istio.io/userVolumeMount',
  'traffic.istio.io/nodeSelector',
  'traffic.sidecar.istio.io/includeInboundPorts',
  'kubernetes.io/ingress.class',
  'proxy.istio.io/config',
  'ambient.istio.io/redirection',
])

/** All that Istio reads, by name. */
export const annotations: ReadonlyMap<string, Annotation> = new Map(
  names.flatMap(([kinds, list]) =>
    list.map((name): readonly [string, Annotation] => [
      name,
      { name, kinds, isAlpha: !notAlpha.has(name), isDeprecated: deprecated.has(name) },
    ]),
  ),
)

/** Written by Istio itself, by its tools and add-ons: people are not told of them. */
const ownByTools =
  /^(?:install\.operator|operator|telemetry|ztunnel|prometheus\.external)\.istio\.io\//

/** Whether an annotation claims to be Istio's. */
export function isOfIstio(name: string): boolean {
  const [domain = ''] = name.split('/')
  const isOurs = domain === 'istio.io' || domain.endsWith('.istio.io')
  return isOurs && name.includes('/') && !ownByTools.test(name)
}
