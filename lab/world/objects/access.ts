import type { KubeObject } from '../../seams.ts'

type Rule = Readonly<Record<string, readonly string[]>>

const meshGroups = [
  'networking.istio.io',
  'security.istio.io',
  'telemetry.istio.io',
  'extensions.istio.io',
  'gateway.networking.k8s.io',
]
const readVerbs = ['get', 'list', 'watch']
const writeVerbs = ['create', 'delete', 'deletecollection', 'patch', 'update']

const viewRules: readonly Rule[] = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'endpoints',
      'events',
      'namespaces',
      'pods',
      'pods/log',
      'pods/status',
      'replicationcontrollers',
      'serviceaccounts',
      'services',
      'services/status',
    ],
    verbs: readVerbs,
  },
  {
    apiGroups: ['apps', 'batch', 'autoscaling', 'discovery.k8s.io', 'networking.k8s.io', 'policy'],
    resources: ['*'],
    verbs: readVerbs,
  },
  { apiGroups: meshGroups, resources: ['*'], verbs: readVerbs },
]

const editRules: readonly Rule[] = [
  ...viewRules,
  {
    apiGroups: [''],
    resources: ['configmaps', 'pods', 'secrets', 'serviceaccounts', 'services'],
    verbs: [...readVerbs, ...writeVerbs],
  },
  { apiGroups: [''], resources: ['pods/portforward', 'pods/exec'], verbs: ['create', 'get'] },
  { apiGroups: ['apps', 'batch', ...meshGroups], resources: ['*'], verbs: writeVerbs },
]

/** The roles every cluster has, and the rights of the lab's users. */
export function buildAccess(): readonly KubeObject[] {
  return [
    clusterRole('cluster-admin', [
      { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
      { nonResourceURLs: ['*'], verbs: ['*'] },
    ]),
    clusterRole('view', viewRules),
    clusterRole('edit', editRules),
    clusterRole('system:discovery', [
      {
        nonResourceURLs: ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*'],
        verbs: ['get'],
      },
    ]),
    clusterRole('system:public-info-viewer', [
      {
        nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version', '/version/'],
        verbs: ['get'],
      },
    ]),
    clusterRole('system:basic-user', [
      {
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
        verbs: ['create'],
      },
      {
        apiGroups: ['authentication.k8s.io'],
        resources: ['selfsubjectreviews'],
        verbs: ['create'],
      },
    ]),
    clusterBinding('cluster-admin', 'Group', 'system:masters'),
    clusterBinding('system:discovery', 'Group', 'system:authenticated'),
    clusterBinding('system:basic-user', 'Group', 'system:authenticated'),
    clusterBinding('system:public-info-viewer', 'Group', 'system:authenticated'),
    clusterBinding('system:public-info-viewer', 'Group', 'system:unauthenticated'),
    viewBinding('bookinfo', 'lab-bookinfo'),
    viewBinding('travel-agency', 'lab-travel'),
    viewBinding('travel-control', 'lab-travel'),
    viewBinding('travel-portal', 'lab-travel'),
  ]
}

const apiVersion = 'rbac.authorization.k8s.io/v1'
const apiGroup = 'rbac.authorization.k8s.io'

function clusterRole(name: string, rules: readonly Rule[]): KubeObject {
  return { apiVersion, kind: 'ClusterRole', metadata: { name }, rules }
}

function clusterBinding(role: string, kind: 'User' | 'Group', name: string): KubeObject {
  return {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata: { name: `${role}:${name}` },
    roleRef: { apiGroup, kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup, kind, name }],
  }
}

function viewBinding(namespace: string, user: string): KubeObject {
  return {
    apiVersion,
    kind: 'RoleBinding',
    metadata: { name: `${user}-view`, namespace },
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'view' },
    subjects: [{ apiGroup, kind: 'User', name: user }],
  }
}
