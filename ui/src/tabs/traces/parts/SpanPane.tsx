import { Alert, Button, Skeleton } from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { spanKinds, type SpanDetails, type TraceView } from '#contract/traces.ts'
import { useSpan, type DurationsAsk } from '../../../api/trace-queries.ts'
import type { SubjectName } from '../../../components/subject-address.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { chartTime, logTime, type Stretch } from '../../../components/time-parameters.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import { formatNs } from '../hues.ts'
import { hasMark, wordsOf } from '../model.ts'
import { useTracesView } from '../use-traces-view.ts'
import { routeOf } from '../usual.ts'
import { Place } from './Calls.tsx'
import { HeatMap } from './HeatMap.tsx'

export interface SpanPaneProps {
  readonly trace: TraceView
  readonly index: number
  readonly onClose: () => void
  readonly onChoose: (span: number) => void
}

/** All that one span says, beside the picture. */
export function SpanPane({ trace, index, onClose, onChoose }: SpanPaneProps): ReactNode {
  const { service, operation } = wordsOf(trace, index)
  return (
    <aside className="al-span-pane" aria-label={t('Span')}>
      <header>
        <h3>
          {service} <span className="al-quiet">{operation}</span>
        </h3>
        <Button
          variant="plain"
          size="sm"
          icon={<TimesIcon />}
          aria-label={t('Close')}
          onClick={onClose}
        />
      </header>
      {hasMark(trace, index, 'hidden') ? (
        <p className="al-quiet">
          {t('It was made in a namespace that you may not see: its times are all that is told.')}
        </p>
      ) : (
        <Told trace={trace} index={index} onChoose={onChoose} />
      )}
    </aside>
  )
}

function Told({ trace, index, onChoose }: Omit<SpanPaneProps, 'onClose'>): ReactNode {
  const { data, error, refetch } = useSpan(trace.traceId, index)
  if (error !== null) return <Trouble error={error} onRetry={() => void refetch()} />
  if (data === undefined)
    return <Skeleton height="180px" screenreaderText={t('Loading the span')} />
  const parent = trace.spans.parents[index] ?? -1
  return (
    <>
      {data.warnings.map((warning) => (
        <Alert key={warning} variant="warning" title={warning} isInline isPlain />
      ))}
      {data.flags.map(({ flag, text }) => (
        <Alert
          key={flag}
          variant="danger"
          isInline
          isPlain
          title={`${flag}: ${text ?? t('not known')}`}
        />
      ))}
      <Facts trace={trace} index={index} span={data} />
      {parent >= 0 && (
        <Button variant="link" size="sm" isInline onClick={() => onChoose(parent)}>
          {t('To its parent')}
        </Button>
      )}
      <section>
        <h4>{t('Against its metrics')}</h4>
        <HeatMap ask={askOf(trace, index, data)} ms={data.durationNs / 1e6} of={t('The span')} />
      </section>
      <Attributes title={t('Tags')} list={data.attributes} />
      {data.events.length > 0 && <Events span={data} />}
      {data.links.length > 0 && <Links links={data.links} />}
      <Attributes title={t('Made by')} list={data.resource} />
    </>
  )
}

function askOf(
  trace: TraceView,
  index: number,
  { place, target }: SpanDetails,
): DurationsAsk | null {
  const endMs = endOf(trace, index)
  return routeOf({ place, target, kind: spanKinds[trace.spans.kinds[index] ?? -1] ?? '', endMs })
}

/** Epoch ms at which a span had ended. */
function endOf({ startNs, spans }: TraceView, index: number): number {
  const endNs = (spans.offsetsNs[index] ?? 0) + (spans.durationsNs[index] ?? 0)
  return Number(BigInt(startNs) / 1000n) / 1000 + endNs / 1e6
}

const aroundMs = 60_000 // what belongs to a span is written and counted by then

/** The time of a span, so long, with a while after it; up to now where that is not over yet. */
function useTimeAround(endMs: number): (lengthMs: number) => Stretch {
  const [nowMs] = useState(() => Date.now())
  const at = Math.round(endMs + aroundMs)
  return (lengthMs) => ({
    windowSeconds: Math.ceil(lengthMs / 1000),
    at: at < nowMs - aroundMs ? at : null,
  })
}

