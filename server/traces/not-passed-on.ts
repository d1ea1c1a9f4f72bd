import type { TraceList } from '#contract/traces.ts'
import type { PlacedSpan, Trace } from './assemble.ts'
import type { TraceSubject } from './subject.ts'
import type { Sees } from './summarize.ts'

/** Fewer traces than this may all come from where the mesh begins. */
const leastTraces = 5
const mostCallers = 5

/** Who, by the traces alone, seems to drop their headers; what the metrics say decides. */
export interface Suspicion {
  readonly who: 'itself' | 'callers'
  readonly service: string
  readonly traces: number
  /** Whose callers the metrics are to be asked for. */
  readonly subject: TraceSubject
}

/** What the metrics say of who calls somebody. */
export interface KnownCallers {
  readonly isCalled: boolean // by anybody, from outside as well
  readonly inside: readonly string[] // names of callers inside the mesh
}

interface Asked {
  readonly services: ReadonlySet<string> // names in the store, lower case
  readonly subject: TraceSubject | null
  readonly sees: Sees
}

/**
 * An application that does not copy the headers of a trace from the request that it serves onto the
 * ones that it makes begins a trace with each of them: its own proxy sees no headers, so the call is
 * a root and never has what caused it above it. Where callers have no proxy that reports, what is
 * called is the root instead, always.
 *
 * @see https://istio.io/latest/docs/tasks/observability/distributed-tracing/overview/
 */
export function suspectNotPassedOn(traces: readonly Trace[], asked: Asked): Suspicion | null {
  return callsWithoutCause(traces, asked.sees) ?? alwaysRoot(traces, asked)
}

/** The suspicion, when the metrics bear it out. */
export function confirmNotPassedOn(
  { who, service, traces }: Suspicion,
  { isCalled, inside }: KnownCallers,
): TraceList['notPassedOn'] {
  const isBorneOut = who === 'itself' ? isCalled : inside.length > 0
  return isBorneOut ? { who, service, traces, callers: inside.slice(0, mostCallers) } : null
}

interface Calls {
  readonly first: PlacedSpan
  begun: number
  caused: number
}

function callsWithoutCause(traces: readonly Trace[], sees: Sees): Suspicion | null {
  const byService = new Map<string, Calls>()
  for (const { spans } of traces)
    for (const span of spans) {
      if (span.isOrphan || !isCall(span) || !sees(span)) continue
      const calls = byService.get(span.record.service) ?? { first: span, begun: 0, caused: 0 }
      byService.set(span.record.service, calls)
      if (span.parent === -1) calls.begun += 1
      else calls.caused += 1
    }
  const worst = [...byService.values()]
    .filter(({ begun, caused }) => begun >= leastTraces && caused === 0)
    .reduce<Calls | null>((most, one) => (one.begun > (most?.begun ?? 0) ? one : most), null)
  if (worst === null) return null
  const subject = subjectAt(worst.first)
  if (subject === null) return null
  return { who: 'itself', service: worst.first.record.service, traces: worst.begun, subject }
}

/** Gateways begin traces rightly, and waypoints make no calls of their own. */
function isCall({ record, origin, place }: PlacedSpan): boolean {
  if (place.role !== 'sidecar' && place.role !== 'app') return false
  const direction = origin?.target?.direction ?? null
  return direction === null ? record.kind === 'client' : direction === 'outbound'
}

function subjectAt({ place: { namespace, app, workload } }: PlacedSpan): TraceSubject | null {
  if (namespace === null) return null
  if (workload !== null) return { kind: 'workload', namespace, name: workload }
  return app === null ? null : { kind: 'app', namespace, name: app }
}

function alwaysRoot(traces: readonly Trace[], { services, subject }: Asked): Suspicion | null {
  const [root] = traces[0]?.spans ?? []
  if (subject === null || root === undefined || traces.length < leastTraces) return null
  const isAlways = traces.every(({ spans }) => {
    const [first] = spans
    return first !== undefined && !isCall(first) && services.has(first.record.service.toLowerCase())
  })
  if (!isAlways) return null
  return { who: 'callers', service: root.record.service, traces: traces.length, subject }
}
