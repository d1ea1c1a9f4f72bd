import type { KubeObject, ObjectReader } from '../../../seams.ts'
import { isRecord, listAt, numberAt, recordAt, stringAt, stringsOf } from '../../../store/json.ts'
import type { Json } from '../../../store/json.ts'
import { fullHost, hostCovers, hostRank, serviceHost } from '../../../world/traffic/hosts.ts'

/** One port of a Service, as the control plane tells proxies of it. */
export interface ServicePort {
  readonly service: KubeObject
  readonly namespace: string
  readonly name: string
  readonly host: string
  readonly address: string // '' for headless services
  readonly port: number
  readonly isHttp: boolean
}

/** What the control plane makes configuration of, at one revision of the objects. */
export interface Registry {
  readonly objects: ObjectReader
  readonly ports: readonly ServicePort[]
  readonly podsOf: (service: KubeObject, labels?: Labels) => readonly KubeObject[]
  /** The one that holds for calls of a host from a namespace. */
  readonly destinationRule: (host: string, from: string) => KubeObject | null
  readonly virtualService: (host: string, gateway: string) => KubeObject | null
  /** `2026-01-05T00:00:00Z/1204`: when and at which revision the newest of its makers changed. */
  readonly versionOf: (makers: readonly (KubeObject | null)[]) => Version
}

export interface Version {
  readonly version_info: string
  readonly last_updated: string
}

type Labels = Readonly<Record<string, string>>

const http = /^(?:http|http2|grpc|grpc-web)(?:-|$)/
const known = new WeakMap<ObjectReader, { revision: number; registry: Registry }>()

/** Made once for each revision of the objects. */
export function registryOf(objects: ObjectReader): Registry {
  const revision = objects.revision()
  const before = known.get(objects)
  if (before?.revision === revision) return before.registry
  const registry = buildRegistry(objects)
  known.set(objects, { revision, registry })
  return registry
}

function buildRegistry(objects: ObjectReader): Registry {
  const pods = Map.groupBy(objects.list('Pod'), ({ metadata }) => metadata.namespace ?? '')
  const rules = objects.list('DestinationRule')
  const routes = objects.list('VirtualService')
  return {
    objects,
    ports: objects.list('Service').flatMap(portsOf),
    podsOf: ({ metadata, spec }, labels = {}) => {
      const wanted = Object.entries({ ...stringsOf(recordAt(spec, 'selector')), ...labels })
      if (wanted.length === 0) return []
      return (pods.get(metadata.namespace ?? '') ?? []).filter(
        (pod) =>
          stringAt(pod.status, 'phase') === 'Running' &&
          wanted.every(([name, value]) => pod.metadata.labels?.[name] === value),
      )
    },
    destinationRule: (host, from) => nearest(rules, host, from),
    virtualService: (host, gateway) => specific(routes, host, gateway),
    versionOf: (makers) => versionOf(makers, objects.list('Namespace')[0] ?? null),
  }
}

function portsOf(service: KubeObject): ServicePort[] {
  const { name, namespace = '' } = service.metadata
  const address = stringAt(service.spec, 'clusterIP')
  return listAt(service.spec, 'ports').flatMap((port) => {
    const number = numberAt(port, 'port')
    if (number === null) return []
    const protocol = stringAt(port, 'appProtocol') || stringAt(port, 'name')
    return [
      {
        ...{ service, namespace, name },
        host: serviceHost(namespace, name),
        address: address === 'None' ? '' : address,
        port: number,
        isHttp: http.test(protocol),
      },
    ]
  })
}

/** Of the caller's namespace before that of the service before the mesh's. */
function nearest(rules: readonly KubeObject[], host: string, from: string): KubeObject | null {
  const home = host.split('.')[1] ?? ''
  const rank = ({ metadata: { namespace } }: KubeObject): number =>
    [from, home, 'istio-system'].indexOf(namespace ?? '')
  const fits = rules.filter((rule) => {
    const pattern = fullHost(stringAt(rule.spec, 'host'), rule.metadata.namespace ?? '')
    return rank(rule) >= 0 && hostCovers(pattern, host)
  })
  return fits.toSorted((a, b) => rank(a) - rank(b))[0] ?? null
}

/** The most specific host wins; `mesh` is meant where no gateway is named. */
function specific(routes: readonly KubeObject[], host: string, gateway: string): KubeObject | null {
  let best: KubeObject | null = null
  let bestRank = -1
  for (const route of routes) {
    const namespace = route.metadata.namespace ?? ''
    const gateways = listAt(route.spec, 'gateways').map(String)
    const named = (gateways.length === 0 ? ['mesh'] : gateways).map((name) =>
      name === 'mesh' || name.includes('/') ? name : `${namespace}/${name}`,
    )
    if (!named.includes(gateway)) continue
    for (const pattern of listAt(route.spec, 'hosts').map(String)) {
      const full = fullHost(pattern, namespace)
      if (!hostCovers(full, host) || hostRank(full) <= bestRank) continue
      best = route
      bestRank = hostRank(full)
    }
  }
  return best
}

/** What no object has made is as old as the cluster. */
function versionOf(makers: readonly (KubeObject | null)[], oldest: KubeObject | null): Version {
  const newest = makers.reduce<KubeObject | null>(
    (best, one) =>
      one !== null && (best === null || revisionOf(one) > revisionOf(best)) ? one : best,
    null,
  )
  const time = changedAt(newest ?? oldest)
  return { version_info: `${time}/${newest === null ? 1 : revisionOf(newest)}`, last_updated: time }
}

const revisionOf = ({ metadata }: KubeObject): number => Number(metadata.resourceVersion ?? 0)

/** By who set its fields last, else when it was made. */
function changedAt(object: KubeObject | null): string {
  const managed = listAt(object?.metadata, 'managedFields')
    .filter(isRecord)
    .map((entry) => stringAt(entry, 'time'))
  return [...managed, object?.metadata.creationTimestamp ?? ''].toSorted().at(-1) ?? ''
}

/** The mark by which a piece of configuration names the object that it was made of. */
export function markOf({ apiVersion, kind, metadata }: KubeObject): Json {
  const folder = kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()
  return {
    config: `/apis/${apiVersion}/namespaces/${metadata.namespace ?? ''}/${folder}/${metadata.name}`,
  }
}

export function subsetsOf(rule: KubeObject | null): readonly { name: string; labels: Labels }[] {
  return listAt(rule?.spec, 'subsets').map((subset) => ({
    name: stringAt(subset, 'name'),
    labels: stringsOf(recordAt(subset, 'labels')),
  }))
}
