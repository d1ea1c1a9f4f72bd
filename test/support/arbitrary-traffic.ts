import fc from 'fast-check'
import type { RequestedService, TrafficEnd, TrafficSample } from '../../server/seams/traffic.ts'
import { noService } from './traffic.ts'

/** Namespaces of generated traffic. All that belongs to one carries its name in its own. */
export const someNamespaces = ['alpha', 'beta', 'vault'] as const

type Namespace = (typeof someNamespaces)[number]

const cluster = fc.constantFrom('east', 'east', 'east', 'west', null)
const namespace = fc.constantFrom<Namespace>(...someNamespaces)

/** A workload of a namespace; now and then one of which less is known. */
const namedEnd: fc.Arbitrary<TrafficEnd> = fc
  .record({
    cluster,
    namespace,
    number: fc.integer({ min: 1, max: 3 }),
    version: fc.constantFrom('v1', 'v2', null),
    knows: fc.constantFrom('all', 'all', 'all', 'workload', 'app'),
  })
  .map((one) => {
    const app = `${one.namespace}-app-${one.number}`
    return {
      cluster: one.cluster,
      namespace: one.namespace,
      workload: one.knows === 'app' ? null : `${app}-${one.version ?? 'x'}`,
      app: one.knows === 'workload' ? null : app,
      version: one.knows === 'workload' ? null : one.version,
    }
  })

const unknownEnd: fc.Arbitrary<TrafficEnd> = cluster.map((known) => ({
  cluster: known,
  namespace: null,
  workload: null,
  app: null,
  version: null,
}))

const anyEnd = fc.oneof({ weight: 6, arbitrary: namedEnd }, { weight: 1, arbitrary: unknownEnd })

const namedService: fc.Arbitrary<RequestedService> = fc
  .record({ cluster, namespace, number: fc.integer({ min: 1, max: 3 }) })
  .map((one) => {
    const name = `${one.namespace}-app-${one.number}`
    const host = `${name}.${one.namespace}.svc.cluster.local`
    return { cluster: one.cluster, namespace: one.namespace, name, host, egress: null }
  })

const anyService = fc.oneof(
  { weight: 6, arbitrary: namedService },
  { weight: 1, arbitrary: fc.constant(noService) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<RequestedService>(
      { ...noService, egress: 'passthrough', host: 'elsewhere.example.com' },
      { ...noService, name: 'api.example.com', host: 'api.example.com' },
      { ...noService, name: '10.0.0.1', host: '10.0.0.1' },
    ),
  },
)

const rate = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0.001, max: 1000, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, Number.NaN, Number.POSITIVE_INFINITY, -1) },
)

const answer = fc.constantFrom(
  { protocol: 'http', code: '200', grpcStatus: null, flags: null },
  { protocol: 'http', code: '404', grpcStatus: null, flags: null },
  { protocol: 'http', code: '503', grpcStatus: null, flags: 'UF' },
  { protocol: 'http', code: '0', grpcStatus: null, flags: 'DC' },
  { protocol: 'http', code: null, grpcStatus: null, flags: null },
  { protocol: 'grpc', code: '200', grpcStatus: '0', flags: null },
  { protocol: 'grpc', code: '200', grpcStatus: '14', flags: 'UF' },
  { protocol: 'redis', code: null, grpcStatus: null, flags: null },
)

const rowOf = (
  end: fc.Arbitrary<TrafficEnd>,
  service: fc.Arbitrary<RequestedService>,
): fc.Arbitrary<TrafficSample> =>
  fc
    .record({
      source: end,
      service,
      destination: end,
      answer,
      isTcp: fc.boolean(),
      reporter: fc.constantFrom('source', 'destination', 'waypoint'),
      security: fc.constantFrom('mutualTls', 'none', null),
      hasPrincipals: fc.boolean(),
      isNodeProxy: fc.boolean(),
      value: rate,
    })
    .map((one): TrafficSample => {
      const spiffe = ({ namespace: of, app }: TrafficEnd): string | null =>
        one.hasPrincipals && of !== null ? `spiffe://mesh/ns/${of}/sa/${app ?? 'default'}` : null
      const isBytes = one.isTcp && one.answer.code === '200'
      return {
        measure: isBytes ? 'tcpSentBytes' : 'requests',
        ...one.answer,
        ...(isBytes ? { protocol: 'tcp', code: null, grpcStatus: null } : {}),
        reporter: one.reporter,
        source: one.source,
        service: one.service,
        destination: one.destination,
        security: one.security,
        sourcePrincipal: spiffe(one.source),
        destinationPrincipal: spiffe(one.destination),
        isNodeProxy: isBytes && one.isNodeProxy,
        operation: null,
        value: one.value,
      }
    })

/** Rows as a mesh gives them, gaps and oddities included. */
export const someTraffic = fc.array(rowOf(anyEnd, anyService), { maxLength: 14 })

/** Rows whose ends and service are all known, told by clients and servers alone. */
export const plainTraffic = fc.array(
  rowOf(namedEnd, namedService).map((row): TrafficSample => ({
    ...row,
    reporter: row.reporter === 'waypoint' ? 'source' : row.reporter,
    isNodeProxy: false,
  })),
  { maxLength: 14 },
)
