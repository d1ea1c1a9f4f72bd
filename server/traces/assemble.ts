import type { SpanOrigin, SpanRecord } from '../seams/span.ts'
import { straighten } from './clocks.ts'

/** Where a span was made, as far as the mesh and the cluster tell. */
export interface Place {
  readonly namespace: string | null
  readonly workload: string | null
  readonly app: string | null
  readonly version: string | null
  readonly pod: string | null
  readonly role: SpanOrigin['role']
}

export interface PlacedSpan {
  readonly record: SpanRecord
  readonly origin: SpanOrigin | null // null: no mesh knows it
  readonly place: Place
  readonly parent: number // index; -1: a root
  readonly depth: number
  readonly offsetNs: number // from the start of the trace; safe: 104 days fit
  readonly durationNs: number
  readonly isOrphan: boolean // its parent is not in the trace
  readonly warnings: readonly string[]
}

/** Spans of one request, parents before children, siblings by start. */
export interface Trace {
  readonly traceId: string
  readonly startNs: bigint
  readonly durationNs: number
  readonly spans: readonly PlacedSpan[]
  readonly warnings: readonly string[]
}

export interface Reader {
  readonly originOf: (span: SpanRecord) => SpanOrigin | null
  readonly placeOf: (span: SpanRecord, origin: SpanOrigin | null) => Place
}

/** A span on its way into the tree. */
export interface Draft {
  readonly record: SpanRecord
  readonly origin: SpanOrigin | null
  readonly place: Place
  readonly warnings: string[]
  parent: Draft | null
  isOrphan: boolean
  startNs: bigint
}

/**
 * Puts the spans of one trace together. Spans that came twice count once; of two halves under one
 * id the server's goes below the client's; what has no parent, or is its own ancestor, becomes a
 * root; clocks that disagree are straightened and said so. Any size, no recursion.
 *
 * @see https://zipkin.io/pages/instrumenting.html, "shared spans"
 */
export function assemble(records: readonly SpanRecord[], reader: Reader): Trace {
  const drafts = withoutCopies(records).map((record) => draftOf(record, reader))
  const warnings = linkParents(drafts)
  cutCycles(drafts)
  const childrenOf = Map.groupBy(drafts, ({ parent }) => parent)
  const roots = childrenOf.get(null) ?? []
  straighten(roots, childrenOf)
  return layOut(roots, { childrenOf, warnings, traceId: records[0]?.traceId ?? '' })
}

function draftOf(record: SpanRecord, { originOf, placeOf }: Reader): Draft {
  const origin = originOf(record)
  return {
    record,
    origin,
    place: placeOf(record, origin),
    warnings: [...record.warnings],
    parent: null,
    isOrphan: false,
    startNs: record.startNs,
  }
}

function withoutCopies(records: readonly SpanRecord[]): readonly SpanRecord[] {
  const byId = new Map<string, SpanRecord[]>()
  return records.filter((record) => {
    const known = byId.get(record.spanId)
    if (known === undefined) {
      byId.set(record.spanId, [record])
      return true
    }
    if (known.some((one) => isCopy(one, record))) return false
    known.push(record)
    return true
  })
}

const isCopy = (one: SpanRecord, other: SpanRecord): boolean =>
  one.kind === other.kind &&
  one.service === other.service &&
  one.startNs === other.startNs &&
  one.isShared === other.isShared

const isServerHalf = ({ record }: Draft): boolean => record.isShared || record.kind === 'server'

/** Finds everybody's parent; returns what was odd about the whole. */
function linkParents(drafts: readonly Draft[]): readonly string[] {
  const byId = Map.groupBy(drafts, ({ record }) => record.spanId)
  for (const draft of drafts) {
    draft.parent = parentOf(draft, byId)
    const { parentId, spanId } = draft.record
    draft.isOrphan = draft.parent === null && parentId !== null && parentId !== spanId
    if (draft.isOrphan) draft.warnings.push('Its parent is not in the trace.')
  }
  const orphans = drafts.filter(({ isOrphan }) => isOrphan).length
  return orphans === 0
    ? []
    : [`${orphans} of ${drafts.length} spans name a parent that is not there: a part is missing.`]
}

function parentOf(draft: Draft, byId: ReadonlyMap<string, readonly Draft[]>): Draft | null {
  const { spanId, parentId } = draft.record
  const halves = byId.get(spanId) ?? []
  const other = halves.length > 1 && isServerHalf(draft) ? clientHalf(halves, draft) : null
  if (other !== null) return other
  const candidates = parentId === null || parentId === spanId ? [] : (byId.get(parentId) ?? [])
  // What the server did on behalf of the call goes below its half, not below the caller's.
  return candidates.findLast(isServerHalf) ?? candidates[0] ?? null
}

function clientHalf(halves: readonly Draft[], self: Draft): Draft | null {
  return halves.find((half) => half !== self && !isServerHalf(half)) ?? null
}

/** Whoever is its own ancestor becomes a root where the walk first met it. */
function cutCycles(drafts: readonly Draft[]): void {
  const walkOf = new Map<Draft, number>() // in which walk it was met
  drafts.forEach((first, walk) => {
    let at: Draft | null = first
    while (at !== null && !walkOf.has(at)) {
      walkOf.set(at, walk)
      at = at.parent
    }
    if (at === null || walkOf.get(at) !== walk) return
    at.parent = null
    at.isOrphan = true
    at.warnings.push('It is its own ancestor: drawn as a root.')
  })
}

interface Forest {
  readonly childrenOf: ReadonlyMap<Draft | null, readonly Draft[]>
  readonly warnings: readonly string[]
  readonly traceId: string
}

function layOut(roots: readonly Draft[], { childrenOf, warnings, traceId }: Forest): Trace {
  const spans: PlacedSpan[] = []
  const startNs = earliestOf(childrenOf)
  let endNs = 0
  const waiting = [...byStart(roots)].reverse().map((draft) => ({ draft, parent: -1, depth: 0 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { draft, parent, depth } = next
    const index = spans.length
    const span = place(draft, { parent, depth, startNs, above: spans[parent] })
    spans.push(span)
    endNs = Math.max(endNs, span.offsetNs + span.durationNs)
    const children = childrenOf.get(draft)
    if (children === undefined) continue
    for (const child of byStart(children).toReversed())
      waiting.push({ draft: child, parent: index, depth: depth + 1 })
  }
  return { traceId, startNs, durationNs: endNs, spans, warnings }
}

/** 0: no span says when it began. */
function earliestOf(childrenOf: Forest['childrenOf']): bigint {
  let earliest = 0n
  for (const children of childrenOf.values())
    for (const { startNs } of children)
      if (startNs > 0n && (earliest === 0n || startNs < earliest)) earliest = startNs
  return earliest
}

const byStart = (drafts: readonly Draft[]): readonly Draft[] =>
  drafts.length < 2
    ? drafts
    : drafts.toSorted((one, other) =>
        one.startNs < other.startNs ? -1 : one.startNs > other.startNs ? 1 : 0,
      )

interface Seat {
  readonly parent: number
  readonly depth: number
  readonly startNs: bigint
  readonly above: PlacedSpan | undefined
}

/** What says no start is drawn where its parent starts. */
function place(draft: Draft, { parent, depth, startNs, above }: Seat): PlacedSpan {
  const { record, origin, warnings, isOrphan } = draft
  return {
    ...{ record, origin, place: draft.place, parent, depth, isOrphan, warnings },
    offsetNs: draft.startNs === 0n ? (above?.offsetNs ?? 0) : Number(draft.startNs - startNs),
    durationNs: Number(record.durationNs),
  }
}
