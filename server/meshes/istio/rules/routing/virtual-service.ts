import type { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'

/** All sidecars and waypoints, where a gateway is named. */
export const meshGateway = 'mesh'

export type RouteProtocol = 'http' | 'tls' | 'tcp'
const protocols: readonly RouteProtocol[] = ['http', 'tls', 'tcp']

/** A rule of a virtual service: what it matches and what becomes of that. */
export interface RoutingRule {
  readonly protocol: RouteProtocol
  readonly field: Field
  readonly matches: readonly Field[]
}

/** Rules in the order in which proxies try them, protocol by protocol. */
export const rulesOf = oncePerField((spec): readonly RoutingRule[] =>
  protocols.flatMap((protocol) =>
    spec
      .get(protocol)
      .items()
      .map((field) => ({ protocol, field, matches: field.get('match').items() })),
  ),
)

/** A dozen checks ask the same of an object, one after the other, by the same field. */
function oncePerField<Answer>(read: (field: Field) => Answer): (field: Field) => Answer {
  const known = new WeakMap<Field, { readonly answer: Answer }>()
  return (field) => {
    const before = known.get(field)
    if (before !== undefined) return before.answer
    const answer = read(field)
    known.set(field, { answer })
    return answer
  }
}

/** Where a rule sends requests, or copies of them. */
export interface Destination {
  readonly protocol: RouteProtocol
  readonly isMirror: boolean
  readonly rule: Field
  readonly field: Field
  readonly host: string
  readonly subset: string | null
  readonly port: number | null
}

/** All destinations that name a host. */
export const destinationsOf = oncePerField((spec): readonly Destination[] =>
  rulesOf(spec).flatMap((rule) => {
    const mirrors = [
      rule.field.get('mirror'),
      ...rule.field
        .get('mirrors')
        .items()
        .map((mirror) => mirror.get('destination')),
    ]
    return [
      ...routesOf(rule.field).flatMap((route) =>
        readDestination(rule, { field: route.get('destination'), isMirror: false }),
      ),
      ...mirrors.flatMap((field) => readDestination(rule, { field, isMirror: true })),
    ]
  }),
)

/** The destinations of one rule with their weights. */
export function routesOf(rule: Field): readonly Field[] {
  return rule.get('route').items()
}

function readDestination(
  { protocol, field: rule }: RoutingRule,
  { field, isMirror }: { readonly field: Field; readonly isMirror: boolean },
): readonly Destination[] {
  const host = field.get('host').text()
  if (host === null || host === '') return []
  const subset = field.get('subset').text()
  return [
    {
      protocol,
      isMirror,
      rule,
      field,
      host,
      subset: subset === '' ? null : subset,
      port: field.get('port', 'number').number(),
    },
  ]
}

/** Every place that names a gateway: those of the whole object, and those that a match is confined to. */
export function gatewayFieldsOf(spec: Field): readonly Field[] {
  const inMatches = rulesOf(spec).flatMap(({ matches }) =>
    matches.flatMap((match) => match.get('gateways').items()),
  )
  return [...spec.get('gateways').items(), ...inMatches]
}

/** One that names no gateway is for the sidecars. */
export function isInMesh(spec: Field): boolean {
  const gateways = spec.get('gateways').texts()
  return gateways.length === 0 || gateways.includes(meshGateway)
}

/** Whether other virtual services delegate to it: one without hosts is for nothing else. */
export function isDelegate(spec: Field): boolean {
  return spec.get('hosts').texts().length === 0
}

/**
 * `namespace/name` of a gateway as an object of that namespace names it: `name`, `namespace/name`,
 * `./name`, or as it was once done, `name.namespace.svc.cluster.local`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-gateways
 */
export function gatewayKeyOf(text: string, namespace: string): string {
  const slash = text.indexOf('/')
  if (slash !== -1) {
    const owner = text.slice(0, slash)
    return `${owner === '.' ? namespace : owner}/${text.slice(slash + 1)}`
  }
  const [name = '', owner = namespace] = text.split('.')
  return `${owner}/${name}`
}

/** Whether two objects of one kind are the same. */
export function isSame({ metadata: one }: KubeObject, { metadata: other }: KubeObject): boolean {
  return one.name === other.name && one.namespace === other.namespace
}

/** `VirtualService shop/cart`. */
export function writeName({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`
}

/** `a`, `a and b`, `a, b and c`, `a, b, c and 7 more`. */
export function writeList(names: readonly string[], most = 4): string {
  const shown = names.slice(0, names.length > most ? most - 1 : most)
  const rest = names.length - shown.length
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}
