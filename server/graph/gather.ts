import { setTimeout as sleep } from 'node:timers/promises'
import type { QueryEvidence } from '#contract/graph.ts'
import type { Warning } from '#contract/warning.ts'
import { SourceUnavailableError } from '../errors.ts'
import type { Mesh, TelemetryAsk, TelemetryQuery } from '../seams/mesh.ts'
import type { MetricsFacts, MetricsSource } from '../seams/source.ts'
import { layersOf, type LayerPart } from './layer-parts.ts'
import {
  answerKey,
  oldestRates,
  type PartWarning,
  type Traffic,
  type TrafficAnswer,
} from './traffic.ts'

export type { Traffic } from './traffic.ts'

export interface GatherAsk {
  readonly windowSeconds: number
  readonly atMs: number | null // null: live
  readonly parts: readonly LayerPart[]
  /** The queries are cut to rows with one of these at either end; null: all. */
  readonly namespaces: readonly string[] | null
  readonly signal?: AbortSignal
}

export interface GatherDeps {
  readonly metrics: MetricsSource
  readonly meshes: readonly Mesh[]
  readonly now: () => number
  readonly previous?: Traffic | null
  /** How long the queries wait for what the store tells of itself; 5 s when absent. */
  readonly factsWaitMs?: number
}

/** Numbers from before are shown for at most this long after their query began to fail. */
const longestStaleMs = 10 * 60_000
const longestForFacts = 5000
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
  const facts = forInstant(await gatherFacts(ask, deps), ask)
  const asked = deps.meshes.flatMap((mesh) =>
    queriesOf(mesh, ask, facts).map((one) => ({ ...one, mesh, atMs })),
  )
  const outcomes = await Promise.all(asked.map((one) => gatherAnswer(one, { ask, deps })))
  const answers = outcomes.flatMap(({ answer }) => answer ?? [])
  return {
    atMs,
    isLive: ask.atMs === null,
    windowSeconds: ask.windowSeconds,
    parts: ask.parts,
    namespaces: ask.namespaces,
    meshes: deps.meshes,
    answers,
    warnings: outcomes.flatMap(({ warnings }) => warnings),
    failingSince: new Map(outcomes.flatMap(({ failing }) => (failing === null ? [] : [failing]))),
    scrapeIntervalSeconds: facts.scrapeIntervalSeconds,
    staleSinceAt: oldestRates(answers, atMs),
    wideSeries: ask.namespaces === null ? wideSeriesOf(outcomes) : 0,
  }
}

/** The rates come with whatever a mesh is asked for: of the other parts only what they add. */
export function queriesOf(
  mesh: Mesh,
  { parts, windowSeconds, namespaces }: Pick<GatherAsk, 'parts' | 'windowSeconds' | 'namespaces'>,
  { recordedNames }: Pick<MetricsFacts, 'recordedNames'>,
): { readonly part: LayerPart; readonly query: TelemetryQuery }[] {
  const ask = (part: LayerPart): readonly TelemetryQuery[] => {
    const telemetryAsk: TelemetryAsk = {
      ...layersOf(part),
      windowSeconds,
      namespaces,
      recordedNames,
    }
    return mesh.telemetry.queries(telemetryAsk)
  }
  const rates = new Set(ask('rates').map(({ promql }) => promql))
  return parts.flatMap((part) => {
    const queries = ask(part)
    const own =
      part === 'rates' || part === 'idleRates'
        ? queries
        : queries.filter(({ promql }) => !rates.has(promql))
    return own.map((query) => ({ part, query }))
  })
}

interface Asked {
  readonly part: LayerPart
  readonly mesh: Mesh
  readonly query: TelemetryQuery
  readonly atMs: number
}

interface Outcome {
  readonly answer: TrafficAnswer | null
  readonly warnings: readonly PartWarning[]
  readonly failing: readonly [string, number] | null
  readonly isTooLarge: boolean
}

/** Rules help from the moment they are evaluated: a past instant may be older than they are. */
const forInstant = (facts: MetricsFacts, { atMs }: GatherAsk): MetricsFacts =>
  atMs === null ? facts : { ...facts, recordedNames: nothingKnown.recordedNames }

/**
 * What the store tells of itself, as far as it does so soon: a store that hangs would take its time
 * twice. Whoever asks later may know.
 */
async function gatherFacts(
  ask: GatherAsk,
  { metrics, factsWaitMs = longestForFacts }: GatherDeps,
): Promise<MetricsFacts> {
  const patience = new AbortController()
  const { signal } = patience
  const giveUp = sleep(factsWaitMs, nothingKnown, { signal }).catch(() => nothingKnown)
  try {
    return await Promise.race([metrics.facts(ask.signal), giveUp])
  } catch (error) {
    // A store that will not tell of itself may still answer: the queries do without.
    if (error instanceof SourceUnavailableError) return nothingKnown
    throw error
  } finally {
    patience.abort()
  }
}

async function gatherAnswer(
  asked: Asked,
  { ask, deps }: { ask: GatherAsk; deps: GatherDeps },
): Promise<Outcome> {
  const { part, mesh, query, atMs } = asked
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
      answer: { part, mesh, query, samples, evidence, dataAt: atMs },
      warnings: warnings.map((message) => ({
        part,
        warning: partialWarning(query, deps.metrics.id, message),
      })),
      failing: null,
      isTooLarge: false,
    }
  } catch (error) {
    if (!(error instanceof SourceUnavailableError)) throw error
    return fallBack(asked, error, deps.previous ?? null)
  }
}

/** What is left of a layer whose query failed: its numbers from before, when they still serve. */
function fallBack(asked: Asked, error: SourceUnavailableError, previous: Traffic | null): Outcome {
  const { part, query, atMs } = asked
  const key = answerKey(asked)
  const sinceAt = previous?.failingSince.get(key) ?? atMs
  const before = previous?.answers.find(
    (one) => answerKey(one) === key && isSameQuestion(one, asked),
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
    warnings: [{ part, warning }],
    failing: [key, sinceAt],
    isTooLarge: error.failure === 'tooLarge',
  }
}

/** Rates with and without idle series serve for each other, until they can be asked for again. */
const isSameQuestion = (one: TrafficAnswer, { part, query }: Asked): boolean =>
  one.query.promql === query.promql || one.part !== part

function partialWarning(query: TelemetryQuery, source: string, message: string): Warning {
  return { source, layer: query.layer, code: 'partial', message, sinceAt: null, dataAt: null }
}

function wideSeriesOf(outcomes: readonly Outcome[]): number {
  if (outcomes.some(({ isTooLarge }) => isTooLarge)) return Number.POSITIVE_INFINITY
  return outcomes.reduce((sum, { answer }) => {
    const isRate = answer?.part === 'rates' || answer?.part === 'idleRates'
    return isRate ? sum + answer.evidence.series : sum
  }, 0)
}
