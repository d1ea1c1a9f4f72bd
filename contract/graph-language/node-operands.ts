import type { GraphNode, Mark } from '../graph.ts'
import type { Need, NodeOperand, Unit } from './operands.ts'

type Words = Pick<NodeOperand, 'name' | 'aliases' | 'meaning'>
type Read<Value> = (node: GraphNode) => Value

function words([name = '', ...aliases]: readonly string[], meaning: string): Words {
  return { name, aliases, meaning }
}

function text(
  names: readonly string[],
  meaning: string,
  read: Read<readonly (string | null)[]>,
): NodeOperand {
  return { ...words(names, meaning), about: 'node', reading: { type: 'text', read } }
}

function rate(
  name: string,
  meaning: string,
  { unit, read }: { unit: Unit; read: Read<number | null> },
): NodeOperand {
  return { ...words([name], meaning), about: 'node', reading: { type: 'number', unit, read } }
}

function flag(
  names: readonly string[],
  meaning: string,
  { read, need }: { read: Read<boolean | null>; need?: Need },
): NodeOperand {
  const operand = {
    ...words(names, meaning),
    about: 'node',
    reading: { type: 'flag', read },
  } as const
  return need === undefined ? operand : { ...operand, need }
}

/** True of nodes with any of these marks. */
function marked(
  names: readonly string[],
  meaning: string,
  { marks, need }: { marks: readonly Mark[]; need?: Need },
): NodeOperand {
  const read = (node: GraphNode): boolean => marks.some((mark) => node.marks.includes(mark))
  return flag(names, meaning, need === undefined ? { read } : { read, need })
}

const routing = 'routing'
const routingMarks: readonly Mark[] = [
  'routing',
  'trafficShifting',
  'tcpTrafficShifting',
  'faultInjection',
  'mirroring',
  'timeout',
]

const namesOf = ({ name, app, service, workload }: GraphNode): readonly (string | null)[] => [
  name,
  app,
  service,
  workload,
]

const bothWays = (tcp: GraphNode['inbound']['tcp']): number | null =>
  tcp === null ? null : (tcp.sentBytesPerSecond ?? 0) + (tcp.receivedBytesPerSecond ?? 0)

/** Other ways into, or outside of, the mesh: what has one of these has no sidecar to speak of. */
const withoutSidecar: readonly Mark[] = ['outOfMesh', 'ambient', 'waypoint', 'gateway', 'egress']

const hasSidecar = ({ kind, marks }: GraphNode): boolean =>
  (kind === 'workload' || kind === 'app') && !withoutSidecar.some((mark) => marks.includes(mark))

/** Good, bad, or neither: what is not ready, or was asked nothing, is no answer to `healthy`. */
function isHealthy({ health }: GraphNode): boolean | null {
  if (health.status === 'none' || health.status === 'notReady') return null
  return health.status === 'healthy'
}

