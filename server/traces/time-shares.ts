import type { Trace } from './assemble.ts'

/** A stretch of the trace that nothing but this span could have made shorter. */
export interface PathPart {
  readonly span: number
  readonly fromNs: number
  readonly toNs: number
}

/** Nanoseconds of each span that none of its children took; children are clipped to their parent. */
export function selfTimes(trace: Trace): readonly number[] {
  const { spans } = trace
  const self = spans.map(({ durationNs }) => durationNs)
  // Up to where each span is covered: its children come by their start.
  const coveredTo = spans.map(({ offsetNs }) => offsetNs)
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
  const children = childrenByEnd(trace)
  const root = longestRoot(trace)
  const first = spans[root]
  if (first === undefined) return []
  const parts: PathPart[] = []
  interface Visit {
    readonly span: number
    next: number // which child comes next, from the one that ended last
    untilNs: number
    readonly fromNs: number
  }
  const visit = (span: number, fromNs: number, untilNs: number): Visit => ({
    ...{ span, fromNs, untilNs },
    next: (children[span]?.length ?? 0) - 1,
  })
  const endOf = (span: number): number =>
    (spans[span]?.offsetNs ?? 0) + (spans[span]?.durationNs ?? 0)
  const stack = [visit(root, first.offsetNs, endOf(root))]
  const tell = (span: number, fromNs: number, toNs: number): void => {
    if (toNs > fromNs) parts.push({ span, fromNs, toNs })
  }
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const child = children[top.span]?.[top.next]
    if (child === undefined || top.untilNs <= top.fromNs) {
      tell(top.span, top.fromNs, top.untilNs)
      stack.pop()
      continue
    }
    top.next -= 1
    const startNs = Math.max(spans[child]?.offsetNs ?? 0, top.fromNs)
    const end = Math.min(endOf(child), top.untilNs)
    // A child that was still running when a later one began did not hold anything up by then.
    if (end <= startNs || endOf(child) > top.untilNs + 0.5) continue
    tell(top.span, end, top.untilNs)
    top.untilNs = startNs
    stack.push(visit(child, startNs, end))
  }
  return parts.reverse()
}

function childrenByEnd({ spans }: Trace): readonly (readonly number[])[] {
  const children: number[][] = spans.map(() => [])
  spans.forEach(({ parent }, index) => children[parent]?.push(index))
  const endOf = (index: number): number =>
    (spans[index]?.offsetNs ?? 0) + (spans[index]?.durationNs ?? 0)
  for (const own of children) own.sort((one, other) => endOf(one) - endOf(other))
  return children
}

function longestRoot({ spans }: Trace): number {
  let longest = -1
  spans.forEach(({ parent, durationNs }, index) => {
    if (parent === -1 && durationNs > (spans[longest]?.durationNs ?? -1)) longest = index
  })
  return longest
}
