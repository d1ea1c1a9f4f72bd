import type { ObjectId } from '#contract/validations.ts'
import { Field } from '../../seams/field.ts'
import { groupOf, type KubeObject } from '../../seams/kube-object.ts'
import { noReferences, type References } from '../../seams/references.ts'
import { fqdnOf } from './lookup/fqdn.ts'

const networking = 'networking.istio.io'
const groups = new Set([
  networking,
  'security.istio.io',
  'telemetry.istio.io',
  'extensions.istio.io',
])

/** What an object of Istio's names: gateways, hosts, workloads, targets. */
export function readReferences(object: KubeObject): References | null {
  if (!groups.has(groupOf(object.apiVersion))) return null
  const { namespace = '' } = object.metadata
  const spec = new Field(object).get('spec')
  const read = readers[object.kind]
  const common = {
    ...noReferences,
    objects: targetsOf(spec, namespace),
    selects: selectionOf(spec, namespace),
  }
  return read === undefined ? common : { ...common, ...read(spec, namespace) }
}

type Read = (spec: Field, namespace: string) => Partial<References>

const readers: Readonly<Record<string, Read>> = {
  VirtualService: (spec, namespace) => ({
    objects: [...gatewaysOf(spec, namespace), ...delegatesOf(spec, namespace)],
    hosts: unique([...spec.get('hosts').texts(), ...destinationsIn(spec)], namespace),
  }),
  DestinationRule: (spec, namespace) => ({
    hosts: unique([spec.get('host').text() ?? ''], namespace),
  }),
  Gateway: (spec) => ({
    selects: { namespace: '', labels: spec.get('selector').labels() },
  }),
  ServiceEntry: (spec) => ({ definesHosts: spec.get('hosts').texts() }),
}

function unique(hosts: readonly string[], namespace: string): readonly string[] {
  const named = hosts.filter((host) => host !== '' && host !== '*')
  return [...new Set(named.map((host) => fqdnOf(host, namespace)))]
}

const routeKinds = ['http', 'tcp', 'tls'] as const

function destinationsIn(spec: Field): readonly string[] {
  const routes = routeKinds.flatMap((kind) => spec.get(kind).items())
  return routes
    .flatMap((route) => [
      ...route
        .get('route')
        .items()
        .map((one) => one.get('destination')),
      ...route
        .get('mirrors')
        .items()
        .map((one) => one.get('destination')),
      route.get('mirror'),
    ])
    .flatMap((destination) => destination.get('host').text() ?? [])
}

function delegatesOf(spec: Field, namespace: string): readonly ObjectId[] {
  return spec
    .get('http')
    .items()
    .map((route) => route.get('delegate'))
    .flatMap((delegate) => {
      const name = delegate.get('name').text()
      const place = delegate.get('namespace').text() ?? namespace
      return name === null
        ? []
        : [{ group: networking, kind: 'VirtualService', namespace: place, name }]
    })
}

/** `mesh` is every sidecar and no object. */
function gatewaysOf(spec: Field, namespace: string): readonly ObjectId[] {
  const named = [
    spec,
    ...spec
      .get('http')
      .items()
      .flatMap((route) => route.get('match').items()),
  ]
  const texts = new Set(named.flatMap((field) => field.get('gateways').texts()))
  return [...texts]
    .filter((text) => text !== 'mesh')
    .map((text) => {
      const [name = '', place = namespace] = text.split('/').reverse()
      return { group: networking, kind: 'Gateway', namespace: place, name }
    })
}

/** `targetRefs`, and `targetRef` of old; a kind without a group is one of Kubernetes itself. */
function targetsOf(spec: Field, namespace: string): readonly ObjectId[] {
  const refs = [...spec.get('targetRefs').items(), spec.get('targetRef')]
  return refs.flatMap((ref) => {
    const kind = ref.get('kind').text()
    const name = ref.get('name').text()
    if (kind === null || name === null) return []
    const place = ref.get('namespace').text() ?? (kind === 'GatewayClass' ? '' : namespace)
    return [{ group: ref.get('group').text() ?? '', kind, namespace: place, name }]
  })
}

function selectionOf(spec: Field, namespace: string): References['selects'] {
  const labels = {
    ...spec.get('selector', 'matchLabels').labels(),
    ...spec.get('workloadSelector', 'matchLabels').labels(),
    ...spec.get('workloadSelector', 'labels').labels(),
  }
  return Object.keys(labels).length === 0 ? null : { namespace, labels }
}
