import type { KubeObject } from '../../seams.ts'
import { isEqual, isRecord, listAt, stringAt } from '../json.ts'
import type { Json } from '../json.ts'
import type { ObjectStore } from '../object-store.ts'
import { ownedBy, ownerReference } from './owners.ts'

const gatewayKind = 'Gateway.gateway.networking.k8s.io'
const controllers: Readonly<Record<string, string>> = {
  istio: 'istio.io/gateway-controller',
  'istio-waypoint': 'istio.io/mesh-controller',
}

/** What the mesh does for a Gateway of one of its classes: a Deployment, a Service, a status. */
export function reconcileGateway(store: ObjectStore, gateway: KubeObject): void {
  const className = stringAt(gateway.spec, 'gatewayClassName')
  if (controllers[className] === undefined) return
  const isWaypoint = className === 'istio-waypoint'
  const name = isWaypoint ? gateway.metadata.name : `${gateway.metadata.name}-istio`
  if (ownedBy(store, 'Deployment.apps', gateway).length === 0) {
    for (const made of madeFor(gateway, name, isWaypoint)) {
      const isKnown = store
        .list(made.kind, gateway.metadata.namespace)
        .some((object) => object.metadata.name === name)
      if (!isKnown) store.create(made)
    }
  }
  const service = store.get('Service', gateway.metadata.namespace ?? '', name)
  const address = stringAt(service?.spec, 'clusterIP')
  const at = gateway.metadata.creationTimestamp
  const listeners = listAt(gateway.spec, 'listeners').filter(isRecord)
  const status = {
    addresses: [{ type: 'IPAddress', value: address === '' ? '10.96.200.1' : address }],
    conditions: ['Accepted', 'Programmed'].map((type) => condition(gateway, type, at)),
    listeners: listeners.map((listener) => ({
      name: listener['name'],
      attachedRoutes: 0,
      supportedKinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
      conditions: ['Accepted', 'Programmed', 'ResolvedRefs'].map((t) => condition(gateway, t, at)),
    })),
  }
  const latest = store.get(gatewayKind, gateway.metadata.namespace ?? '', gateway.metadata.name)
  if (latest !== null && !isEqual(latest.status, status)) store.update({ ...latest, status })
}

/** Accepted by every parent that exists; its back ends resolve when each of them does. */
export function reconcileRoute(store: ObjectStore, route: KubeObject): void {
  const namespace = route.metadata.namespace ?? ''
  const backends = listAt(route.spec, 'rules')
    .flatMap((rule) => listAt(rule, 'backendRefs'))
    .filter(isRecord)
  const missing = backends.filter((backend) => {
    const where = stringAt(backend, 'namespace') || namespace
    return store.get('Service', where, stringAt(backend, 'name')) === null
  })
  const parents = listAt(route.spec, 'parentRefs')
    .filter(isRecord)
    .filter((ref) => findParent(store, ref, namespace) !== null)
  const at = route.metadata.creationTimestamp
  const status = {
    parents: parents.map((parentRef) => ({
      parentRef,
      controllerName: 'istio.io/gateway-controller',
      conditions: [
        condition(route, 'Accepted', at),
        missing.length === 0
          ? condition(route, 'ResolvedRefs', at)
          : {
              ...condition(route, 'ResolvedRefs', at),
              status: 'False',
              reason: 'BackendNotFound',
              message: `backend(${stringAt(missing[0], 'name')}) not found`,
            },
      ],
    })),
  }
  if (!isEqual(route.status, status)) store.update({ ...route, status })
}

function findParent(store: ObjectStore, ref: Json, namespace: string): KubeObject | null {
  const where = stringAt(ref, 'namespace') || namespace
  const kind = stringAt(ref, 'kind') || 'Gateway'
  return store.get(kind === 'Service' ? 'Service' : gatewayKind, where, stringAt(ref, 'name'))
}

function condition(object: KubeObject, type: string, at: string | undefined): Json {
  return {
    type,
    status: 'True',
    reason: type,
    message: type === 'Programmed' ? 'Resource programmed' : 'Resource accepted',
    observedGeneration: object.metadata['generation'],
    lastTransitionTime: at,
  }
}

function madeFor(gateway: KubeObject, name: string, isWaypoint: boolean): readonly KubeObject[] {
  const namespace = gateway.metadata.namespace ?? ''
  const own = {
    'gateway.networking.k8s.io/gateway-name': gateway.metadata.name,
    'gateway.istio.io/managed': isWaypoint
      ? 'istio.io-mesh-controller'
      : 'istio.io-gateway-controller',
  }
  const metadata = { name, namespace, labels: own, ownerReferences: [ownerReference(gateway)] }
  const podLabels = {
    ...own,
    'istio.io/dataplane-mode': 'none',
    'service.istio.io/canonical-name': name,
    'service.istio.io/canonical-revision': 'latest',
    'sidecar.istio.io/inject': 'false',
  }
  const selector = { 'gateway.networking.k8s.io/gateway-name': gateway.metadata.name }
  const proxy = {
    name: 'istio-proxy',
    image: 'docker.io/istio/proxyv2:1.29.1',
    args: ['proxy', isWaypoint ? 'waypoint' : 'router'],
    ports: [{ containerPort: 15020, name: 'metrics' }],
  }
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: {
        type: isWaypoint ? 'ClusterIP' : 'LoadBalancer',
        clusterIP: `10.96.200.${1 + (Number(gateway.metadata.resourceVersion ?? 0) % 250)}`,
        selector,
        ports: isWaypoint
          ? [
              { name: 'status-port', port: 15021, targetPort: 15021, protocol: 'TCP' },
              { name: 'mesh', port: 15008, targetPort: 15008, protocol: 'TCP', appProtocol: 'all' },
            ]
          : [{ name: 'http', port: 80, targetPort: 80, protocol: 'TCP' }],
      },
      status: { loadBalancer: {} },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas: 1,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: podLabels },
          spec: { serviceAccountName: name, containers: [proxy] },
        },
      },
      status: {},
    },
  ]
}
