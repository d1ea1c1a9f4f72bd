import { Alert, Button, EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core'
import { useMemo, useRef, type ReactNode } from 'react'
import type { LogLine } from '#contract/logs.ts'
import type { TraceLines } from '#contract/trace-lines.ts'
import { useTraceLines } from '../../../api/trace-line-queries.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { useDrawnRows } from '../../../components/use-row-virtualizer.ts'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import { formatNs, hueOf } from '../hues.ts'
import { saySources } from '../say-sources.ts'
import '../lines.css'

/** What all that took part in a trace wrote about it, merged by time. */
export function Lines({ traceId }: { readonly traceId: string }): ReactNode {
  const { data, error, isFetching, refetch } = useTraceLines(traceId)
  const again = (): void => void refetch()
  if (error !== null) return <Trouble error={error} onRetry={again} />
  if (data === undefined)
    return <Skeleton height="240px" screenreaderText={t('Loading the lines of the trace')} />
  return (
    <div className="al-trace-lines" aria-busy={isFetching}>
      <p className="al-quiet" role="status">
        {t('{{count}} lines of {{pods}} pods between {{from}} and {{to}}', {
          count: data.lines.length,
          pods: data.pods.length,
          from: formatMoment(data.fromMs),
          to: formatMoment(data.toMs),
        })}{' '}
        <Button variant="link" size="sm" isInline isLoading={isFetching} onClick={again}>
          {t('Read again')}
        </Button>
      </p>
      {saySources(data).map((words) => (
        <Alert key={words} variant="warning" title={words} isInline isPlain />
      ))}
      {data.lines.length === 0 ? <None found={data} /> : <List found={data} />}
    </div>
  )
}

function None({ found: { reason, ids } }: { readonly found: TraceLines }): ReactNode {
  return (
    <EmptyState titleText={t('No lines')} headingLevel="h3" variant="sm">
      <EmptyStateBody>
        {reason ??
          t(
            'No line that could be read has the id of the trace or of its requests: {{ids}}. Access logs of proxies have them; an application has to write them.',
            { ids: ids.join(', ') },
          )}
      </EmptyStateBody>
    </EmptyState>
  )
}

const rowHeight = 23
const drawnWhole = 150

function List({ found }: { readonly found: TraceLines }): ReactNode {
  const { lines, pods, startMs } = found
  const scroller = useRef<HTMLDivElement>(null)
  const workloads = useMemo(
    () => new Map(pods.map(({ namespace, pod, workload }) => [`${namespace}/${pod}`, workload])),
    [pods],
  )
  const { drawn, before, after, measure } = useDrawnRows({
    ...{ count: lines.length, rowHeight, scroller, overscan: 12, drawnWhole },
  })
  return (
    <div
      ref={scroller}
      className="al-trace-lines-list"
      role="region"
      aria-label={t('Lines of the trace')}
      tabIndex={0}
    >
      <ol>
        {before > 0 && <li aria-hidden="true" style={{ height: before }} />}
        {drawn.map((index) => {
          const line = lines[index]
          return (
            line !== undefined && (
              <li
                key={index}
                data-index={index}
                ref={measure}
                className={`al-trace-lines-row al-trace-lines-${line.severity ?? 'none'}`}
              >
                <Row line={line} startMs={startMs} workloads={workloads} />
              </li>
            )
          )
        })}
        {after > 0 && <li aria-hidden="true" style={{ height: after }} />}
      </ol>
    </div>
  )
}

interface RowProps {
  readonly line: LogLine
  readonly startMs: number
  readonly workloads: ReadonlyMap<string, string | null>
}

function Row({ line, startMs, workloads }: RowProps): ReactNode {
  const { source, at, nanos, text, access } = line
  const words = access === null ? null : (access.flagText ?? access.flags)
  return (
    <>
      <span className="al-trace-lines-time" title={at === null ? undefined : formatMoment(at)}>
        {at === null ? '–' : sayOffset((at - startMs) * 1e6 + nanos)}
      </span>
      <span className="al-trace-lines-source" title={source}>
        <Writer line={line} workloads={workloads} />
      </span>
      <span className="al-trace-lines-text">
        {text}
        {words !== null && <strong className="al-traces-errors"> {words}</strong>}
      </span>
    </>
  )
}

function Writer({ line, workloads }: Omit<RowProps, 'startMs'>): ReactNode {
  const [namespace = '', pod = '', container = ''] = line.source.split('/')
  const workload = workloads.get(`${namespace}/${pod}`) ?? null
  return (
    <>
      <span
        className="al-trace-lines-name"
        style={{ borderInlineStartColor: hueOf(workload ?? pod) }}
      >
        {workload === null ? (
          pod
        ) : (
          <SubjectLink
            subject={{ kind: 'workload', namespace, name: workload }}
            tab="logs"
            parameters={logsOf(line.requestId ?? line.traceId, line.at)}
          />
        )}
      </span>{' '}
      <span className="al-quiet">{container}</span>
    </>
  )
}

const aroundMs = 60_000

/** The same line among the others of its workload. */
function logsOf(id: string | null, at: number | null): Readonly<Record<string, string>> {
  return {
    ...(id === null ? {} : { 'logs-show': id }),
    ...(at === null
      ? {}
      : {
          'logs-range': 'custom',
          'logs-from': String(at - aroundMs),
          'logs-to': String(at + aroundMs),
        }),
  }
}

const sayOffset = (ns: number): string => `${ns < 0 ? '−' : '+'}${formatNs(Math.abs(ns))}`
