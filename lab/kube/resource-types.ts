/** A kind as the API serves it. */
export interface ResourceType {
  readonly group: string // '' for core
  readonly versions: readonly string[] // the preferred one first; all served, all alike
  readonly kind: string
  readonly plural: string
  readonly shortNames: readonly string[]
  readonly isNamespaced: boolean
  readonly subresources: readonly string[]
  readonly isCustom: boolean // defined by a CustomResourceDefinition
  readonly isReview: boolean // can only be created, answers, is not kept
}

type Row = readonly [kind: string, plural: string, shortNames?: string, subresources?: string]

interface Family {
  readonly group: string
  readonly versions: readonly string[]
  readonly namespaced?: readonly Row[]
  readonly cluster?: readonly Row[]
  readonly reviews?: readonly Row[]
  readonly isCustom?: boolean
}

const families: readonly Family[] = [
  {
    group: '',
    versions: ['v1'],
    namespaced: [
      ['ConfigMap', 'configmaps', 'cm'],
      ['Endpoints', 'endpoints', 'ep'],
      ['Event', 'events', 'ev'],
      ['Pod', 'pods', 'po', 'log,portforward,status'],
      ['ReplicationController', 'replicationcontrollers', 'rc'],
      ['Secret', 'secrets'],
      ['ServiceAccount', 'serviceaccounts', 'sa'],
      ['Service', 'services', 'svc', 'status'],
    ],
    cluster: [
      ['Namespace', 'namespaces', 'ns', 'status'],
      ['Node', 'nodes', 'no', 'status'],
    ],
  },
  {
    group: 'apps',
    versions: ['v1'],
    namespaced: [
      ['ControllerRevision', 'controllerrevisions'],
      ['DaemonSet', 'daemonsets', 'ds', 'status'],
      ['Deployment', 'deployments', 'deploy', 'scale,status'],
      ['ReplicaSet', 'replicasets', 'rs', 'scale,status'],
      ['StatefulSet', 'statefulsets', 'sts', 'scale,status'],
    ],
  },
  {
    group: 'batch',
    versions: ['v1'],
    namespaced: [
      ['CronJob', 'cronjobs', 'cj', 'status'],
      ['Job', 'jobs', '', 'status'],
    ],
  },
  {
    group: 'autoscaling',
    versions: ['v2', 'v1'],
    namespaced: [['HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'hpa', 'status']],
  },
  {
    group: 'discovery.k8s.io',
    versions: ['v1'],
    namespaced: [['EndpointSlice', 'endpointslices']],
  },
  {
    group: 'networking.k8s.io',
    versions: ['v1'],
    namespaced: [
      ['Ingress', 'ingresses', 'ing', 'status'],
      ['NetworkPolicy', 'networkpolicies', 'netpol'],
    ],
  },
  {
    group: 'rbac.authorization.k8s.io',
    versions: ['v1'],
    namespaced: [
      ['Role', 'roles'],
      ['RoleBinding', 'rolebindings'],
    ],
    cluster: [
      ['ClusterRole', 'clusterroles'],
      ['ClusterRoleBinding', 'clusterrolebindings'],
    ],
  },
  {
    group: 'admissionregistration.k8s.io',
    versions: ['v1'],
    cluster: [
      ['MutatingWebhookConfiguration', 'mutatingwebhookconfigurations'],
      ['ValidatingWebhookConfiguration', 'validatingwebhookconfigurations'],
    ],
  },
  {
    group: 'apiextensions.k8s.io',
    versions: ['v1'],
    cluster: [['CustomResourceDefinition', 'customresourcedefinitions', 'crd,crds', 'status']],
  },
  {
    group: 'authentication.k8s.io',
    versions: ['v1'],
    reviews: [
      ['TokenReview', 'tokenreviews'],
      ['SelfSubjectReview', 'selfsubjectreviews'],
    ],
  },
  {
    group: 'authorization.k8s.io',
    versions: ['v1'],
    reviews: [
      ['SelfSubjectAccessReview', 'selfsubjectaccessreviews'],
      ['SelfSubjectRulesReview', 'selfsubjectrulesreviews'],
      ['SubjectAccessReview', 'subjectaccessreviews'],
    ],
  },
  {
    group: 'networking.istio.io',
    versions: ['v1', 'v1beta1', 'v1alpha3'],
    isCustom: true,
    namespaced: [
      ['VirtualService', 'virtualservices', 'vs', 'status'],
      ['DestinationRule', 'destinationrules', 'dr', 'status'],
      ['Gateway', 'gateways', 'gw', 'status'],
      ['ServiceEntry', 'serviceentries', 'se', 'status'],
      ['Sidecar', 'sidecars', '', 'status'],
      ['WorkloadEntry', 'workloadentries', 'we', 'status'],
      ['WorkloadGroup', 'workloadgroups', 'wg', 'status'],
    ],
  },
  {
    group: 'networking.istio.io',
    versions: ['v1alpha3'],
    isCustom: true,
    namespaced: [['EnvoyFilter', 'envoyfilters', '', 'status']],
  },
  {
    group: 'networking.istio.io',
    versions: ['v1beta1'],
    isCustom: true,
    namespaced: [['ProxyConfig', 'proxyconfigs', '', 'status']],
  },
  {
    group: 'security.istio.io',
    versions: ['v1', 'v1beta1'],
    isCustom: true,
    namespaced: [
      ['AuthorizationPolicy', 'authorizationpolicies', 'ap', 'status'],
      ['PeerAuthentication', 'peerauthentications', 'pa', 'status'],
      ['RequestAuthentication', 'requestauthentications', 'ra', 'status'],
    ],
  },
  {
    group: 'telemetry.istio.io',
    versions: ['v1', 'v1alpha1'],
    isCustom: true,
    namespaced: [['Telemetry', 'telemetries', 'telemetry', 'status']],
  },
  {
    group: 'extensions.istio.io',
    versions: ['v1alpha1'],
    isCustom: true,
    namespaced: [['WasmPlugin', 'wasmplugins', '', 'status']],
  },
  {
    group: 'gateway.networking.k8s.io',
    versions: ['v1', 'v1beta1'],
    isCustom: true,
    namespaced: [
      ['Gateway', 'gateways', 'gtw', 'status'],
      ['HTTPRoute', 'httproutes', '', 'status'],
      ['ReferenceGrant', 'referencegrants', 'refgrant'],
    ],
    cluster: [['GatewayClass', 'gatewayclasses', 'gc', 'status']],
  },
  {
    group: 'gateway.networking.k8s.io',
    versions: ['v1'],
    isCustom: true,
    namespaced: [
      ['GRPCRoute', 'grpcroutes', '', 'status'],
      ['BackendTLSPolicy', 'backendtlspolicies', 'btlspolicy', 'status'],
    ],
  },
]

/** Every kind that the lab's API serves. */
export const resourceTypes: readonly ResourceType[] = families.flatMap((family) => [
  ...(family.namespaced ?? []).map((row) => typeOf(family, row, { isNamespaced: true })),
  ...(family.cluster ?? []).map((row) => typeOf(family, row, {})),
  ...(family.reviews ?? []).map((row) => typeOf(family, row, { isReview: true })),
])

function typeOf(family: Family, row: Row, fields: Partial<ResourceType>): ResourceType {
  const [kind, plural, shortNames = '', subresources = ''] = row
  return {
    group: family.group,
    versions: family.versions,
    kind,
    plural,
    shortNames: shortNames === '' ? [] : shortNames.split(','),
    subresources: subresources === '' ? [] : subresources.split(','),
    isNamespaced: false,
    isReview: false,
    isCustom: family.isCustom ?? false,
    ...fields,
  }
}

export function groupKindOfType({ group, kind }: ResourceType): string {
  return group === '' ? kind : `${kind}.${group}`
}

/** `deployments.apps`, `pods`: how the API's messages name a resource. */
export function qualifiedName({ group, plural }: ResourceType): string {
  return group === '' ? plural : `${plural}.${group}`
}

export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`
}

export function findType(group: string, version: string, plural: string): ResourceType | null {
  return (
    resourceTypes.find(
      (t) => t.group === group && t.plural === plural && t.versions.includes(version),
    ) ?? null
  )
}

/** Groups in the order of first mention, each with its versions, the preferred first. */
export function servedGroups(): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const { group, versions } of resourceTypes) {
    const known = groups.get(group) ?? []
    groups.set(group, [...known, ...versions.filter((version) => !known.includes(version))])
  }
  return groups
}

export function typesOfVersion(group: string, version: string): readonly ResourceType[] {
  return resourceTypes.filter((t) => t.group === group && t.versions.includes(version))
}
