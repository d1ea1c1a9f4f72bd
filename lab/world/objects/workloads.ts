import type { KubeObject } from '../../seams.ts'
import type { Topology, WorldPort, WorldService, WorldWorkload } from '../topology.ts'

type Fields = Readonly<Record<string, unknown>>

/** Services, service accounts and what runs behind them; pods are left to the controllers. */
export function buildWorkloads(topology: Topology): readonly KubeObject[] {
  const accounts = new Map<string, KubeObject>()
  // A waypoint's own objects are made by the mesh when it sees the Gateway.
  const workloads = topology.workloads.filter((w) => w.proxy !== 'waypoint')
  for (const { namespace, serviceAccount: name } of workloads) {
    const metadata = { name, namespace }
    accounts.set(`${namespace}/${name}`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata })
  }
  const services = topology.services.filter((s) => s.app !== 'waypoint')
  return [
    ...accounts.values(),
    ...services.map((service, index) => serviceOf(service, index)),
    ...workloads.flatMap(workloadObjects),
  ]
}

function serviceOf(service: WorldService, index: number): KubeObject {
  const { namespace, name, app } = service
  const isEdge = name === 'istio-ingressgateway'
  const extra = edgePorts[name] ?? []
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: { app, service: name, ...labelsOfApp(service) } },
    spec: {
      type: isEdge ? 'LoadBalancer' : 'ClusterIP',
      clusterIP: service.isHeadless ? 'None' : clusterAddress(index),
      selector: selectorOf(service),
      ports: [...extra, ...service.ports.map(servicePort)],
    },
    status: { loadBalancer: isEdge ? { ingress: [{ ip: '198.51.100.10' }] } : {} },
  }
}

const edgePorts: Readonly<Record<string, readonly Fields[]>> = {
  'istio-ingressgateway': [
    { name: 'status-port', port: 15021, targetPort: 15021, protocol: 'TCP', nodePort: 31_021 },
    { name: 'https', port: 443, targetPort: 8443, protocol: 'TCP', nodePort: 31_443 },
  ],
  'istio-egressgateway': [{ name: 'https', port: 443, targetPort: 8443, protocol: 'TCP' }],
}

function servicePort({ name, port, targetPort }: WorldPort): Fields {
  return { name, port, targetPort, protocol: 'TCP' }
}

function clusterAddress(index: number): string {
  return `10.${96 + Math.floor((index + 256) / 65_536)}.${Math.floor((index + 256) / 256) % 256}.${index % 256}`
}

function workloadObjects(workload: WorldWorkload): readonly KubeObject[] {
  const { namespace, name, kind } = workload
  if (kind === 'VirtualMachine') return virtualMachineOf(workload)
  const template = templateOf(workload)
  const metadata = { name, namespace, labels: labelsOf(workload) }
  if (kind === 'CronJob') return cronJobOf(workload, template)
  const selector = { matchLabels: selectorOf(workload) }
  const replicas = kind === 'DaemonSet' ? {} : { replicas: workload.replicas }
  const serviceName = kind === 'StatefulSet' ? { serviceName: workload.app } : {}
  const spec = { ...replicas, ...serviceName, selector, template }
  return [{ apiVersion: 'apps/v1', kind, metadata, spec, status: {} }]
}

function templateOf(workload: WorldWorkload): Fields {
  const isGateway = workload.proxy === 'gateway'
  const own = workload.namespace === 'istio-system' || workload.namespace === 'kube-system'
  return {
    metadata: {
      labels: {
        ...labelsOf(workload),
        ...(own ? { 'sidecar.istio.io/inject': 'false' } : {}),
      },
      ...annotationsOf(workload),
    },
    spec: {
      serviceAccountName: workload.serviceAccount,
      ...(workload.app === 'istio-cni-node' ? { hostNetwork: true } : {}),
      ...(workload.kind === 'CronJob' ? { restartPolicy: 'OnFailure' } : {}),
      containers: [
        {
          name: isGateway || workload.app === 'ztunnel' ? 'istio-proxy' : containerName(workload),
          image: workload.image,
          ...(isGateway ? { args: ['proxy', 'router'] } : {}),
          ...(workload.app === 'istiod' ? { env: istiodEnvironment(workload.version) } : {}),
          ports: workload.ports.map((p) => ({ name: p.name, containerPort: p.targetPort })),
          resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } },
        },
      ],
    },
  }
}

