import type { QueryEvidence } from '#contract/graph.ts'
import type { Mesh, TelemetryQuery } from '../seams/mesh.ts'
import { factsOf, sampleOf, type SeriesFacts, type TrafficSample } from '../seams/traffic.ts'
import { buildVector, type RangeSeries } from '../seams/vector.ts'
import type { LayerPart } from './layer-parts.ts'
import type { PartWarning, Traffic, TrafficAnswer } from './traffic.ts'

/** What one range query of one mesh brought. */
export interface RangeGot {
  readonly part: LayerPart
  readonly mesh: Mesh
  readonly query: TelemetryQuery
  readonly series: readonly RangeSeries[]
  readonly evidence: QueryEvidence
}

/** Instants, evenly spaced, oldest first. */
export interface TimeGrid {
  readonly times: readonly number[] // epoch ms
  readonly stepSeconds: number
}

/** The same questions at many instants: what it takes to tell the traffic of each of them. */
export interface RangeTraffic {
  readonly grid: TimeGrid
  readonly windowSeconds: number
  readonly namespaces: readonly string[] | null
  readonly parts: readonly LayerPart[]
  readonly evidence: readonly QueryEvidence[]
  readonly warnings: readonly PartWarning[]
  /** How many numbers it holds. */
  readonly points: number
  /** The traffic at one instant of the grid, as if it had been asked for alone. */
  readonly at: (step: number) => Traffic
}

type RangeParts = Pick<
  RangeTraffic,
  'grid' | 'windowSeconds' | 'namespaces' | 'parts' | 'warnings'
> & {
  readonly meshes: readonly Mesh[]
  readonly scrapeIntervalSeconds: number | null
}

/**
 * Range answers as the traffic of each instant. The labels of a series are read once; a series
 * without a number at an instant is not in the traffic of that instant.
 */
export function readRanges(got: readonly RangeGot[], parts: RangeParts): RangeTraffic {
  const { grid } = parts
  const columns = got.map((one) => readColumn(one, grid))
  return {
    ...parts,
    evidence: got.map(({ evidence }) => evidence),
    points: columns.reduce((sum, { rows }) => sum + rows.length, 0) * grid.times.length,
    at: (step) => ({
      atMs: grid.times[step] ?? 0,
      isLive: false,
      windowSeconds: parts.windowSeconds,
      parts: parts.parts,
      namespaces: parts.namespaces,
      meshes: parts.meshes,
      answers: columns.map((column) => answerAt(column, { step, grid })),
      warnings: parts.warnings,
      failingSince: new Map(),
      scrapeIntervalSeconds: parts.scrapeIntervalSeconds,
      staleSinceAt: null,
      wideSeries: 0,
    }),
  }
}

interface Column {
  readonly got: RangeGot
  readonly rows: readonly Row[]
}

interface Row {
  readonly facts: SeriesFacts
  readonly values: Float64Array // by step; NaN: no number then
}

/** The mesh reads labels, not numbers: each series goes through it with its place as its value. */
function readColumn(got: RangeGot, grid: TimeGrid): Column {
  const places = got.series.map(({ labels }, place) => ({ labels, value: place }))
  const samples = got.mesh.telemetry.read(got.query, buildVector(places))
  const rows = samples.flatMap((sample) => {
    const series = got.series[sample.value]
    return series === undefined
      ? []
      : [{ facts: factsOf(sample), values: alignToGrid(series, grid) }]
  })
  return { got, rows }
}

function alignToGrid({ timesMs, values }: RangeSeries, { times, stepSeconds }: TimeGrid) {
  const [first = 0] = times
  const aligned = new Float64Array(times.length).fill(Number.NaN)
  timesMs.forEach((time, index) => {
    const step = Math.round((time - first) / (stepSeconds * 1000))
    if (step >= 0 && step < aligned.length) aligned[step] = values[index] ?? Number.NaN
  })
  return aligned
}

function answerAt(
  { got, rows }: Column,
  { step, grid }: { step: number; grid: TimeGrid },
): TrafficAnswer {
  const samples: TrafficSample[] = []
  for (const { facts, values } of rows) {
    const value = values[step] ?? Number.NaN
    if (!Number.isNaN(value)) samples.push(sampleOf(facts, value))
  }
  const { part, mesh, query, evidence } = got
  return { part, mesh, query, samples, evidence, dataAt: grid.times[step] ?? 0 }
}
