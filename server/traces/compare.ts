import type { ComparedSpans } from '#contract/traces.ts'
import type { Trace } from './assemble.ts'
import type { Sees } from './summarize.ts'

/** A trace, and what of it may be told. */
export interface SeenTrace {
  readonly trace: Trace
  readonly sees: Sees
}

interface Side {
  spans: number
  errors: number
  totalMs: number
}

interface Row {
  readonly service: string
  readonly operation: string
  readonly depth: number
  readonly below: Map<string, Row>
  before: Side | null
  after: Side | null
}

/** Deeper paths are put together with their ancestor: nobody compares call stacks of thousands. */
const deepest = 200
const hidden = { service: 'elsewhere', operation: '' } as const

/**
 * Two traces laid over each other: spans with the same path of services and operations from the
 * root stand in one row, so that a call that was made twice as often is seen as such. Each row comes
 * before what it called, in the order in which the calls were first made.
 */
export function compareTraces(before: SeenTrace, after: SeenTrace): readonly ComparedSpans[] {
  const top = new Map<string, Row>()
  add(before, 'before', top)
  add(after, 'after', top)
  const rows: ComparedSpans[] = []
  const waiting = [...top.values()].reverse()
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    const { below, ...told } = row
    rows.push(told)
    waiting.push(...[...below.values()].reverse())
  }
  return rows
}

function add({ trace, sees }: SeenTrace, side: 'before' | 'after', top: Map<string, Row>): void {
  const rowOf: Row[] = []
  for (const span of trace.spans) {
    const { record, parent, durationNs } = span
    const above = rowOf[parent]
    const { kind, isError } = record
    const { service, operation } = sees(span) ? record : hidden
    const siblings = above === undefined ? top : above.below
    const key = `${service}\n${operation}\n${kind}`
    const isTooDeep = above !== undefined && above.depth >= deepest
    const row = isTooDeep
      ? above
      : (siblings.get(key) ?? {
          ...{ service, operation, before: null, after: null },
          depth: above === undefined ? 0 : above.depth + 1,
          below: new Map<string, Row>(),
        })
    if (!isTooDeep) siblings.set(key, row)
    rowOf.push(row)
    const own = (row[side] ??= { spans: 0, errors: 0, totalMs: 0 })
    own.spans += 1
    own.errors += isError ? 1 : 0
    own.totalMs += durationNs / 1e6
  }
}
