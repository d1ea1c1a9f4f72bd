import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService'
import type { Mark } from '#contract/graph.ts'
import type { ConfigObject, Inventory } from '../../../seams/inventory.ts'
import { openFields } from './fields.ts'
import type { Fields, NamesOf } from './fields.ts'
import { effectOf, type MarkBook } from './mark-book.ts'
import { namespaceOf, networkingGroup, objectsOf } from './objects.ts'

type Spec = NonNullable<IVirtualService['spec']>
type HttpRoute = NonNullable<Spec['http']>[number]
type HttpTarget = NonNullable<HttpRoute['route']>[number]
type StreamRoute = NonNullable<Spec['tcp']>[number] | NonNullable<Spec['tls']>[number]

type SpecName = NamesOf<Spec>
type HttpName = NamesOf<HttpRoute>
type TargetName = NamesOf<HttpTarget>
type StreamName = NamesOf<StreamRoute>

/**
 * What virtual services do to whom. In the mesh a rule holds for the hosts that were asked for; at
 * a gateway hosts are names of the outside, so there the marks go to where the requests are sent.
 */
export function markVirtualServices(inventory: Inventory, book: MarkBook): void {
  const objects = objectsOf(inventory, 'VirtualService', networkingGroup)
  const byKey = new Map(
    objects.map((object) => [`${namespaceOf(object)}/${object.metadata.name}`, object]),
  )
  for (const object of objects) markOne(object, byKey, book)
}

function markOne(
  object: ConfigObject,
  byKey: ReadonlyMap<string, ConfigObject>,
  book: MarkBook,
): void {
  const namespace = namespaceOf(object)
  const spec = openFields<SpecName>(object.spec)
  const hosts = spec.texts('hosts')
  // Without hosts it is a delegate, which counts where it is delegated to.
  if (hosts.length === 0 || isHidden(spec.texts('exportTo'))) return
  const gateways = spec.texts('gateways')
  const isInMesh = gateways.length === 0 || gateways.includes('mesh')
  const isAtGateway = gateways.some((gateway) => gateway !== 'mesh')
  const { marks, targets } = readRoutes({ spec, namespace, byKey })
  const effect = effectOf(object, marks)
  if (isInMesh) for (const host of hosts) book.addHost(host, namespace, effect)
  if (isAtGateway) {
    for (const target of targets) book.addHost(target.host, target.namespace, effect)
  }
}

/** `~` exports to nobody. */
function isHidden(exportTo: readonly string[]): boolean {
  return exportTo.length > 0 && exportTo.every((one) => one === '~')
}

interface Reading {
  readonly spec: Fields<SpecName>
  readonly namespace: string
  readonly byKey: ReadonlyMap<string, ConfigObject>
}

interface RouteFacts {
  readonly marks: ReadonlySet<Mark>
  readonly targets: readonly Target[]
}

interface Target {
  readonly host: string
  readonly namespace: string
}

function readRoutes({ spec, namespace, byKey }: Reading): RouteFacts {
  const marks = new Set<Mark>()
  const targets: Target[] = []
  const own = spec.list<HttpName>('http').map((route) => ({ route, namespace }))
  const delegated = own.flatMap(({ route }) => readDelegate(route, namespace, byKey))
  for (const { route, namespace: itsNamespace } of [...own, ...delegated]) {
    for (const mark of marksOfHttp(route)) marks.add(mark)
    const routes = route.list<TargetName>('route')
    targets.push(...routes.flatMap((one) => targetOf(one, itsNamespace)))
  }
  const streams = [spec.list<StreamName>('tcp'), spec.list<StreamName>('tls')].flat()
  for (const route of streams) {
    marks.add('routing')
    const routes = route.list<TargetName>('route')
    if (routes.length > 1) marks.add('tcpTrafficShifting')
    targets.push(...routes.flatMap((one) => targetOf(one, namespace)))
  }
  return { marks, targets }
}

/** The rules that a route leaves to another virtual service; one that delegates again is ignored. */
function readDelegate(
  route: Fields<HttpName>,
  namespace: string,
  byKey: ReadonlyMap<string, ConfigObject>,
): readonly { readonly route: Fields<HttpName>; readonly namespace: string }[] {
  const delegate = route.fields<NamesOf<HttpRoute['delegate']>>('delegate')
  const name = delegate.text('name')
  if (name === null) return []
  const itsNamespace = delegate.text('namespace') ?? namespace
  const object = byKey.get(`${itsNamespace}/${name}`)
  const rules = openFields<SpecName>(object?.spec).list<HttpName>('http')
  return rules.map((rule) => ({ route: rule, namespace: itsNamespace }))
}

function marksOfHttp(route: Fields<HttpName>): readonly Mark[] {
  const marks: Mark[] = ['routing']
  const timeout = route.text('timeout')
  if (route.list('route').length > 1) marks.push('trafficShifting')
  if (route.has('fault')) marks.push('faultInjection')
  if (route.has('mirror') || route.has('mirrors')) marks.push('mirroring')
  if (timeout !== null && !isZero(timeout)) marks.push('timeout')
  return marks
}

/** A time of nothing switches the time-out off. */
export function isZero(duration: string): boolean {
  return !/[1-9]/.test(duration)
}

function targetOf(route: Fields<TargetName>, namespace: string): readonly Target[] {
  const host = route.fields<NamesOf<HttpTarget['destination']>>('destination').text('host')
  return host === null ? [] : [{ host, namespace }]
}
