import type { SpanOrigin, SpanRecord } from '../seams/span.ts'
import { straighten } from './clocks.ts'
import { addDraft, type Draft } from './draft.ts'

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

/**
 * Puts the spans of one trace together. Spans that came twice count once; of two halves under one
 * id the server's goes below the client's; what has no parent, or is its own ancestor, becomes a
 * root; clocks that disagree are straightened and said so. Any size, no recursion; 80,000 spans are
 * usual enough for it to make few objects of each.
 *
 * @see https://zipkin.io/pages/instrumenting.html, "shared spans"
 */
export function assemble(records: readonly SpanRecord[], reader: Reader): Trace {
  const parts = assembleByParts(records, reader)
  for (;;) {
    const part = parts.next()
    if (part.done === true) return part.value
  }
}

/** How much is done of a walk before others may have their turn. */
const spansAtOnce = 2000

/** The same by parts of a few milliseconds each. */
export function* assembleByParts(
  records: readonly SpanRecord[],
  reader: Reader,
): Generator<undefined, Trace, undefined> {
  const epochNs = earliestOf(records)
  const byId = new Map<string, Draft>()
  const drafts: Draft[] = []
  for (const [index, record] of records.entries()) {
    if (index % spansAtOnce === 0) yield
    const draft = addDraft(byId, record, epochNs)
    if (draft !== null) drafts.push(draft)
  }
  const warnings = yield* linkParents(drafts, byId)
  yield
  cutCycles(drafts)
  yield
  const roots = listChildren(drafts)
  yield
  straighten(roots)
  const traceId = records[0]?.traceId ?? ''
  return yield* layOut(roots, { drafts, epochNs, warnings, reader, traceId })
}

/** 0: no span says when it began. */
function earliestOf(records: readonly SpanRecord[]): bigint {
  let earliest = 0n
  for (const { startNs } of records)
    if (startNs > 0n && (earliest === 0n || startNs < earliest)) earliest = startNs
  return earliest
}

const isServerHalf = ({ record }: Draft): boolean => record.isShared || record.kind === 'server'

/** Finds everybody's parent; returns what was odd about the whole. */
function* linkParents(
  drafts: readonly Draft[],
  byId: ReadonlyMap<string, Draft>,
): Generator<undefined, readonly string[], undefined> {
  let orphans = 0
  for (const [index, draft] of drafts.entries()) {
    if (index % spansAtOnce === 0) yield
    draft.parent = parentOf(draft, byId)
    const { parentId, spanId } = draft.record
    draft.isOrphan = draft.parent === null && parentId !== null && parentId !== spanId
    if (!draft.isOrphan) continue
    orphans += 1
    draft.warnings = [...draft.warnings, 'Its parent is not in the trace.']
  }
  return orphans === 0
    ? []
    : [`${orphans} of ${drafts.length} spans name a parent that is not there: a part is missing.`]
}

function parentOf(draft: Draft, byId: ReadonlyMap<string, Draft>): Draft | null {
  const { spanId, parentId } = draft.record
  const first = byId.get(spanId) ?? null
  const hasTwin = first !== draft || draft.twin !== null
  const other = hasTwin && isServerHalf(draft) ? clientHalf(first, draft) : null
  if (other !== null) return other
  const above = parentId === null || parentId === spanId ? null : (byId.get(parentId) ?? null)
  // What the server did on behalf of the call goes below its half, not below the caller's.
  let parent = above
  for (let half = above; half !== null; half = half.twin) if (isServerHalf(half)) parent = half
  return parent
}

function clientHalf(first: Draft | null, self: Draft): Draft | null {
  for (let half = first; half !== null; half = half.twin)
    if (half !== self && !isServerHalf(half)) return half
  return null
}

/** Whoever is its own ancestor becomes a root where the walk first met it. */
function cutCycles(drafts: readonly Draft[]): void {
  drafts.forEach((first, walk) => {
    let at: Draft | null = first
    while (at !== null && at.walk === -1) {
      at.walk = walk
      at = at.parent
    }
    if (at === null || at.walk !== walk) return
    at.parent = null
    at.isOrphan = true
    at.warnings = [...at.warnings, 'It is its own ancestor: drawn as a root.']
  })
}

/** Tells everybody their children; returns the roots. */
function listChildren(drafts: readonly Draft[]): readonly Draft[] {
  const roots: Draft[] = []
  for (const draft of drafts) {
    if (draft.parent === null) roots.push(draft)
    else if (draft.parent.children === null) draft.parent.children = [draft]
    else draft.parent.children.push(draft)
  }
  return roots
}

interface Forest {
  readonly drafts: readonly Draft[]
  readonly epochNs: bigint
  readonly warnings: readonly string[]
  readonly reader: Reader
  readonly traceId: string
}

function* layOut(roots: readonly Draft[], forest: Forest): Generator<undefined, Trace, undefined> {
  const { drafts, epochNs, warnings, reader, traceId } = forest
  const spans: PlacedSpan[] = []
  const fromNs = firstStart(drafts)
  let endNs = 0
  const waiting = byStart(roots).toReversed()
  for (let draft = waiting.pop(); draft !== undefined; draft = waiting.pop()) {
    if (spans.length % spansAtOnce === 0) yield
    draft.index = spans.length
    const above = draft.parent === null ? undefined : spans[draft.parent.index]
    const span = place(draft, { fromNs, above, reader })
    spans.push(span)
    endNs = Math.max(endNs, span.offsetNs + span.durationNs)
    if (draft.children === null) continue
    const children = byStart(draft.children)
    for (let last = children.length - 1; last >= 0; last -= 1) {
      const child = children[last]
      if (child !== undefined) waiting.push(child)
    }
  }
  const startNs = epochNs === 0n ? 0n : epochNs + BigInt(fromNs)
  return { traceId, startNs, durationNs: endNs, spans, warnings }
}

/** From the epoch of the drafts, which is the first start before clocks were straightened. */
function firstStart(drafts: readonly Draft[]): number {
  let first = Infinity
  for (const { startNs, isTimed } of drafts) if (isTimed && startNs < first) first = startNs
  return first === Infinity ? 0 : first
}

/** Stores mostly answer in this order. */
function byStart(drafts: readonly Draft[]): readonly Draft[] {
  const isSorted = drafts.every(
    ({ startNs }, index) => index === 0 || (drafts[index - 1]?.startNs ?? 0) <= startNs,
  )
  if (isSorted) return drafts
  return drafts.toSorted((one, other) =>
    one.startNs < other.startNs ? -1 : one.startNs > other.startNs ? 1 : 0,
  )
}

interface Seat {
  readonly fromNs: number
  readonly above: PlacedSpan | undefined
  readonly reader: Reader
}

/** What says no start is drawn where its parent starts. */
function place(draft: Draft, { fromNs, above, reader }: Seat): PlacedSpan {
  const { record, warnings, isOrphan, durationNs } = draft
  const origin = reader.originOf(record)
  return {
    record,
    origin,
    place: reader.placeOf(record, origin),
    parent: draft.parent === null ? -1 : draft.parent.index,
    depth: above === undefined ? 0 : above.depth + 1,
    offsetNs: draft.isTimed ? draft.startNs - fromNs : (above?.offsetNs ?? 0),
    durationNs,
    isOrphan,
    warnings,
  }
}
