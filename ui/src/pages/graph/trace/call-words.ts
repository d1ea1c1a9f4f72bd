import type { TraceCall, TraceCalls } from '#contract/trace-calls.ts'
import type { SpanPlace } from '#contract/traces.ts'
import { t } from '../../../i18n/t.ts'
import { formatMs } from '../../../lib/duration.ts'
import type { Where } from './place-calls.ts'

function placeWords(place: SpanPlace | undefined): string {
  if (place === undefined) return t('not known')
  if (place.isHidden) return t('somebody whom you may not see')
  return place.workload ?? place.app ?? place.pod ?? t('not known')
}

/** `reviews-v2 → ratings-v1`. */
export function endsOf(call: TraceCall, { places }: TraceCalls): string {
  const caller = call.source === -1 ? t('From outside') : placeWords(places[call.source])
  const called = call.target === -1 ? (call.host ?? t('somebody')) : placeWords(places[call.target])
  return `${caller} → ${called}`
}

/** `after 12 ms, took 4.3 ms`. */
export function timesOf({ fromNs, durationNs }: TraceCall): string {
  return t('after {{start}}, took {{duration}}', {
    start: formatMs(fromNs / 1e6),
    duration: formatMs(durationNs / 1e6),
  })
}

/** What is to be said of how a call lies in the picture; null: nothing, it is an edge as others. */
export const whereWords = {
  edge: null,
  entry: null,
  inside: t('Both stand for one node of this picture: open it to see them apart.'),
  notMeasured: t(
    'In the trace, not in the metrics of this window: it was too seldom, or is older than the window, or its proxy does not report.',
  ),
  notDrawn: t('Who was called or who called is not in this picture.'),
} as const satisfies Record<Where, string | null>
