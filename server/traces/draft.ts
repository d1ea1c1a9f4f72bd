import type { SpanRecord } from '../seams/span.ts'

/** A span on its way into the tree. */
export interface Draft {
  readonly record: SpanRecord
  readonly durationNs: number
  /** It says when it began. */
  readonly isTimed: boolean
  /** From the earliest start of all; of those that say none, before everything. */
  startNs: number
  warnings: readonly string[]
  parent: Draft | null
  children: Draft[] | null // null: none
  /** The next half under the same id. */
  twin: Draft | null
  isOrphan: boolean
  walk: number // in which walk up to the root it was met; -1: in none yet
  movedNs: number // how far the clocks of those above it were moved
  index: number // in the order of drawing
}

/**
 * A draft of the record, behind others of its id; null when the same span is there already. Numbers
 * hold what is left of times once the earliest is taken off: 104 days.
 */
export function addDraft(
  byId: Map<string, Draft>,
  record: SpanRecord,
  epochNs: bigint,
): Draft | null {
  const first = byId.get(record.spanId)
  if (first === undefined) {
    const draft = draftOf(record, epochNs)
    byId.set(record.spanId, draft)
    return draft
  }
  let last = first
  for (let half: Draft | null = first; half !== null; half = half.twin) {
    if (isCopy(half.record, record)) return null
    last = half
  }
  last.twin = draftOf(record, epochNs)
  return last.twin
}

function draftOf(record: SpanRecord, epochNs: bigint): Draft {
  const isTimed = record.startNs > 0n
  return {
    record,
    durationNs: Number(record.durationNs),
    isTimed,
    startNs: isTimed ? Number(record.startNs - epochNs) : -Infinity,
    warnings: record.warnings,
    parent: null,
    children: null,
    twin: null,
    isOrphan: false,
    walk: -1,
    movedNs: 0,
    index: -1,
  }
}

const isCopy = (one: SpanRecord, other: SpanRecord): boolean =>
  one.kind === other.kind &&
  one.service === other.service &&
  one.startNs === other.startNs &&
  one.isShared === other.isShared
