import type { KubeObject } from '../../seams.ts'
import { canaryNamespace, canaryTag } from '../../revisions.ts'
import type { Topology, WorldNamespace } from '../topology.ts'

const nodeCount = 3

/** Namespaces, nodes and the cluster's own Service. */
export function buildCluster(topology: Topology): readonly KubeObject[] {
  return [
    ...topology.namespaces.map(namespaceOf),
    ...Array.from({ length: nodeCount }, (_, index) => nodeOf(index + 1)),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'kubernetes',
        namespace: 'default',
        labels: { component: 'apiserver', provider: 'kubernetes' },
      },
      spec: {
        clusterIP: '10.96.0.1',
        type: 'ClusterIP',
        ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
      },
      status: { loadBalancer: {} },
    },
  ]
}

function namespaceOf({ name, mesh }: WorldNamespace): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { 'kubernetes.io/metadata.name': name, ...meshLabels(name, mesh) },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}

function meshLabels(name: string, mesh: WorldNamespace['mesh']): Record<string, string> {
  if (mesh === 'ambient') return { 'istio.io/dataplane-mode': 'ambient' }
  if (mesh === 'none') return {}
  // Both ways of asking for sidecars are in use, often in one cluster; who upgrades names a tag.
  return name === canaryNamespace ? { 'istio.io/rev': canaryTag } : { 'istio-injection': 'enabled' }
}

function nodeOf(number: number): KubeObject {
  const name = `node-${number}`
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/region': 'lab',
        'topology.kubernetes.io/zone': `lab-${String.fromCharCode(96 + number)}`,
      },
    },
    spec: { podCIDR: `10.244.${number}.0/24` },
    status: {
      addresses: [
        { type: 'InternalIP', address: `10.0.0.${10 + number}` },
        { type: 'Hostname', address: name },
      ],
      capacity: { cpu: '16', memory: '64Gi', pods: '250' },
      allocatable: { cpu: '16', memory: '64Gi', pods: '250' },
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
      nodeInfo: {
        kubeletVersion: 'v1.36.3',
        osImage: 'Debian GNU/Linux 13',
        containerRuntimeVersion: 'containerd://2.1.4',
        kernelVersion: '6.12.0',
        architecture: 'amd64',
        operatingSystem: 'linux',
      },
    },
  }
}