/** One application of the world runs out of memory now and then. */
const forgetful = 'fraud'

function annotationsOf({ namespace, app }: WorldWorkload): Fields {
  const annotations = {
    ...(namespace.startsWith('travel-') ? { 'sidecar.istio.io/nativeSidecar': 'true' } : {}),
    ...(app === forgetful ? { 'lab.alidade.dev/restarts': '2' } : {}),
  }
  return Object.keys(annotations).length === 0 ? {} : { annotations }
}

function containerName(workload: WorldWorkload): string {
  return workload.app === 'istiod' ? 'discovery' : workload.app
}

const istiodEnvironment = (revision: string): readonly Fields[] => [
  { name: 'REVISION', value: revision === '' ? 'default' : revision },
  { name: 'PILOT_CERT_PROVIDER', value: 'istiod' },
  { name: 'CLUSTER_ID', value: 'Kubernetes' },
  { name: 'PILOT_ENABLE_AMBIENT', value: 'true' },
]

type Versioned = Pick<WorldWorkload, 'app' | 'version'>

/** Control planes of several revisions are told apart by a label of their own. */
function selectorOf({ app, version }: Versioned): Record<string, string> {
  if (app === 'istiod')
    return version === '' ? { app, istio: 'pilot' } : { app, [revision]: version }
  return version === '' ? { app } : { app, version }
}

function labelsOf(workload: WorldWorkload): Record<string, string> {
  return { ...selectorOf(workload), ...labelsOfApp(workload) }
}

/** The labels by which the installed parts of the platform are known everywhere. */
function labelsOfApp({ app, version }: Versioned): Record<string, string> {
  const labels = platformLabels[app] ?? {}
  if (app !== 'istiod' || version === '') return labels
  return { ...labels, istio: 'istiod', [revision]: version }
}

const revision = 'istio.io/rev'

const platformLabels: Readonly<Record<string, Record<string, string>>> = {
  istiod: { istio: 'pilot', 'istio.io/rev': 'default', 'app.kubernetes.io/name': 'istiod' },
  'istio-ingressgateway': { istio: 'ingressgateway', 'istio.io/rev': 'default' },
  'istio-egressgateway': { istio: 'egressgateway', 'istio.io/rev': 'default' },
  ztunnel: { 'app.kubernetes.io/name': 'ztunnel', 'istio.io/dataplane-mode': 'none' },
  'istio-cni-node': { 'k8s-app': 'istio-cni-node' },
  prometheus: { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/component': 'server' },
  jaeger: { 'app.kubernetes.io/name': 'jaeger' },
  coredns: { 'k8s-app': 'kube-dns' },
}

function cronJobOf(workload: WorldWorkload, template: Fields): readonly KubeObject[] {
  const { namespace, name } = workload
  // The owner of the job must be known before the store numbers it.
  const uid = '00000000-0000-4000-a000-000000000001'
  const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name, uid, controller: true }
  const jobName = `${name}-29384720`
  return [
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name, namespace, uid, labels: labelsOf(workload) },
      spec: { schedule: '20 2 * * *', jobTemplate: { spec: { template } } },
      status: { lastScheduleTime: '2026-01-01T02:20:00Z' },
    },
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: jobName, namespace, ownerReferences: [owner] },
      spec: { template: { ...template } },
      status: {},
    },
  ]
}

function virtualMachineOf(workload: WorldWorkload): readonly KubeObject[] {
  const { namespace, name, serviceAccount } = workload
  const apiVersion = 'networking.istio.io/v1'
  const labels = selectorOf(workload)
  const ports = Object.fromEntries(workload.ports.map((p) => [p.name, p.targetPort]))
  return [
    {
      apiVersion,
      kind: 'WorkloadGroup',
      metadata: { name, namespace },
      spec: {
        metadata: { labels },
        template: { serviceAccount, ports, network: '' },
        probe: { httpGet: { path: '/healthz', port: 8000 } },
      },
    },
    {
      apiVersion,
      kind: 'WorkloadEntry',
      metadata: {
        name: `${name}-192.0.2.50`,
        namespace,
        labels,
        annotations: { 'istio.io/autoRegistrationGroup': name },
      },
      spec: { address: '192.0.2.50', labels, serviceAccount, ports },
      status: { conditions: [{ type: 'Healthy', status: 'True' }] },
    },
  ]
}
