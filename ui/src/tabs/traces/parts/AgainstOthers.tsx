import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { spanKinds, type TraceSummary, type TraceView } from '#contract/traces.ts'
import { useSpan, useTraceSearch } from '../../../api/trace-queries.ts'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import { formatMs } from '../../../lib/duration.ts'
import { hasMark, wordsOf } from '../model.ts'
import '../heat.css'
import { differenceOf, heatOf, routeOf } from '../usual.ts'
import type { TracesAddress } from '../use-traces-view.ts'
import { HeatMap } from './HeatMap.tsx'

const similarShown = 8
const aroundMs = 30 * 60_000

interface AgainstProps {
  readonly trace: TraceView
  readonly address: TracesAddress
}

/** The whole trace against the metrics of where it began, and against traces of the same kind. */
export function AgainstOthers({ trace, address }: AgainstProps): ReactNode {
  return (
    <div className="al-against">
      <section aria-label={t('Against the metrics')}>
        <h3>{t('Against the metrics')}</h3>
        <OfMetrics trace={trace} />
      </section>
      <section aria-label={t('Similar traces')}>
        <h3>{t('Similar traces')}</h3>
        <Similar trace={trace} address={address} />
      </section>
    </div>
  )
}

const msOf = (ns: number): number => ns / 1e6

function endMsOf({ startNs, durationNs }: TraceView): number {
  return Number(BigInt(startNs) / 1000n) / 1000 + msOf(durationNs)
}

function OfMetrics({ trace }: { trace: TraceView }): ReactNode {
  const place = trace.places[trace.spans.places[0] ?? -1]
  const kind = spanKinds[trace.spans.kinds[0] ?? -1] ?? ''
  // Of a client the span itself says whom it called.
  const isAsked = kind === 'client' && !hasMark(trace, 0, 'hidden')
  const { data, isPending } = useSpan(isAsked ? trace.traceId : null, 0)
  if (place === undefined) return null
  if (isAsked && isPending)
    return <Skeleton height="96px" screenreaderText={t('Loading the span')} />
  const made = { place, target: data?.target ?? null, kind, endMs: endMsOf(trace) }
  return (
    <HeatMap ask={routeOf(made)} ms={msOf(trace.spans.durationsNs[0] ?? 0)} of={t('The trace')} />
  )
}

/** Of the same service and operation, half an hour around. */
function Similar({ trace, address }: AgainstProps): ReactNode {
  const { service, operation } = wordsOf(trace, 0)
  const endMs = endMsOf(trace)
  const isKnown = service !== '' && !hasMark(trace, 0, 'hidden')
  const { data, error } = useTraceSearch(
    isKnown
      ? {
          ...{ service, operation, limit: similarShown + 1 },
          from: Math.floor(endMs - aroundMs),
          to: Math.ceil(endMs + aroundMs),
        }
      : null,
  )
  if (!isKnown) return <p className="al-quiet">{t('It began where you may not see.')}</p>
  if (error !== null)
    return <p className="al-quiet">{t('Not known: {{reason}}', { reason: error.message })}</p>
  if (data === undefined)
    return <Skeleton height="96px" screenreaderText={t('Loading similar traces')} />
  const others = data.traces
    .filter(({ traceId }) => traceId !== trace.traceId)
    .slice(0, similarShown)
  if (others.length === 0)
    return (
      <p className="al-quiet">
        {data.reason ?? t('No other trace began with this operation within half an hour.')}
      </p>
    )
  const ms = msOf(trace.durationNs)
  return (
    <table className="al-heat al-heat-traces" aria-label={t('This trace against similar ones')}>
      <thead>
        <tr>
          <th scope="col">{t('Began')}</th>
          <th scope="col">{t('Took')}</th>
          <th scope="col">{t('This one')}</th>
          <th scope="col">{t('Spans')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {others.map((other) => (
          <Other key={other.traceId} other={other} ms={ms} trace={trace} address={address} />
        ))}
      </tbody>
    </table>
  )
}

interface OtherProps extends AgainstProps {
  readonly other: TraceSummary
  readonly ms: number
}

function Other({ other, ms, trace, address }: OtherProps): ReactNode {
  const { traceId, startMs, durationMs, spans, errors } = other
  return (
    <tr>
      <td>
        <Link to={address.linkTo({ trace: traceId, other: null, span: null })}>
          {formatMoment(startMs)}
        </Link>
      </td>
      <td>{formatMs(durationMs)}</td>
      <td className={`al-heat-${heatOf(ms, durationMs)}`}>{differenceOf(ms, durationMs)}</td>
      <td>
        {t('{{count}} spans', { count: spans })}
        {errors > 0 && (
          <strong className="al-traces-errors"> {t('{{count}} errors', { count: errors })}</strong>
        )}
      </td>
      <td>
        <Link to={address.linkTo({ trace: traceId, other: trace.traceId })}>{t('Compare')}</Link>
      </td>
    </tr>
  )
}
