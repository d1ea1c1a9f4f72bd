import type { KubeObject } from '../../seams.ts'
import { isRecord, listAt, numberAt, recordAt, stringAt } from '../json.ts'
import type { Json } from '../json.ts'
import type { ObjectStore } from '../object-store.ts'
import { isSelected, ownerReference } from './owners.ts'

/** One slice per Service with a selector: its ready pods. */
export function reconcileService(store: ObjectStore, service: KubeObject): void {
  const selector = service.spec?.['selector']
  if (!isRecord(selector)) return
  const namespace = service.metadata.namespace ?? ''
  const name = `${service.metadata.name}-${(service.metadata.uid ?? '').slice(0, 5)}`
  const pods = store
    .list('Pod', namespace)
    .filter((pod) => isSelected(selector, pod.metadata.labels ?? {}))
    .filter((pod) => stringAt(pod.status, 'podIP') !== '')
    .filter((pod) => stringAt(pod.status, 'phase') === 'Running')
  const slice: KubeObject = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name,
      generateName: `${service.metadata.name}-`,
      namespace,
      labels: {
        'kubernetes.io/service-name': service.metadata.name,
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
      },
      ownerReferences: [ownerReference(service)],
    },
    addressType: 'IPv4',
    endpoints: pods.map(endpointOf),
    ports: listAt(service.spec, 'ports')
      .filter(isRecord)
      .map((port) => portOf(port, pods)),
  }
  const known = store.get('EndpointSlice.discovery.k8s.io', namespace, name)
  if (known === null) store.create(slice)
  else store.update(slice)
}

function endpointOf(pod: KubeObject): Json {
  return {
    addresses: [stringAt(pod.status, 'podIP')],
    conditions: { ready: true, serving: true, terminating: false },
    nodeName: stringAt(pod.spec, 'nodeName'),
    targetRef: {
      kind: 'Pod',
      name: pod.metadata.name,
      namespace: pod.metadata.namespace,
      uid: pod.metadata.uid,
    },
  }
}

function portOf(port: Json, pods: readonly KubeObject[]): Json {
  const target = port['targetPort'] ?? port['port']
  return {
    name: stringAt(port, 'name'),
    protocol: 'TCP',
    port: typeof target === 'string' ? namedPort(target, pods) : target,
    ...(typeof port['appProtocol'] === 'string' ? { appProtocol: port['appProtocol'] } : {}),
  }
}

function namedPort(name: string, pods: readonly KubeObject[]): number | null {
  const ports = listAt(recordAt(pods[0], 'spec'), 'containers').flatMap((c) => listAt(c, 'ports'))
  return numberAt(
    ports.find((port) => stringAt(port, 'name') === name),
    'containerPort',
  )
}
