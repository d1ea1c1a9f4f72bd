import type { IGatewaySpec } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GatewaySpec'
import type { IGatewaySpecAddress } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GatewaySpecAddress'
import type { IListener } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Listener'
import type { IListenerSetSpec } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/ListenerSetSpec'
import type { IGateway } from '@kubernetes-models/istio/networking.istio.io/v1/Gateway'
import type { ConfigObject, Inventory, WorkloadObject } from '../../../seams/inventory.ts'
import { isWaypoint, waypointClasses } from './data-plane.ts'
import { openFields } from './fields.ts'
import type { NamesOf } from './fields.ts'
import { gatewayGroup, namespaceOf, networkingGroup, objectsOf } from './objects.ts'
import { indexWorkloads } from './selection.ts'

type IstioGateway = NonNullable<IGateway['spec']>

const nameLabel = 'gateway.networking.k8s.io/gateway-name'

export interface GatewayFacts {
  readonly hostsByWorkload: ReadonlyMap<string, readonly string[]>
  readonly waypoints: ReadonlySet<string>
}

/** One object that opens listeners on the pods it selects. */
interface Listening {
  readonly namespace: string | null // null: in all of them
  readonly selector: Readonly<Record<string, string>>
  readonly hosts: readonly string[]
  readonly isWaypoint: boolean
}

/** Workloads that are gateways or waypoints, by what they are and not by what they are called. */
export function readGateways(inventory: Inventory): GatewayFacts {
  const listenings = [
    ...objectsOf(inventory, 'Gateway', networkingGroup).map(readIstioGateway),
    ...readApiGateways(inventory),
  ]
  const select = indexWorkloads(
    inventory.workloads,
    listenings.map(({ selector }) => selector),
  )
  const hostsByWorkload = new Map<string, Set<string>>()
  const waypoints = new Set(
    inventory.workloads.filter(({ podLabels }) => isWaypoint(podLabels)).map(keyOf),
  )
  for (const { namespace, selector, hosts, isWaypoint: isForWaypoint } of listenings) {
    for (const workload of select(selector)) {
      if (namespace !== null && workload.namespace !== namespace) continue
      const key = keyOf(workload)
      if (isForWaypoint) waypoints.add(key)
      else hostsByWorkload.set(key, new Set([...(hostsByWorkload.get(key) ?? []), ...hosts]))
    }
  }
  for (const key of waypoints) hostsByWorkload.delete(key)
  return {
    hostsByWorkload: new Map([...hostsByWorkload].map(([key, hosts]) => [key, [...hosts]])),
    waypoints,
  }
}

function keyOf({ namespace, name }: WorkloadObject): string {
  return `${namespace}/${name}`
}

/** Hosts may be limited to the services of one namespace, as in `prod/*.example.com`. */
function readIstioGateway(object: ConfigObject): Listening {
  const spec = openFields<NamesOf<IstioGateway>>(object.spec)
  const hosts = spec
    .list<NamesOf<NonNullable<IstioGateway['servers']>[number]>>('servers')
    .flatMap((server) => server.texts('hosts'))
  return {
    namespace: null,
    selector: spec.textByName('selector'),
    hosts: hosts.map((host) => host.slice(host.indexOf('/') + 1)),
    isWaypoint: false,
  }
}

/** A Gateway's pods carry its name; one that was deployed by hand names its service's address. */
function readApiGateways(inventory: Inventory): readonly Listening[] {
  const moreHosts = readListenerSets(inventory)
  const selectorByService = new Map(
    inventory.services.map(({ namespace, name, selector }) => [`${namespace}/${name}`, selector]),
  )
  return objectsOf(inventory, 'Gateway', gatewayGroup).flatMap((object) => {
    const namespace = namespaceOf(object)
    const { name } = object.metadata
    const spec = openFields<NamesOf<IGatewaySpec>>(object.spec)
    const hosts = [
      ...spec
        .list<NamesOf<IListener>>('listeners')
        .map((listener) => listener.text('hostname') ?? '*'),
      ...(moreHosts.get(`${namespace}/${name}`) ?? []),
    ]
    const isForWaypoint = waypointClasses.includes(spec.text('gatewayClassName') ?? '')
    const manual = spec.list<NamesOf<IGatewaySpecAddress>>('addresses').flatMap((address) => {
      const [service, itsNamespace = namespace] = (address.text('value') ?? '').split('.')
      const selector = selectorByService.get(`${itsNamespace}/${service ?? ''}`)
      return selector === undefined ? [] : [{ namespace: itsNamespace, selector }]
    })
    const places = [{ namespace, selector: { [nameLabel]: name } }, ...manual]
    return places.map((place) => ({ ...place, hosts, isWaypoint: isForWaypoint }))
  })
}

function readListenerSets(inventory: Inventory): ReadonlyMap<string, readonly string[]> {
  const byGateway = new Map<string, readonly string[]>()
  for (const object of objectsOf(inventory, 'ListenerSet', gatewayGroup)) {
    const spec = openFields<NamesOf<IListenerSetSpec>>(object.spec)
    const parent = spec.fields<NamesOf<IListenerSetSpec['parentRef']>>('parentRef')
    const key = `${parent.text('namespace') ?? namespaceOf(object)}/${parent.text('name') ?? ''}`
    const hosts = spec
      .list<NamesOf<IListener>>('listeners')
      .map((listener) => listener.text('hostname') ?? '*')
    byGateway.set(key, [...(byGateway.get(key) ?? []), ...hosts])
  }
  return byGateway
}
