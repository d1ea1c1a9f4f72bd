import type { ComparedTraces } from '#contract/traces.ts'
import type { Trace } from './assemble.ts'
import { Names } from './names.ts'
import type { Sees } from './summarize.ts'

/** A trace, and what of it may be told. */
export interface SeenTrace {
  readonly trace: Trace
  readonly sees: Sees
}

type Compared = Pick<ComparedTraces, 'services' | 'operations' | 'rows'>

interface Side {
  spans: number
  errors: number
  totalMs: number
}

interface Row {
  readonly service: string
  readonly operation: string
  readonly depth: number
  below: Map<string, Row> | null // null: none
  before: Side | null
  after: Side | null
}

/** Deeper paths are put together with their ancestor: nobody compares call stacks of thousands. */
const deepest = 200
const hidden = { service: 'elsewhere', operation: '' } as const

/** How much is done before others may have their turn. */
const rowsAtOnce = 2000

/**
 * Two traces laid over each other: spans with the same path of services and operations from the
 * root stand in one row, so that a call that was made twice as often is seen as such. Each row comes
 * before what it called, in the order in which the calls were first made. By parts of a few
 * milliseconds each, since two large traces that have little in common make as many rows as spans.
 */
export function* compareByParts(
  before: SeenTrace,
  after: SeenTrace,
): Generator<undefined, Compared, undefined> {
  const top = new Map<string, Row>()
  yield* add(before, 'before', top)
  yield* add(after, 'after', top)
  const told = new Columns()
  const waiting = [...top.values()].reverse()
  for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
    if (told.add(row) % rowsAtOnce === 0) yield
    for (const below of [...(row.below?.values() ?? [])].reverse()) waiting.push(below)
  }
  return told.all()
}

class Columns {
  readonly #services = new Names<string>()
  readonly #operations = new Names<string>()
  readonly #rows: Compared['rows'] = {
    ...{ depths: [], services: [], operations: [] },
    before: { spans: [], errors: [], totalMs: [] },
    after: { spans: [], errors: [], totalMs: [] },
  }

  /** Returns how many there are. */
  add({ service, operation, depth, ...sides }: Row): number {
    const { services, operations, depths } = this.#rows
    services.push(this.#services.indexOf(service, () => service))
    operations.push(this.#operations.indexOf(operation, () => operation))
    for (const name of ['before', 'after'] as const) {
      const { spans, errors, totalMs } = this.#rows[name]
      const side = sides[name]
      spans.push(side?.spans ?? 0)
      errors.push(side?.errors ?? 0)
      totalMs.push(side?.totalMs ?? 0)
    }
    return depths.push(depth)
  }

  all(): Compared {
    return { services: this.#services.all, operations: this.#operations.all, rows: this.#rows }
  }
}

function* add(
  { trace, sees }: SeenTrace,
  side: 'before' | 'after',
  top: Map<string, Row>,
): Generator<undefined, void, undefined> {
  const rowOf: Row[] = []
  for (const span of trace.spans) {
    if (rowOf.length % rowsAtOnce === 0) yield
    const { record, parent, durationNs } = span
    const { service, operation } = sees(span) ? record : hidden
    const row = findRow(rowOf[parent] ?? null, top, { service, operation, kind: record.kind })
    rowOf.push(row)
    const own = (row[side] ??= { spans: 0, errors: 0, totalMs: 0 })
    own.spans += 1
    own.errors += record.isError ? 1 : 0
    own.totalMs += durationNs / 1e6
  }
}

interface Call {
  readonly service: string
  readonly operation: string
  readonly kind: string
}

/** The row of a call below that of its caller; made where there is none. */
function findRow(above: Row | null, top: Map<string, Row>, call: Call): Row {
  if (above !== null && above.depth >= deepest) return above
  const { service, operation, kind } = call
  const siblings = above === null ? top : (above.below ??= new Map<string, Row>())
  const key = `${service}\n${operation}\n${kind}`
  const known = siblings.get(key)
  if (known !== undefined) return known
  const row: Row = {
    ...{ service, operation, below: null, before: null, after: null },
    depth: above === null ? 0 : above.depth + 1,
  }
  siblings.set(key, row)
  return row
}