export const nodeOperands: readonly NodeOperand[] = [
  text(['name'], 'Any name of it: operation, app, service or workload', namesOf),
  text(['namespace', 'ns'], 'Its namespace', ({ namespace }) => [namespace]),
  text(['app'], 'Its app', ({ app }) => [app]),
  text(['workload', 'wl'], 'Its workload', ({ workload }) => [workload]),
  text(['service', 'svc'], 'Its service', ({ service, kind, name }) => [
    service ?? (kind === 'service' ? name : null),
  ]),
  text(['version'], 'Its version', ({ version }) => [version]),
  text(['operation', 'op'], 'The operation, of an operation node', ({ kind, name }) => [
    kind === 'operation' ? name : null,
  ]),
  text(['cluster'], 'Its cluster', ({ cluster }) => [cluster]),
  text(['host'], 'Hosts of a gateway, or outside the mesh', ({ hosts }) => hosts),
  {
    ...words(['node'], 'What kind of node it is'),
    about: 'node',
    reading: {
      type: 'text',
      read: ({ kind }) => [kind],
      choices: {
        app: [],
        operation: ['op'],
        service: ['svc'],
        workload: ['wl'],
        external: [],
        unknown: [],
        restricted: ['inaccessible'],
        namespace: ['ns'],
      },
    },
  },
  {
    ...words(['health'], 'Its health'),
    about: 'node',
    reading: {
      type: 'text',
      read: ({ health }) => [health.status],
      choices: { failure: [], degraded: [], notReady: [], healthy: [], none: [] },
    },
  },
  {
    ...words(['label'], 'A label of its workload or service: label:region, label:region = east'),
    about: 'node',
    need: 'labels',
    reading: { type: 'label', read: ({ labels }) => labels ?? {} },
  },
  rate('httpin', 'HTTP requests per second that come in', {
    unit: 'requests',
    read: ({ inbound }) => inbound.http?.requestsPerSecond ?? null,
  }),
  rate('httpout', 'HTTP requests per second that go out', {
    unit: 'requests',
    read: ({ outbound }) => outbound.http?.requestsPerSecond ?? null,
  }),
  rate('grpcin', 'gRPC requests per second that come in', {
    unit: 'requests',
    read: ({ inbound }) => inbound.grpc?.requestsPerSecond ?? null,
  }),
  rate('grpcout', 'gRPC requests per second that go out', {
    unit: 'requests',
    read: ({ outbound }) => outbound.grpc?.requestsPerSecond ?? null,
  }),
  rate('tcpin', 'TCP bytes per second with its callers, both ways together', {
    unit: 'bytes',
    read: ({ inbound }) => bothWays(inbound.tcp),
  }),
  rate('tcpout', 'TCP bytes per second with those it calls, both ways together', {
    unit: 'bytes',
    read: ({ outbound }) => bothWays(outbound.tcp),
  }),
  {
    ...words(['rank'], 'Its place by the number of its edges: 1 has the most, 100 the fewest'),
    about: 'node',
    need: 'rank',
    reading: { type: 'number', unit: 'rank', read: ({ id }, around) => around.rankOf(id) },
  },
  flag(['healthy'], 'Healthy; !healthy is degraded or failing, not what cannot be judged', {
    read: isHealthy,
  }),
  marked(['idle'], 'No traffic in this window', { marks: ['idle'], need: 'idleNodes' }),
  marked(['outside', 'outsider'], 'Its namespace is not among those selected', {
    marks: ['outside'],
  }),
  marked(['trafficsource', 'root'], 'Calls and is not called', { marks: ['root'] }),
  marked(['dead'], 'No workload behind it', { marks: ['dead'] }),
  flag(['inaccessible'], 'You may not see what it is', {
    read: ({ kind }) => kind === 'restricted',
  }),
  flag(['sidecar', 'sc'], 'In the mesh with a sidecar: not outside it, ambient or a gateway', {
    read: hasSidecar,
  }),
  marked(['outofmesh', 'om'], 'Has pods outside the mesh', { marks: ['outOfMesh'] }),
  marked(['ambient'], 'In the ambient data plane', { marks: ['ambient'] }),
  marked(['waypoint', 'wp'], 'Is a waypoint', { marks: ['waypoint'] }),
  marked(['gateway', 'gw'], 'Is a gateway', { marks: ['gateway'] }),
  marked(['egress'], 'Traffic to hosts outside the registry', { marks: ['egress'] }),
  marked(['serviceentry', 'se'], 'A host that configuration adds to the mesh', {
    marks: ['serviceEntry'],
  }),
  marked(['workloadentry', 'we'], 'Has members outside the cluster', { marks: ['workloadEntry'] }),
  marked(['circuitbreaker', 'cb'], 'A circuit breaker limits it', {
    marks: ['circuitBreaker'],
    need: routing,
  }),
  marked(['virtualservice', 'vs'], 'Any routing rule acts on it', {
    marks: routingMarks,
    need: routing,
  }),
  marked(['requestrouting', 'rr'], 'Requests are routed by rule', {
    marks: ['routing'],
    need: routing,
  }),
  marked(['requesttimeout', 'rto'], 'Requests have a time-out', {
    marks: ['timeout'],
    need: routing,
  }),
  marked(['trafficshifting', 'ts'], 'Requests are split by weight', {
    marks: ['trafficShifting'],
    need: routing,
  }),
  marked(['tcptrafficshifting', 'tcpts'], 'Connections are split by weight', {
    marks: ['tcpTrafficShifting'],
    need: routing,
  }),
  marked(['faultinjection', 'fi'], 'Faults are injected on purpose', {
    marks: ['faultInjection'],
    need: routing,
  }),
  marked(['mirroring'], 'Requests are mirrored', { marks: ['mirroring'], need: routing }),
]
