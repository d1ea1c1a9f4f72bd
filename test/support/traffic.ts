import type { QueryEvidence } from '#contract/graph.ts'
import type { Layer } from '#contract/warning.ts'
import type { LayerPart } from '../../server/graph/layer-parts.ts'
import type { Traffic, TrafficAnswer } from '../../server/graph/traffic.ts'
import type { Mesh, TelemetryQuery } from '../../server/seams/mesh.ts'
import type {
  Measure,
  RequestedService,
  TrafficEnd,
  TrafficSample,
} from '../../server/seams/traffic.ts'
import { aMesh } from './mesh.ts'

/** `bookinfo/reviews-v1` → an end whose app and version are in its workload's name. */
export function anEnd(name: string, fields: Partial<TrafficEnd> = {}): TrafficEnd {
  const [namespace = '', workload = ''] = name.split('/')
  const [, app = workload, version = null] = /^(.+)-(v\d+)$/.exec(workload) ?? []
  return { cluster: 'east', namespace, workload, app, version, ...fields }
}

/** Nothing known. */
export const nobody: TrafficEnd = {
  cluster: null,
  namespace: null,
  workload: null,
  app: null,
  version: null,
}

/** `bookinfo/reviews` → the service of that name. */
export function aRequested(name: string, fields: Partial<RequestedService> = {}): RequestedService {
  const [namespace = '', service = ''] = name.split('/')
  return {
    cluster: 'east',
    namespace,
    name: service,
    host: `${service}.${namespace}.svc.cluster.local`,
    egress: null,
    ...fields,
  }
}

export const noService: RequestedService = {
  cluster: null,
  namespace: null,
  name: null,
  host: null,
  egress: null,
}

/** One HTTP request per second from productpage to reviews, told by the client's proxy. */
export function aSample(fields: Partial<TrafficSample> = {}): TrafficSample {
  return {
    measure: 'requests',
    reporter: 'source',
    source: anEnd('bookinfo/productpage-v1'),
    service: aRequested('bookinfo/reviews'),
    destination: anEnd('bookinfo/reviews-v1'),
    protocol: 'http',
    code: '200',
    grpcStatus: null,
    flags: null,
    security: null,
    sourcePrincipal: null,
    destinationPrincipal: null,
    isNodeProxy: false,
    operation: null,
    value: 1,
    ...fields,
  }
}

/** Bytes of a TCP connection, seen from the client. */
export function aTcpSample(fields: Partial<TrafficSample> = {}): TrafficSample {
  return aSample({ measure: 'tcpSentBytes', protocol: 'tcp', code: null, ...fields })
}

const layerByMeasure = {
  requests: 'requests',
  tcpSentBytes: 'tcp',
  tcpReceivedBytes: 'tcp',
  messagesSent: 'grpcMessages',
  messagesReceived: 'grpcMessages',
  requestBytes: 'throughput',
  responseBytes: 'throughput',
  responseTimeMs: 'responseTime',
} as const satisfies Record<Measure, Layer>

/** The answer of one query with these samples. */
export function anAnswer(
  samples: readonly TrafficSample[],
  fields: Partial<TelemetryQuery> & { readonly mesh?: Mesh; readonly part?: LayerPart } = {},
): TrafficAnswer {
  const { mesh = aMesh(), part = 'rates', ...queryFields } = fields
  const layer = layerByMeasure[samples[0]?.measure ?? 'requests']
  const query = { id: layer, layer, promql: `${layer}()`, isRecorded: false, ...queryFields }
  const evidence: QueryEvidence = {
    id: `${mesh.id}/${query.id}`,
    layer: query.layer,
    source: 'metrics',
    promql: query.promql,
    at: 1_700_000_000_000,
    tookMs: 1,
    series: samples.length,
    isRecorded: false,
  }
  return { part, mesh, query, samples, evidence, dataAt: 1_700_000_000_000 }
}

/** Traffic of one minute. Samples are put into the answers of the queries they would come from. */
export function aTraffic(
  samples: readonly TrafficSample[] = [aSample()],
  fields: Partial<Traffic> = {},
): Traffic {
  const core: readonly Layer[] = ['requests', 'tcp']
  const byLayer = Map.groupBy(samples, ({ measure }): Layer => layerByMeasure[measure])
  const layers = [...new Set([...core, ...byLayer.keys()])]
  const parts = fields.parts ?? ['rates']
  const answers = layers.map((layer) => {
    const part = parts.find((one) => one.startsWith(layer)) ?? 'rates'
    return anAnswer(byLayer.get(layer) ?? [], { id: layer, layer, promql: `${layer}()`, part })
  })
  return {
    atMs: 1_700_000_000_000,
    isLive: true,
    windowSeconds: 60,
    parts,
    namespaces: null,
    meshes: [aMesh()],
    answers,
    warnings: [],
    failingSince: new Map(),
    scrapeIntervalSeconds: 15,
    staleSinceAt: null,
    wideSeries: samples.length,
    ...fields,
  }
}
