import type { SpanPlace } from '#contract/traces.ts'
import type { TraceCall, TraceCalls } from '#contract/trace-calls.ts'
import type { Place, PlacedSpan, Trace } from './assemble.ts'
import { statusOf, troubleOf, type FlagText } from './outcome.ts'
import { hiddenPlace } from './hidden-place.ts'
import { summarizeTrace, type Sees } from './summarize.ts'

/** More than anybody steps through: a batch of 80,000 spans is looked at in its timeline. */
const mostCalls = 2_000

interface Ask {
  readonly sees: Sees
  /** A response flag in words; null: no mesh knows it. */
  readonly flagText: FlagText
}

/**
 * Who called whom, in the order in which the calls began: a call is where a span and its parent
 * stand at different workloads, or where a caller's span has nothing below it. Proxy and application
 * of one workload are one thing. Of places that the asker may not see, times alone are told.
 */
export function callsOf(trace: Trace, { sees, flagText }: Ask): Omit<TraceCalls, 'storeUrl'> {
  const places = new Places()
  const isSeen = trace.spans.map(sees)
  const hasChild = new Set(trace.spans.map(({ parent }) => parent))
  const calls: TraceCall[] = []
  trace.spans.forEach((span, index) => {
    const above = trace.spans[span.parent]
    const seen = isSeen[index] === true
    const seenAbove = isSeen[span.parent] === true
    const place = seen ? span.place : null
    if (above === undefined || !isSameThing(seenAbove ? above.place : null, place))
      calls.push(
        describe(span, {
          ...{ seen, seenAbove, flagText, caller: above },
          source: above === undefined ? -1 : places.indexOf(seenAbove ? above.place : null),
          target: places.indexOf(place),
          host: seenAbove && above !== undefined ? hostOf(above) : null,
        }),
      )
    if (!hasChild.has(index) && isUnanswered(span))
      calls.push(
        describe(span, {
          ...{ seen, seenAbove: false, flagText, caller: undefined, target: -1 },
          source: places.indexOf(place),
          host: seen ? hostOf(span) : null,
        }),
      )
  })
  const { traceId, rootService, rootOperation, startMs, durationMs, spans, errors } =
    summarizeTrace(trace, sees)
  const inOrder = calls.toSorted((one, other) => one.fromNs - other.fromNs)
  return {
    ...{ traceId, rootService, rootOperation, startMs, durationMs, spans, errors },
    places: places.all,
    calls: inOrder.slice(0, mostCalls),
    more: Math.max(0, inOrder.length - mostCalls),
    warnings: [...trace.warnings],
  }
}

/** Numbers places, all spans of one workload alike; null stands for what the asker may not see. */
class Places {
  readonly all: SpanPlace[] = []
  readonly #known = new Map<string, number>()

  indexOf(place: Place | null): number {
    const key = place === null ? '' : keyOf(place)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const told = place === null ? hiddenPlace : { ...place, isHidden: false }
    this.#known.set(key, this.all.length)
    return this.all.push(told) - 1
  }
}

const keyOf = ({ namespace, workload, app, version }: Place): string =>
  workload === null ? `${namespace}\n\n${app}\n${version}` : `${namespace}\n${workload}`

/** A span of a library may know less of its place than the proxy beside it. */
function isSameThing(one: Place | null, other: Place | null): boolean {
  if (one === null || other === null) return one === other
  const isSameNamespace =
    one.namespace === null || other.namespace === null || one.namespace === other.namespace
  if (!isSameNamespace) return false
  if (one.workload !== null && other.workload !== null) return one.workload === other.workload
  return one.app !== null && one.app === other.app
}

/** A caller's half with nobody's answer below. Waypoints stand at whom they serve: no call. */
const isUnanswered = (span: PlacedSpan): boolean => isAsking(span) && span.place.role !== 'waypoint'

const isAsking = ({ record }: PlacedSpan): boolean =>
  record.kind === 'client' || record.kind === 'producer'

interface Ends {
  readonly seen: boolean
  readonly seenAbove: boolean
  readonly caller: PlacedSpan | undefined
  readonly source: number
  readonly target: number
  readonly host: string | null
  readonly flagText: FlagText
}

/** Of the two halves the caller's says how long it took: that is what was waited for. */
function describe(span: PlacedSpan, ends: Ends): TraceCall {
  const { seen, caller, source, target, host, flagText } = ends
  const waited = askingHalf(ends) ?? span
  const told = toldOf(span, ends)
  return {
    ...{ source, target, host },
    spanId: span.record.spanId,
    callerSpanId: caller?.record.spanId ?? null,
    operation: seen ? span.record.operation : '',
    pod: seen && target !== -1 ? span.place.pod : null,
    status: told.map(statusOf).find((status) => status !== null) ?? null,
    fromNs: waited.offsetNs,
    durationNs: waited.durationNs,
    isError: waited.record.isError || span.record.isError,
    words: troubleOf(told, flagText),
  }
}

const askingHalf = ({ caller }: Ends): PlacedSpan | null =>
  caller !== undefined && isAsking(caller) ? caller : null

/** The halves of which the asker may know more than the times, the caller's first. */
function toldOf(span: PlacedSpan, ends: Ends): readonly PlacedSpan[] {
  const half = ends.seenAbove ? askingHalf(ends) : null
  return [...(half === null ? [] : [half]), ...(ends.seen ? [span] : [])]
}

/** As OpenTelemetry names whom a client calls, now and formerly. */
const hostAttributes = ['server.address', 'peer.service', 'net.peer.name'] as const

function hostOf({ origin, record }: PlacedSpan): string | null {
  if (origin?.target?.direction === 'outbound' && origin.target.host !== null)
    return origin.target.host
  const said = hostAttributes.map((name) => record.attributes[name])
  const name = said.find((value) => value !== undefined && value !== '')
  return name === undefined ? null : String(name)
}