interface FactsProps {
  readonly trace: TraceView
  readonly index: number
  readonly span: SpanDetails
}

function Facts({ trace, index, span }: FactsProps): ReactNode {
  const { place, target, requestId } = span
  const { namespace, workload } = place
  const subject: SubjectName | null =
    namespace === null || workload === null ? null : { kind: 'workload', namespace, name: workload }
  const around = useTimeAround(endOf(trace, index))
  const { linkTo } = useTracesView()
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('Where'), <Place key="where" place={place} />],
    [t('Pod'), place.pod],
    [
      t('Started'),
      t('{{duration}} into the trace', { duration: formatNs(trace.spans.offsetsNs[index] ?? 0) }),
    ],
    [t('Took'), formatNs(span.durationNs)],
    [t('Own time'), formatNs(trace.spans.selfNs[index] ?? 0)],
    [t('Called'), target === null ? null : sayTarget(target)],
    [t('Request id'), requestId === null ? null : <code key="id">{requestId}</code>],
  ]
  return (
    <>
      <dl className="al-span-facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {subject !== null && (
        <p className="al-span-ways">
          <SubjectLink
            subject={subject}
            tab="logs"
            parameters={
              requestId === null
                ? logTime(around(2 * aroundMs + span.durationNs / 1e6))
                : linesOf(requestId, span)
            }
          >
            {requestId === null ? t('Logs') : t('Lines of this request')}
          </SubjectLink>
          <Link to={linkTo({ show: 'lines' })}>{t('Lines of all that took part')}</Link>
          <SubjectLink subject={subject} tab="inbound" parameters={chartTime(around(600_000))}>
            {t('Metrics')}
          </SubjectLink>
          <SubjectLink subject={subject}>{t('Overview')}</SubjectLink>
        </p>
      )}
    </>
  )
}

// A proxy writes its line when a request is over, some seconds late.
const beforeMs = 60_000
const afterMs = 2 * 60_000

/** Where the lines of a request are: of a busy pod the newest ones are not old enough. */
function linesOf(
  requestId: string,
  { startNs, durationNs }: SpanDetails,
): Readonly<Record<string, string>> {
  const startMs = Number(BigInt(startNs) / 1_000_000n)
  const whole = { 'logs-show': requestId }
  if (startMs === 0) return whole // it does not say when it began
  return {
    ...whole,
    'logs-range': 'custom',
    'logs-from': String(startMs - beforeMs),
    'logs-to': String(Math.ceil(startMs + durationNs / 1e6) + afterMs),
  }
}

function sayTarget({ direction, host, port, subset }: NonNullable<SpanDetails['target']>): string {
  const portText = port === null ? t('not known') : String(port)
  if (direction === 'inbound') return t('itself, port {{port}}', { port: portText })
  const what = [host ?? t('not known'), port].filter((part) => part !== null).join(':')
  return subset === null ? what : t('{{what}}, subset {{subset}}', { what, subset })
}

function Attributes(props: { title: string; list: SpanDetails['attributes'] }): ReactNode {
  const { title, list } = props
  if (list.length === 0) return null
  return (
    <section>
      <h4>{title}</h4>
      <dl className="al-span-tags">
        {list.map(({ key, value }) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Requests that this one belongs to without being called by them: what filled a queue, retries. */
function Links({ links }: { links: SpanDetails['links'] }): ReactNode {
  const { linkTo } = useTracesView()
  return (
    <section>
      <h4>{t('Linked traces')}</h4>
      <ul className="al-span-events">
        {links.map(({ traceId, spanId }) => (
          <li key={`${traceId} ${spanId}`}>
            <Link to={linkTo({ trace: traceId, span: spanId, other: null })}>
              <code>{traceId}</code>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Events({ span }: { span: SpanDetails }): ReactNode {
  return (
    <section>
      <h4>{t('Events')}</h4>
      <ol className="al-span-events">
        {span.events.map(({ offsetNs, name, attributes }) => (
          <li key={`${offsetNs} ${name}`}>
            <span className="al-quiet">+{formatNs(Math.max(0, offsetNs))}</span> {name}{' '}
            {attributes.map(({ key, value }) => (
              <code key={key}>{`${key}=${String(value)} `}</code>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
