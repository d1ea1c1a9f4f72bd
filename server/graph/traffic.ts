import type { QueryEvidence } from '#contract/graph.ts'
import type { Warning } from '#contract/warning.ts'
import type { Mesh, TelemetryQuery } from '../seams/mesh.ts'
import type { TrafficSample } from '../seams/traffic.ts'
import { unionOfParts, type LayerPart } from './layer-parts.ts'

/** What one query of one mesh brought. */
export interface TrafficAnswer {
  readonly part: LayerPart
  readonly mesh: Mesh
  readonly query: TelemetryQuery
  readonly samples: readonly TrafficSample[]
  readonly evidence: QueryEvidence
  readonly dataAt: number // epoch ms; older than the traffic's when it is shown from before
}

/** A warning that is told to those who want its part. */
export interface PartWarning {
  readonly part: LayerPart
  readonly warning: Warning
}

/** The telemetry of all meshes over one window that ends at one instant. Immutable. */
export interface Traffic {
  readonly atMs: number
  readonly isLive: boolean
  readonly windowSeconds: number
  /** What was asked for, whether it was answered or not. */
  readonly parts: readonly LayerPart[]
  /** The namespaces that the queries were cut to; null: all. */
  readonly namespaces: readonly string[] | null
  readonly meshes: readonly Mesh[]
  readonly answers: readonly TrafficAnswer[]
  readonly warnings: readonly PartWarning[]
  /** By `answerKey`: epoch ms of the first failure in a row. */
  readonly failingSince: ReadonlyMap<string, number>
  /** Null: the store would not say. */
  readonly scrapeIntervalSeconds: number | null
  /** Epoch ms of the oldest request or byte rates shown from before; null: all are fresh. */
  readonly staleSinceAt: number | null
  /** Series of the rates for all namespaces; Infinity when an answer was too large. */
  readonly wideSeries: number
}

/** Equal for the same question with and without idle series. */
export function answerKey({
  part,
  mesh,
  query,
}: Pick<TrafficAnswer, 'part' | 'mesh' | 'query'>): string {
  return `${mesh.id}/${query.id}/${part === 'idleRates' ? 'rates' : part}`
}

/** The same instant with more parts, asked for later. Rates with idle ones replace those without. */
export function joinTraffic(traffic: Traffic, more: Traffic): Traffic {
  const replaced = new Set(more.answers.map(answerKey))
  const parts = unionOfParts([traffic.parts, more.parts])
  const answers = [
    ...traffic.answers.filter((answer) => !replaced.has(answerKey(answer))),
    ...more.answers,
  ]
  return {
    ...traffic,
    parts,
    answers,
    warnings: [...traffic.warnings.filter(({ part }) => parts.includes(part)), ...more.warnings],
    failingSince: new Map([...traffic.failingSince, ...more.failingSince]),
    staleSinceAt: oldestRates(answers, traffic.atMs),
    wideSeries: Math.max(traffic.wideSeries, more.wideSeries),
  }
}

/** The same without what stood still, as the store answers whoever does not ask for idle series. */
export function withoutIdle(traffic: Traffic): Traffic {
  if (!traffic.parts.includes('idleRates')) return traffic
  const answers = traffic.answers.map((answer) =>
    answer.part === 'idleRates'
      ? { ...answer, samples: answer.samples.filter(({ value }) => value > 0) }
      : answer,
  )
  return { ...traffic, answers }
}

/** Epoch ms of the oldest request or byte rates that are from before; null: all are fresh. */
export function oldestRates(answers: readonly TrafficAnswer[], atMs: number): number | null {
  const old = answers
    .filter(({ query, dataAt }) => dataAt < atMs && ['requests', 'tcp'].includes(query.layer))
    .map(({ dataAt }) => dataAt)
  return old.length === 0 ? null : Math.min(...old)
}
