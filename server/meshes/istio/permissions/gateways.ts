import { Field } from '../../../seams/field.ts'
import type { ConfigObject, Inventory } from '../../../seams/inventory.ts'
import type { Callee, Grant } from '../../../seams/permissions.ts'
import { gatewayGroup, namespaceOf, networkingGroup, objectsOf } from '../config/objects.ts'
import { fqdnOf, serviceOf } from '../lookup/fqdn.ts'
import { selectorOfGateway } from '../lookup/gateways.ts'
import { gatewayKeyOf, meshGateway, routesOf, rulesOf } from '../rules/routing/virtual-service.ts'
import type { Cast } from './cast.ts'
import { permitOf } from './permit.ts'

const nameLabel = 'gateway.networking.k8s.io/gateway-name'
const routeKinds: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute']

/** Where gateways send on what arrives: destinations of the routes that are bound to them. */
export function readGatewayRoutes(inventory: Inventory, cast: Cast): readonly Grant[] {
  return [...ofVirtualServices(inventory, cast), ...ofApiRoutes(inventory, cast)]
}

function ofVirtualServices(inventory: Inventory, cast: Cast): readonly Grant[] {
  const objects = objectsOf(inventory, 'VirtualService', networkingGroup)
  const byKey = new Map(
    objects.map((object) => [`${namespaceOf(object)}/${object.metadata.name}`, object]),
  )
  const proxies = new Map(
    objectsOf(inventory, 'Gateway', networkingGroup).map((gateway) => [
      `${namespaceOf(gateway)}/${gateway.metadata.name}`,
      proxiesOf(gateway, cast),
    ]),
  )
  return objects.flatMap((object) => {
    const home = namespaceOf(object)
    const spec = new Field(object.spec)
    if (spec.get('hosts').texts().length === 0) return []
    const gateways = spec.get('gateways').texts()
    return gateways.flatMap((text): readonly Grant[] => {
      const callers = proxies.get(gatewayKeyOf(text, home)) ?? []
      if (text === meshGateway || callers.length === 0) return []
      const targets = targetsAt(object, { gateway: gatewayKeyOf(text, home), byKey })
      return grantTo(object, callers, readHosts(targets, cast))
    })
  })
}

function proxiesOf(gateway: ConfigObject, cast: Cast): readonly string[] {
  const labels = selectorOfGateway(gateway)
  if (Object.keys(labels).length === 0) return []
  return cast.select(null, labels).map(({ key }) => key)
}

interface Target {
  readonly host: string
  readonly home: string // of the object that names it
}

interface Place {
  readonly gateway: string // namespace/name
  readonly byKey: ReadonlyMap<string, ConfigObject>
}

/** What rules that hold at one gateway send to; one rule may leave the choice to a delegate. */
function targetsAt(object: ConfigObject, { gateway, byKey }: Place): readonly Target[] {
  const home = namespaceOf(object)
  return rulesOf(new Field(object.spec)).flatMap(({ field, matches }) => {
    const isHere = matches.length === 0 || matches.some((match) => isAt(match, gateway, home))
    if (!isHere) return []
    const name = field.get('delegate', 'name').text()
    if (name === null) return targetsOf(field, home)
    const itsHome = field.get('delegate', 'namespace').text() ?? home
    const delegate = byKey.get(`${itsHome}/${name}`)
    return rulesOf(new Field(delegate?.spec)).flatMap((rule) => targetsOf(rule.field, itsHome))
  })
}

/** A match that names no gateway is for all of its object. */
function isAt(match: Field, gateway: string, home: string): boolean {
  const named = match.get('gateways').texts()
  return named.length === 0 || named.some((text) => gatewayKeyOf(text, home) === gateway)
}

/** What gets nothing of the requests is not where they go. */
function targetsOf(rule: Field, home: string): readonly Target[] {
  const routes = routesOf(rule)
  return routes.flatMap((route) => {
    const host = route.get('destination', 'host').text()
    const isOff = routes.length > 1 && (route.get('weight').number() ?? 0) === 0
    return host === null || isOff ? [] : [{ host, home }]
  })
}

function readHosts(targets: readonly Target[], cast: Cast): readonly Callee[] {
  const found = targets.flatMap(({ host, home }) => {
    const service = serviceOf(fqdnOf(host, home))
    return service === null ? [] : (cast.service(`${service.namespace}/${service.name}`) ?? [])
  })
  return [...new Set(found)]
}

function ofApiRoutes(inventory: Inventory, cast: Cast): readonly Grant[] {
  return routeKinds.flatMap((kind) =>
    objectsOf(inventory, kind, gatewayGroup).flatMap((object) => {
      const home = namespaceOf(object)
      const spec = new Field(object.spec)
      const callers = spec
        .get('parentRefs')
        .items()
        .flatMap((parent) => proxiesOfParent(parent, home, cast))
      return grantTo(object, [...new Set(callers)], backendsOf(spec, home, cast))
    }),
  )
}

/** Pods of a Gateway carry its name. Routes of a service are no gateway's. */
function proxiesOfParent(parent: Field, home: string, cast: Cast): readonly string[] {
  const name = parent.get('name').text()
  if ((parent.get('kind').text() ?? 'Gateway') !== 'Gateway' || name === null) return []
  const namespace = parent.get('namespace').text() ?? home
  return cast.select(namespace, { [nameLabel]: name }).map(({ key }) => key)
}

function backendsOf(spec: Field, home: string, cast: Cast): readonly Callee[] {
  const found = spec
    .get('rules')
    .items()
    .flatMap((rule) => rule.get('backendRefs').items())
    .flatMap((backend) => {
      const name = backend.get('name').text()
      const isService = (backend.get('kind').text() ?? 'Service') === 'Service'
      const isOff = backend.get('weight').number() === 0
      if (name === null || !isService || isOff) return []
      return cast.service(`${backend.get('namespace').text() ?? home}/${name}`) ?? []
    })
  return [...new Set(found)]
}

function grantTo(
  object: ConfigObject,
  callers: readonly string[],
  callees: readonly Callee[],
): readonly Grant[] {
  if (callers.length === 0 || callees.length === 0) return []
  return [{ callers, callees, because: permitOf(object, 'route') }]
}
