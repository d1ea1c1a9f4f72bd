import { LRUCache } from 'lru-cache'
import type { QueryEvidence } from '#contract/graph.ts'
import type { Warning } from '#contract/warning.ts'
import { SourceUnavailableError } from '../errors.ts'
import { queriesOf } from '../graph/gather.ts'
import type { LayerPart } from '../graph/layer-parts.ts'
import {
  readRanges,
  type RangeGot,
  type RangeTraffic,
  type TimeGrid,
} from '../graph/range-traffic.ts'
import type { PartWarning } from '../graph/traffic.ts'
import type { Mesh, TelemetryQuery } from '../seams/mesh.ts'
import type { MetricsSource } from '../seams/source.ts'
import { SharedWork } from './shared-work.ts'

export interface RangeAsk {
  readonly grid: TimeGrid
  readonly windowSeconds: number
  readonly namespaces: readonly string[] | null
  readonly parts: readonly LayerPart[]
  readonly scrapeIntervalSeconds: number | null
}

export interface RangeSourceDeps {
  readonly metrics: MetricsSource
  readonly meshes: readonly Mesh[]
}

/** Over all that is kept; a number costs about 30 bytes with its share of labels. */
const pointsKept = 1_000_000

/**
 * The traffic of many instants by one range query per question, for all who ask the same. What came
 * whole is kept; what came with trouble is asked for again.
 */
export class RangeSource {
  readonly #deps: RangeSourceDeps
  readonly #shared = new SharedWork<RangeTraffic>()
  readonly #kept = new LRUCache<string, RangeTraffic>({
    maxSize: pointsKept,
    sizeCalculation: ({ points }) => 1 + points,
  })

  constructor(deps: RangeSourceDeps) {
    this.#deps = deps
  }

  async gather(ask: RangeAsk, signal: AbortSignal): Promise<RangeTraffic> {
    const key = writeRangeKey(ask)
    const known = this.#kept.get(key)
    if (known !== undefined) return known
    const traffic = await this.#shared.do(key, (own) => this.#ask(ask, own), signal)
    if (traffic.warnings.length === 0) this.#kept.set(key, traffic)
    return traffic
  }

  async #ask(ask: RangeAsk, signal: AbortSignal): Promise<RangeTraffic> {
    const { meshes } = this.#deps
    // Rules help from the moment they are evaluated: a past instant may be older than they are.
    const none = { recordedNames: new Set<string>() }
    const asked = meshes.flatMap((mesh) =>
      queriesOf(mesh, ask, none).map((one) => ({ ...one, mesh })),
    )
    const outcomes = await Promise.all(asked.map((one) => this.#askOne(one, { ask, signal })))
    return readRanges(
      outcomes.flatMap(({ got }) => got ?? []),
      { ...ask, meshes, warnings: outcomes.flatMap(({ warnings }) => warnings) },
    )
  }

  async #askOne(
    asked: { readonly part: LayerPart; readonly mesh: Mesh; readonly query: TelemetryQuery },
    { ask, signal }: { ask: RangeAsk; signal: AbortSignal },
  ): Promise<{ got: RangeGot | null; warnings: readonly PartWarning[] }> {
    const { part, mesh, query } = asked
    const { times, stepSeconds } = ask.grid
    const { metrics } = this.#deps
    const fromMs = times[0] ?? 0
    const toMs = times.at(-1) ?? fromMs
    try {
      const { series, warnings, tookMs } = await metrics.queryRange(query.promql, {
        ...{ fromMs, toMs, stepSeconds, signal },
      })
      const evidence: QueryEvidence = {
        id: `${mesh.id}/${query.id}`,
        layer: query.layer,
        source: metrics.id,
        promql: query.promql,
        at: toMs,
        tookMs,
        series: series.length,
        isRecorded: false,
      }
      return {
        got: { part, mesh, query, series, evidence },
        warnings: warnings.map((message) =>
          warn(part, query, { metrics, code: 'partial', message }),
        ),
      }
    } catch (error) {
      if (!(error instanceof SourceUnavailableError)) throw error
      const { failure: code, message } = error
      return { got: null, warnings: [warn(part, query, { metrics, code, message })] }
    }
  }
}

/** Equal keys have the same answer. */
export const writeRangeKey = (ask: RangeAsk): string => JSON.stringify(ask)

function warn(
  part: LayerPart,
  { layer }: TelemetryQuery,
  { metrics, code, message }: Pick<Warning, 'code' | 'message'> & { metrics: MetricsSource },
): PartWarning {
  const warning = { source: metrics.id, layer, code, message, sinceAt: null, dataAt: null }
  return { part, warning }
}
