import { spanKinds, spanMark, type TraceView } from '#contract/traces.ts'

/** A trace by columns with what drawing it asks for again and again. Made once per trace. */
export interface TraceModel {
  readonly trace: TraceView
  readonly count: number
  /** How many spans below each one; 0: a leaf. */
  readonly below: Int32Array
  /** The client's half of a call whose server's half stands below it. */
  readonly isFoldable: Uint8Array
  readonly foldable: number
  /** Stretches of the critical path by span. */
  readonly pathOf: ReadonlyMap<number, readonly Readonly<Stretch>[]>
}

const client = spanKinds.indexOf('client')
const server = spanKinds.indexOf('server')

export function modelOf(trace: TraceView): TraceModel {
  const { parents, kinds, marks } = trace.spans
  const count = parents.length
  const below = new Int32Array(count)
  const isFoldable = new Uint8Array(count)
  let foldable = 0
  // Children stand after their parents, so one walk from the end adds everything up.
  for (let index = count - 1; index >= 0; index -= 1) {
    const parent = parents[index] ?? -1
    if (parent < 0) continue
    below[parent] = (below[parent] ?? 0) + 1 + (below[index] ?? 0)
    const isProxies = ((marks[parent] ?? 0) & (marks[index] ?? 0) & spanMark.proxy) !== 0
    if (
      isProxies &&
      kinds[parent] === client &&
      kinds[index] === server &&
      isFoldable[parent] === 0
    ) {
      isFoldable[parent] = 1
      foldable += 1
    }
  }
  return {
    ...{ trace, count, below, isFoldable, foldable },
    pathOf: pathsOf(trace),
  }
}

interface Stretch {
  readonly fromNs: number
  toNs: number
}

/** Gaps that are narrower are nothing on the screen: a root has thousands, each an element. */
const leastGap = 1 / 1000

function pathsOf({ criticalPath, durationNs }: TraceView): Map<number, Stretch[]> {
  const { spans, fromNs, toNs } = criticalPath
  const paths = new Map<number, Stretch[]>()
  spans.forEach((span, index) => {
    const stretch = { fromNs: fromNs[index] ?? 0, toNs: toNs[index] ?? 0 }
    const known = paths.get(span)
    const last = known?.at(-1)
    if (known === undefined) paths.set(span, [stretch])
    else if (last !== undefined && stretch.fromNs - last.toNs < durationNs * leastGap)
      last.toNs = stretch.toNs
    else known.push(stretch)
  })
  return paths
}

export interface Row {
  readonly span: number
  readonly depth: number // as drawn
}

export interface RowsAsk {
  readonly collapsed: ReadonlySet<number>
  /** Leave out the client's half of calls whose server's half is there. */
  readonly isFolded: boolean
}

/** Rows of the timeline, top to bottom. Linear in the spans, no recursion. */
export function rowsOf(model: TraceModel, { collapsed, isFolded }: RowsAsk): readonly Row[] {
  const { trace, count, below, isFoldable } = model
  const { parents } = trace.spans
  const depths = new Int32Array(count)
  const isLeftOut = (span: number): boolean => isFolded && isFoldable[span] === 1
  const rows: Row[] = []
  let span = 0
  while (span < count) {
    const parent = parents[span] ?? -1
    const depth = parent < 0 ? 0 : (depths[parent] ?? 0) + (isLeftOut(parent) ? 0 : 1)
    depths[span] = depth
    if (!isLeftOut(span)) rows.push({ span, depth })
    span += 1 + (collapsed.has(span) ? (below[span] ?? 0) : 0)
  }
  return rows
}

/** Spans whose service, operation or workload has the text, in the order of drawing. */
export function matchesOf({ trace, count }: TraceModel, text: string): readonly number[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return []
  const has = (name: string | null | undefined): boolean =>
    name?.toLowerCase().includes(wanted) ?? false
  const services = trace.services.map(has)
  const operations = trace.operations.map(has)
  const places = trace.places.map(({ workload, pod }) => has(workload) || has(pod))
  const found: number[] = []
  const { spans } = trace
  for (let span = 0; span < count; span += 1)
    if (
      services[spans.services[span] ?? -1] === true ||
      operations[spans.operations[span] ?? -1] === true ||
      places[spans.places[span] ?? -1] === true
    )
      found.push(span)
  return found
}

/** All ancestors of a span, so that none of them hides it. */
export function ancestorsOf({ trace }: TraceModel, span: number): readonly number[] {
  const ancestors: number[] = []
  for (
    let above = trace.spans.parents[span] ?? -1;
    above >= 0;
    above = trace.spans.parents[above] ?? -1
  )
    ancestors.push(above)
  return ancestors
}

export const hasMark = (trace: TraceView, span: number, mark: keyof typeof spanMark): boolean =>
  ((trace.spans.marks[span] ?? 0) & spanMark[mark]) !== 0

/** What to write of a span. */
export function wordsOf(
  trace: TraceView,
  span: number,
): { readonly service: string; readonly operation: string } {
  return {
    service: trace.services[trace.spans.services[span] ?? -1] ?? '',
    operation: trace.operations[trace.spans.operations[span] ?? -1] ?? '',
  }
}
