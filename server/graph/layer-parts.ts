import type { GraphAsk, GraphType } from '#contract/graph-ask.ts'
import type { EdgeLevel, TelemetryAsk } from '../seams/mesh.ts'

type Statistic = NonNullable<TelemetryAsk['responseTime']>
type Direction = NonNullable<TelemetryAsk['throughput']>

/**
 * A part of the telemetry that has queries of its own. Viewers who want different parts share the
 * queries of those that they have in common.
 */
export type LayerPart =
  | 'rates'
  | 'idleRates' // the same, with series that stood still: it holds all of `rates`
  | 'grpcMessages'
  | 'operations'
  | `throughput ${Direction}`
  | `responseTime ${Statistic} ${EdgeLevel}`

/** Which layers of telemetry are asked for, and the grain of the response time. */
export type TelemetryLayers = Pick<
  TelemetryAsk,
  'edgeLevel' | 'responseTime' | 'throughput' | 'grpcMessages' | 'operations' | 'includeIdle'
>

const bare: TelemetryLayers = {
  edgeLevel: 'workload',
  responseTime: null,
  throughput: null,
  grpcMessages: false,
  operations: false,
  includeIdle: false,
}

const layersByPart: ReadonlyMap<LayerPart, TelemetryLayers> = new Map([
  ['rates', bare],
  ['idleRates', { ...bare, includeIdle: true }],
  ['grpcMessages', { ...bare, grpcMessages: true }],
  ['operations', { ...bare, operations: true }],
  ['throughput request', { ...bare, throughput: 'request' }],
  ['throughput response', { ...bare, throughput: 'response' }],
  ...responseTimes(),
])

function responseTimes(): [LayerPart, TelemetryLayers][] {
  const statistics = ['avg', 'p50', 'p95', 'p99'] as const
  const levels = ['workload', 'app', 'service'] as const
  return statistics.flatMap((responseTime) =>
    levels.map((edgeLevel): [LayerPart, TelemetryLayers] => [
      responseTimePart(responseTime, edgeLevel),
      { ...bare, responseTime, edgeLevel },
    ]),
  )
}

/** What a mesh is asked for when it is asked for this part; the rates come with every part. */
export const layersOf = (part: LayerPart): TelemetryLayers => layersByPart.get(part) ?? bare

/** The grain at which response times are grouped for a graph type: that of the edges it draws. */
export function edgeLevelOf(type: GraphType): EdgeLevel {
  return type === 'service' || type === 'app' ? type : 'workload'
}

export function responseTimePart(statistic: Statistic, level: EdgeLevel): LayerPart {
  return `responseTime ${statistic} ${level}`
}

/** The parts that one picture shows. All else of a base graph is not for it. */
export function partsOf(ask: GraphAsk): readonly LayerPart[] {
  const { type, responseTime, throughput, grpc, operations, idleEdges } = ask
  return [
    idleEdges ? 'idleRates' : 'rates',
    ...(grpc === 'requests' ? [] : (['grpcMessages'] as const)),
    ...(responseTime === undefined ? [] : [responseTimePart(responseTime, edgeLevelOf(type))]),
    ...(throughput === undefined ? [] : [`throughput ${throughput}` as const]),
    ...(operations ? (['operations'] as const) : []),
  ]
}

/** Everything of several wishes once, in a settled order; rates with idle ones hold those without. */
export function unionOfParts(wishes: Iterable<readonly LayerPart[]>): readonly LayerPart[] {
  const all = new Set([...wishes].flat())
  if (all.has('idleRates')) all.delete('rates')
  return [...layersByPart.keys()].filter((part) => all.has(part))
}

/** Those of `wanted` that `parts` do not hold. */
export function missingParts(
  wanted: readonly LayerPart[],
  parts: readonly LayerPart[],
): readonly LayerPart[] {
  return wanted.filter(
    (part) => !parts.includes(part) && !(part === 'rates' && parts.includes('idleRates')),
  )
}

/** Whether what is known of `part` is the business of someone who wants these. */
export function concerns(part: LayerPart, wanted: readonly LayerPart[]): boolean {
  const isRates = part === 'rates' || part === 'idleRates'
  return isRates || wanted.includes(part)
}
