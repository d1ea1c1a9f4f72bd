import type { QueryEvidence } from '#contract/graph.ts'
import type { Warning } from '#contract/warning.ts'
import { SourceUnavailableError } from '../errors.ts'
import type { Mesh, TelemetryAsk, TelemetryQuery } from '../seams/mesh.ts'
import type { MetricsFacts, MetricsSource } from '../seams/source.ts'
import type { Traffic, TrafficAnswer, TrafficLayers } from './traffic.ts'

export type { Traffic, TrafficLayers } from './traffic.ts'

export interface GatherAsk {
  readonly windowSeconds: number
  readonly atMs: number | null // null: live
  readonly layers: TrafficLayers
  readonly namespaces: readonly string[] | null
  readonly signal?: AbortSignal
}

export interface GatherDeps {
  readonly metrics: MetricsSource
  readonly meshes: readonly Mesh[]
  readonly now: () => number
  readonly seriesBudget: number
  readonly previous?: Traffic | null
}

/** Numbers from before are shown for at most this long after their query began to fail. */
const longestStaleMs = 10 * 60_000
const nothingKnown: MetricsFacts = {
  scrapeIntervalSeconds: null,
  retentionSeconds: null,
  recordedNames: new Set(),
}

/**
 * The telemetry of every mesh at one instant, all queries side by side.
 *
 * A query that fails takes its own layer away and leaves a warning; live, the layer's numbers from
 * before stay for ten minutes. Throws only what is no failure of the metric store: an abort, a bug.
 */
export async function gatherTraffic(ask: GatherAsk, deps: GatherDeps): Promise<Traffic> {
  const atMs = ask.atMs ?? deps.now()
  const facts = await gatherFacts(ask, deps.metrics)
  const namespaces = isOverBudget(ask, deps) ? ask.namespaces : null
  const telemetryAsk: TelemetryAsk = {
    ...ask.layers,
    windowSeconds: ask.windowSeconds,
    namespaces,
    recordedNames: facts.recordedNames,
  }
  const asked = deps.meshes.flatMap((mesh) =>
    mesh.telemetry.queries(telemetryAsk).map((query) => ({ mesh, query, atMs })),
  )
  const outcomes = await Promise.all(asked.map((one) => gatherAnswer(one, { ask, deps })))
  const answers = outcomes.flatMap(({ answer }) => answer ?? [])
  return {
    atMs,
    isLive: ask.atMs === null,
    windowSeconds: ask.windowSeconds,
    layers: ask.layers,
    namespaces,
    meshes: deps.meshes,
    answers,
    evidence: answers.map(({ evidence }) => evidence),
    warnings: outcomes.flatMap(({ warnings }) => warnings),
    failingSince: new Map(outcomes.flatMap(({ failing }) => (failing === null ? [] : [failing]))),
    scrapeIntervalSeconds: facts.scrapeIntervalSeconds,
    staleSinceAt: oldestRates(answers, atMs),
    wideSeries: wideSeriesOf(outcomes, { namespaces, previous: deps.previous }),
  }
}

interface Asked {
  readonly mesh: Mesh
  readonly query: TelemetryQuery
  readonly atMs: number
}

interface Outcome {
  readonly answer: TrafficAnswer | null
  readonly warnings: readonly Warning[]
  readonly failing: readonly [string, number] | null
  readonly isTooLarge: boolean
}

async function gatherFacts(ask: GatherAsk, metrics: MetricsSource): Promise<MetricsFacts> {
  try {
    return await metrics.facts(ask.signal)
  } catch (error) {
    // A store that will not tell of itself may still answer: the queries do without.
    if (error instanceof SourceUnavailableError) return nothingKnown
    throw error
  }
}

async function gatherAnswer(
  asked: Asked,
  { ask, deps }: { ask: GatherAsk; deps: GatherDeps },
): Promise<Outcome> {
  const { mesh, query, atMs } = asked
  const options = ask.signal === undefined ? { atMs } : { atMs, signal: ask.signal }
  try {
    const { vector, warnings, tookMs } = await deps.metrics.query(query.promql, options)
    const evidence: QueryEvidence = {
      id: `${mesh.id}/${query.id}`,
      layer: query.layer,
      source: deps.metrics.id,
      promql: query.promql,
      at: atMs,
      tookMs,
      series: vector.values.length,
      isRecorded: query.isRecorded,
    }
    const samples = mesh.telemetry.read(query, vector)
    return {
      answer: { mesh, query, samples, evidence, dataAt: atMs },
      warnings: warnings.map((message) => partialWarning(query, deps.metrics.id, message)),
      failing: null,
      isTooLarge: false,
    }
  } catch (error) {
    if (!(error instanceof SourceUnavailableError)) throw error
    return fallBack(asked, error, deps.previous ?? null)
  }
}

/** What is left of a layer whose query failed: its numbers from before, when they still serve. */
function fallBack(
  { mesh, query, atMs }: Asked,
  error: SourceUnavailableError,
  previous: Traffic | null,
): Outcome {
  const key = `${mesh.id}/${query.id}`
  const sinceAt = previous?.failingSince.get(key) ?? atMs
  const before = previous?.answers.find(
    (one) => one.mesh.id === mesh.id && one.query.promql === query.promql,
  )
  const isUsable = before !== undefined && atMs - before.dataAt < longestStaleMs
  const warning: Warning = {
    source: error.source,
    layer: query.layer,
    code: error.failure,
    message: error.message,
    sinceAt,
    dataAt: isUsable ? before.dataAt : null,
  }
  return {
    answer: isUsable ? before : null,
    warnings: [warning],
    failing: [key, sinceAt],
    isTooLarge: error.failure === 'tooLarge',
  }
}

function partialWarning(query: TelemetryQuery, source: string, message: string): Warning {
  return { source, layer: query.layer, code: 'partial', message, sinceAt: null, dataAt: null }
}

/** Over the budget the queries are cut to the namespaces in question, when some are named. */
function isOverBudget(ask: GatherAsk, { previous, seriesBudget }: GatherDeps): boolean {
  return ask.namespaces !== null && (previous?.wideSeries ?? 0) > seriesBudget
}

function wideSeriesOf(
  outcomes: readonly Outcome[],
  {
    namespaces,
    previous,
  }: { namespaces: Traffic['namespaces']; previous?: Traffic | null | undefined },
): number {
  if (namespaces !== null) return previous?.wideSeries ?? 0
  if (outcomes.some(({ isTooLarge }) => isTooLarge)) return Number.POSITIVE_INFINITY
  return outcomes.reduce((sum, { answer }) => sum + (answer?.evidence.series ?? 0), 0)
}

function oldestRates(answers: readonly TrafficAnswer[], atMs: number): number | null {
  const old = answers
    .filter(({ query, dataAt }) => dataAt < atMs && ['requests', 'tcp'].includes(query.layer))
    .map(({ dataAt }) => dataAt)
  return old.length === 0 ? null : Math.min(...old)
}
