import type { PlacedSpan, Trace } from './assemble.ts'

/** A stretch of the trace that nothing but this span could have made shorter. */
export interface PathPart {
  readonly span: number
  readonly fromNs: number
  readonly toNs: number
}

/** Nanoseconds of each span that none of its children took; children are clipped to their parent. */
export function selfTimes({ spans }: Trace): Float64Array {
  const self = new Float64Array(spans.length)
  // Up to where each span is covered: its children come by their start.
  const coveredTo = new Float64Array(spans.length)
  spans.forEach(({ offsetNs, durationNs }, index) => {
    self[index] = durationNs
    coveredTo[index] = offsetNs
  })
  for (const { parent, offsetNs, durationNs } of spans) {
    const above = spans[parent]
    if (above === undefined) continue
    const from = Math.max(offsetNs, coveredTo[parent] ?? 0)
    const to = Math.min(offsetNs + durationNs, above.offsetNs + above.durationNs)
    if (to <= from) continue
    self[parent] = (self[parent] ?? 0) - (to - from)
    coveredTo[parent] = to
  }
  return self
}

/**
 * What the duration of the trace is made of: walked back from the end of the root that lasts
 * longest, at each moment into the child that ended last, and back into the parent before that
 * child began. In order of time; the parts touch and never overlap.
 */
export function criticalPath(trace: Trace): readonly PathPart[] {
  const { spans } = trace
  const root = longestRoot(trace)
  const first = spans[root]
  if (first === undefined) return []
  const childrenOf = childrenByEnd(trace)
  const parts: PathPart[] = []
  interface Visit {
    readonly span: number
    readonly children: readonly number[] // from the one that ended last
    next: number
    untilNs: number
    readonly fromNs: number
    lateNs: number // how much later than that a child may end
  }
  const visit = (span: number, fromNs: number, untilNs: number): Visit => ({
    ...{ span, fromNs, untilNs },
    children: childrenOf(span),
    next: 0,
    lateNs: skewOf(spans[span]?.durationNs ?? 0),
  })
  const stack = [visit(root, first.offsetNs, endOf(first))]
  const tell = (span: number, fromNs: number, toNs: number): void => {
    if (toNs > fromNs) parts.push({ span, fromNs, toNs })
  }
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const child = top.children[top.next]
    const span = child === undefined ? undefined : spans[child]
    if (child === undefined || span === undefined || top.untilNs <= top.fromNs) {
      tell(top.span, top.fromNs, top.untilNs)
      stack.pop()
      continue
    }
    top.next += 1
    const startNs = Math.max(span.offsetNs, top.fromNs)
    const end = Math.min(endOf(span), top.untilNs)
    // A child that was still running when a later one began did not hold anything up by then.
    if (end <= startNs || endOf(span) > top.untilNs + top.lateNs) continue
    tell(top.span, end, top.untilNs)
    top.lateNs = rounding
    top.untilNs = startNs
    stack.push(visit(child, startNs, end))
  }
  return parts.reverse()
}

const rounding = 0.5

/** What is answered ends on the server's clock a little after the call: a millisecond, a twentieth. */
const skewOf = (durationNs: number): number => Math.max(1e6, durationNs / 20)

const endOf = ({ offsetNs, durationNs }: PlacedSpan): number => offsetNs + durationNs

const noChildren: readonly number[] = []

/** Children of a span from the one that ended last. Most spans are on no path, and are not asked. */
function childrenByEnd({ spans }: Trace): (span: number) => readonly number[] {
  const firstBelow = new Int32Array(spans.length).fill(-1)
  const nextBeside = new Int32Array(spans.length).fill(-1)
  for (let index = spans.length - 1; index >= 0; index -= 1) {
    const parent = spans[index]?.parent ?? -1
    if (parent < 0) continue
    nextBeside[index] = firstBelow[parent] ?? -1
    firstBelow[parent] = index
  }
  const endAt = (index: number): number => {
    const span = spans[index]
    return span === undefined ? 0 : endOf(span)
  }
  return (span) => {
    const first = firstBelow[span] ?? -1
    if (first < 0) return noChildren
    const own: number[] = []
    for (let child = first; child >= 0; child = nextBeside[child] ?? -1) own.push(child)
    // Of those that ended together the later one is first.
    return own.sort((one, other) => endAt(other) - endAt(one) || other - one)
  }
}

function longestRoot({ spans }: Trace): number {
  let longest = -1
  spans.forEach(({ parent, durationNs }, index) => {
    if (parent === -1 && durationNs > (spans[longest]?.durationNs ?? -1)) longest = index
  })
  return longest
}
