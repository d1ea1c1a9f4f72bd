import { spanKinds, spanMark, type SpanPlace, type TraceView } from '#contract/traces.ts'
import type { Place, PlacedSpan, Trace } from './assemble.ts'
import { hiddenPlace } from './hidden-place.ts'
import { hopsOf } from './hops.ts'
import { Names } from './names.ts'
import { statisticsOf } from './statistics.ts'
import type { Sees } from './summarize.ts'
import { criticalPath, selfTimes } from './time-shares.ts'

const elsewhere = 'elsewhere'

/**
 * A trace by columns, for somebody: 80,000 spans as objects with all attributes are 40 MB, as
 * columns 4. Spans that the asker may not see keep their times, and nothing else. Others may have
 * their turn between its parts.
 */
export function* viewByParts(
  trace: Trace,
  sees: Sees,
): Generator<undefined, Omit<TraceView, 'storeUrl'>, undefined> {
  const { spans } = trace
  const isSeen = new Uint8Array(spans.length)
  spans.forEach((span, index) => (isSeen[index] = sees(span) ? 1 : 0))
  yield
  const selfNs = selfTimes(trace)
  yield
  const { named, services, operations, places } = nameSpans(spans, isSeen)
  yield
  const path = criticalPath(trace)
  yield
  const statistics = [...statisticsOf(spans, selfNs, (index) => isSeen[index] === 1)]
  yield
  const hops = [...hopsOf(spans, named.places)]
  yield
  return {
    traceId: trace.traceId,
    startNs: String(trace.startNs),
    durationNs: trace.durationNs,
    ...{ services, operations, places },
    spans: {
      ids: spans.map(({ record }) => record.spanId),
      parents: spans.map(({ parent }) => parent),
      depths: spans.map(({ depth }) => depth),
      ...named,
      kinds: spans.map(({ record }) => spanKinds.indexOf(record.kind)),
      offsetsNs: spans.map(({ offsetNs }) => offsetNs),
      durationsNs: spans.map(({ durationNs }) => durationNs),
      selfNs: Array.from(selfNs),
      marks: spans.map((span, index) => marksOf(span, isSeen[index] === 1)),
    },
    criticalPath: {
      spans: path.map(({ span }) => span),
      fromNs: path.map(({ fromNs }) => fromNs),
      toNs: path.map(({ toNs }) => toNs),
    },
    statistics,
    hops,
    warnings: [...trace.warnings],
  }
}

type Named = Pick<TraceView['spans'], 'services' | 'operations' | 'places'>

interface NamedSpans extends Pick<TraceView, 'services' | 'operations' | 'places'> {
  readonly named: Named
}

/** Names that spans share, and by their numbers which of them each span has. */
function nameSpans(spans: readonly PlacedSpan[], isSeen: Uint8Array): NamedSpans {
  const services = new Names<string>()
  const operations = new Names<string>()
  const places = new Names<SpanPlace>()
  const byPlace = new Map<Place, number>()
  const numberOf = (place: Place): number => {
    const known = byPlace.get(place)
    if (known !== undefined) return known
    const number = places.indexOf(keyOf(place), () => ({ ...place, isHidden: false }))
    byPlace.set(place, number)
    return number
  }
  const named: Named = { services: [], operations: [], places: [] }
  spans.forEach(({ record, place }, index) => {
    const seen = isSeen[index] === 1
    const service = seen ? record.service : elsewhere
    const operation = seen ? record.operation : ''
    named.services.push(services.indexOf(service, () => service))
    named.operations.push(operations.indexOf(operation, () => operation))
    named.places.push(seen ? numberOf(place) : places.indexOf('', () => hiddenPlace))
  })
  return { named, services: services.all, operations: operations.all, places: places.all }
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
