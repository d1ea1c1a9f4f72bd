import { spanKinds, spanMark, type SpanPlace, type TraceView } from '#contract/traces.ts'
import type { Place, PlacedSpan, Trace } from './assemble.ts'
import { hiddenPlace } from './hidden-place.ts'
import { hopsOf } from './hops.ts'
import { statisticsOf } from './statistics.ts'
import type { Sees } from './summarize.ts'
import { criticalPath, selfTimes } from './time-shares.ts'

/** Gives each text or place one number, in the order in which they are first met. */
class Names<Value> {
  readonly all: Value[] = []
  readonly #known = new Map<string, number>()

  indexOf(key: string, make: () => Value): number {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    this.#known.set(key, this.all.length)
    return this.all.push(make()) - 1
  }
}

const elsewhere = 'elsewhere'

/**
 * A trace by columns, for somebody: 80,000 spans as objects with all attributes are 40 MB, as
 * columns 4. Spans that the asker may not see keep their times, and nothing else.
 */
export function viewOf(trace: Trace, sees: Sees): Omit<TraceView, 'storeUrl'> {
  const { spans } = trace
  const services = new Names<string>()
  const operations = new Names<string>()
  const places = new Names<SpanPlace>()
  const selfNs = selfTimes(trace)
  const isSeen = spans.map(sees)
  const ofService: number[] = []
  const ofOperation: number[] = []
  const ofPlace: number[] = []
  spans.forEach(({ record, place }, index) => {
    const seen = isSeen[index] === true
    const service = seen ? record.service : elsewhere
    const operation = seen ? record.operation : ''
    ofService.push(services.indexOf(service, () => service))
    ofOperation.push(operations.indexOf(operation, () => operation))
    ofPlace.push(
      seen
        ? places.indexOf(keyOf(place), () => ({ ...place, isHidden: false }))
        : places.indexOf('', () => hiddenPlace),
    )
  })
  const path = criticalPath(trace)
  return {
    traceId: trace.traceId,
    startNs: String(trace.startNs),
    durationNs: trace.durationNs,
    services: services.all,
    operations: operations.all,
    places: places.all,
    spans: {
      ids: spans.map(({ record }) => record.spanId),
      parents: spans.map(({ parent }) => parent),
      depths: spans.map(({ depth }) => depth),
      services: ofService,
      operations: ofOperation,
      places: ofPlace,
      kinds: spans.map(({ record }) => spanKinds.indexOf(record.kind)),
      offsetsNs: spans.map(({ offsetNs }) => offsetNs),
      durationsNs: spans.map(({ durationNs }) => durationNs),
      selfNs: [...selfNs],
      marks: spans.map((span, index) => marksOf(span, isSeen[index] === true)),
    },
    criticalPath: {
      spans: path.map(({ span }) => span),
      fromNs: path.map(({ fromNs }) => fromNs),
      toNs: path.map(({ toNs }) => toNs),
    },
    statistics: [
      ...statisticsOf(
        spans.filter((_, index) => isSeen[index]),
        selfNs.filter((_, index) => isSeen[index]),
      ),
    ],
    hops: [...hopsOf(spans, ofPlace)],
    warnings: [...trace.warnings],
  }
}

const keyOf = ({ namespace, workload, app, version, pod, role }: Place): string =>
  `${namespace}\n${workload}\n${app}\n${version}\n${pod}\n${role}`

function marksOf({ record, warnings, isOrphan, place }: PlacedSpan, seen: boolean): number {
  return (
    (record.isError ? spanMark.error : 0) |
    (warnings.length > 0 && seen ? spanMark.warning : 0) |
    (seen ? 0 : spanMark.hidden) |
    (isOrphan ? spanMark.orphan : 0) |
    (place.role === 'app' ? 0 : spanMark.proxy)
  )
}
