import type { PlacedSpan } from './assemble.ts'
import type { SeenTrace } from './compare.ts'

/** Whose log may tell of a trace. */
export interface LineSubject {
  readonly kind: 'pods' | 'workloads'
  readonly namespace: string
  readonly name: string
}

export interface LinesAsk {
  /** Texts that a line must have one of. */
  readonly ids: readonly string[]
  /** In the order in which they took part. */
  readonly subjects: readonly LineSubject[]
  /** Epoch ms; null: no span says when it was. */
  readonly window: {
    readonly startMs: number
    readonly fromMs: number
    readonly toMs: number
  } | null
}

// A proxy writes its line when a request is over, some seconds late.
const beforeMs = 60_000
const afterMs = 2 * 60_000

const mostIds = 50
/** Shorter ones stand in lines of others, too. */
const shortestId = 8

/** Where the lines of a trace may be, as far as the asker may see who took part. */
export function linesAskOf({ trace, sees }: SeenTrace): LinesAsk {
  const requests = new Set<string>()
  const subjects = new Map<string, LineSubject>()
  for (const span of trace.spans) {
    if (!sees(span)) continue
    const requestId = span.origin?.requestId ?? ''
    if (requestId.length >= shortestId) requests.add(requestId)
    for (const subject of subjectsOf(span))
      subjects.set(`${subject.kind} ${subject.namespace} ${subject.name}`, subject)
  }
  const traceId = trace.spans[0]?.record.traceId ?? ''
  const startMs = Number(trace.startNs / 1_000_000n)
  const endMs = Math.ceil(startMs + trace.durationNs / 1e6)
  return {
    ids: [...idsOf(traceId), ...requests].slice(0, mostIds),
    subjects: [...subjects.values()],
    window: startMs === 0 ? null : { startMs, fromMs: startMs - beforeMs, toMs: endMs + afterMs },
  }
}

/** Ids of 64 bits are filled up by stores, not by those who write lines. */
function idsOf(traceId: string): readonly string[] {
  const short = traceId.replace(/^0{16}(?=[0-9a-f]{16}$)/, '')
  return short === traceId ? [traceId] : [traceId, short]
}

/** The pod that made a span; where that is a waypoint, or is not said, all pods of the workload. */
function subjectsOf({ place, origin }: PlacedSpan): readonly LineSubject[] {
  const { namespace, pod, workload } = place
  const made = origin === null ? { namespace, pod } : origin
  const subjects: LineSubject[] = []
  if (made.namespace !== null && made.pod !== null)
    subjects.push({ kind: 'pods', namespace: made.namespace, name: made.pod })
  const isOfOthers = origin !== null && origin.servedFor !== null
  if (namespace !== null && workload !== null && (isOfOthers || made.pod === null))
    subjects.push({ kind: 'workloads', namespace, name: workload })
  return subjects
}
