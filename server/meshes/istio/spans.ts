import type { SpanAttributes, SpanOrigin, SpanRecord } from '../../seams/span.ts'

/**
 * What Envoy, as Istio sets it up, says in the tags of a span. Null for spans of applications.
 *
 * @see https://istio.io/latest/docs/tasks/observability/distributed-tracing/
 * @see pilot/pkg/networking/core/tracing.go of Istio, for the tags
 */
export function readSpanOrigin({ attributes }: SpanRecord): SpanOrigin | null {
  const node = readNode(text(attributes, 'node_id'))
  if (node === null && attributes['component'] !== 'proxy') return null
  const target = readTarget(attributes)
  return {
    role: node?.role ?? 'sidecar',
    namespace: node?.namespace ?? text(attributes, 'istio.namespace'),
    pod: node?.pod ?? null,
    app: text(attributes, 'istio.canonical_service'),
    version: text(attributes, 'istio.canonical_revision'),
    servedFor: node?.role === 'waypoint' ? readServed(attributes) : null,
    target,
    flags: readFlags(text(attributes, 'response_flags')),
    requestId: text(attributes, 'guid:x-request-id'),
  }
}

function text(attributes: SpanAttributes, name: string): string | null {
  const value = attributes[name]
  return value === undefined || value === '' ? null : String(value)
}

const roles = {
  sidecar: 'sidecar',
  router: 'gateway',
  waypoint: 'waypoint',
} as const satisfies Record<string, SpanOrigin['role']>

const isRole = (name: string): name is keyof typeof roles => Object.hasOwn(roles, name)

interface Node {
  readonly role: SpanOrigin['role']
  readonly pod: string
  readonly namespace: string
}

/** `sidecar~10.0.0.1~pod.namespace~namespace.svc.cluster.local`: a pod's name may hold dots. */
function readNode(id: string | null): Node | null {
  const [kind = '', , podAndNamespace = '', domain] = id?.split('~') ?? []
  const dot = podAndNamespace.lastIndexOf('.')
  if (!isRole(kind) || domain === undefined || dot <= 0) return null
  return {
    role: roles[kind],
    pod: podAndNamespace.slice(0, dot),
    namespace: podAndNamespace.slice(dot + 1),
  }
}

/** `outbound|9080|v1|reviews.bookinfo.svc.cluster.local`, `inbound|9080||`. */
function readTarget(attributes: SpanAttributes): SpanOrigin['target'] {
  const names = [text(attributes, 'upstream_cluster.name'), text(attributes, 'upstream_cluster')]
  for (const name of names) {
    const [direction, port = '', subset = '', host = ''] = name?.split('|') ?? []
    if (direction !== 'inbound' && direction !== 'outbound') continue
    return {
      direction,
      host: host === '' ? null : host,
      port: /^\d+$/.test(port) ? Number(port) : null,
      subset: subset === '' ? null : subset,
    }
  }
  return null
}

/** Whom a waypoint worked for: release notes and code name its tags differently. */
function readServed(attributes: SpanAttributes): SpanOrigin['servedFor'] {
  for (const end of ['destination_', 'upstream.', 'upstream_']) {
    const workload = text(attributes, `istio.${end}workload`)
    const namespace = text(attributes, `istio.${end}namespace`)
    if (workload !== null && namespace !== null) return { namespace, workload }
  }
  return null
}

const noFlags: readonly string[] = []

const readFlags = (flags: string | null): readonly string[] =>
  flags === null || flags === '-'
    ? noFlags
    : flags.split(',').filter((flag) => flag !== '' && flag !== '-')
