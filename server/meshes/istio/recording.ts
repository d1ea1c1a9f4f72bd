import { requestLabels, responseTimeLabels, tcpLabels } from './labels.ts'
import { rateOf, sumBy } from './promql.ts'

/** Windows whose rates are worth recording: those that live graphs are mostly watched with. */
const recordedWindows = [
  { seconds: 60, text: '1m' },
  { seconds: 300, text: '5m' },
  { seconds: 600, text: '10m' },
] as const

const recordedLabels: Readonly<Record<string, readonly string[]>> = {
  istio_requests_total: requestLabels,
  istio_tcp_sent_bytes_total: tcpLabels,
  istio_tcp_received_bytes_total: tcpLabels,
  istio_request_duration_milliseconds_bucket: ['le', ...responseTimeLabels.workload],
}

/**
 * The recording rule that holds the rates of a counter over just this window, as
 * `alidade:istio_requests:rate1m`; null when there is none. Other windows are not made of recorded
 * ones: an average over a series that lived for part of the window would be too high.
 */
export function recordedName(metric: string, windowSeconds: number): string | null {
  const window = recordedWindows.find(({ seconds }) => seconds === windowSeconds)
  if (window === undefined || recordedLabels[metric] === undefined) return null
  return `alidade:${metric.replace(/_total$/, '')}:rate${window.text}`
}

/** The counter and the window behind a name of ours; null for any other name. */
export function readRecordedName(
  name: string,
): { readonly metric: string; readonly windowSeconds: number } | null {
  for (const metric of Object.keys(recordedLabels)) {
    for (const { seconds } of recordedWindows) {
      if (recordedName(metric, seconds) === name) return { metric, windowSeconds: seconds }
    }
  }
  return null
}

/** What deploy/recording-rules/alidade-istio.rules.yaml says; a test holds the two together. */
export const recordingRules = recordedWindows.map(({ seconds, text }) => ({
  name: `alidade-istio-${text}`,
  rules: Object.entries(recordedLabels).map(([metric, labels]) => ({
    record: recordedName(metric, seconds) ?? metric,
    expr: sumBy(labels, rateOf(metric, seconds, [])),
  })),
}))
