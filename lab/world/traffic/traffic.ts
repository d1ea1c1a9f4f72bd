import type { LabSpan, LedgerEntry, ObjectReader, TraceSink } from '../../seams.ts'
import type { Topology } from '../topology.ts'
import type { PodIdentity, ProxyReport, TracedReport } from './report.ts'

/** How a mesh's proxies would tell of this traffic. */
export interface Dialect {
  readonly report: (report: ProxyReport) => void
  readonly span: (traced: TracedReport) => LabSpan
  /** A pod is gone: its counters end. */
  readonly forget: (pod: PodIdentity) => void
}

export interface TrafficOptions {
  readonly topology: Topology
  readonly objects: ObjectReader
  readonly seed: number
  readonly startMs: number // where simulated time begins
  readonly dialect: Dialect
  readonly traces: TraceSink
  readonly traceRatio?: number // 0..1 of the root requests; default 0.05
  readonly maxTracesPerSecond?: number // default 10
  /** Scales every root's requests; default 1. */
  readonly rateFactor?: number
  /** Called at the end of every simulated second, after its requests: scrape here. */
  readonly onSecond?: (nowMs: number) => void
}

export interface Traffic {
  /** Sends all requests up to this instant (whole seconds); returns the simulated now. */
  readonly advanceTo: (ms: number) => number
  /** What was sent in [fromMs, toMs), in steps of five seconds, for the last hour. */
  readonly ledger: (fromMs: number, toMs: number) => readonly LedgerEntry[]
}
