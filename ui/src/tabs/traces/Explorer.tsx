import { Alert, Button, EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { Navigate } from 'react-router'
import type { UsualDurations } from '#contract/durations.ts'
import type { TraceList as Found, TraceSummary } from '#contract/traces.ts'
import { useTraceSearch, useTraceServices } from '../../api/trace-queries.ts'
import { ChoiceMenu } from '../../components/ChoiceMenu.tsx'
import { Trouble } from '../../components/Trouble.tsx'
import { t } from '../../i18n/t.ts'
import type { Subject, TabProps } from '../tab.ts'
import { Compared } from './parts/Compared.tsx'
import { NotPassedOn } from './parts/NotPassedOn.tsx'
import { Scatter } from './parts/Scatter.tsx'
import { SearchForm } from './parts/SearchForm.tsx'
import { TraceList } from './parts/TraceList.tsx'
import { TracePane } from './parts/TracePane.tsx'
import './traces.css'
import { askOf, scatterAxes, windowOf, type ScatterAxis, type TimeWindow } from './url.ts'
import { useSubjectDurations } from './use-subject-durations.ts'
import { useTracesView, type TracesAddress } from './use-traces-view.ts'

export function TracesTab({ subject }: TabProps): ReactNode {
  return <Explorer subject={subject} />
}

/** Searches for traces of a subject, or of any service, and opens one of them or two. */
export function Explorer({ subject }: { readonly subject: Subject | null }): ReactNode {
  const address = useTracesView()
  const { view } = address
  if (view.trace !== null && view.other !== null)
    return <Compared traceId={view.trace} otherId={view.other} address={address} />
  if (view.trace !== null)
    return <TracePane key={view.trace} traceId={view.trace} address={address} />
  return <Search subject={subject} address={address} />
}

function Search(props: {
  readonly subject: Subject | null
  readonly address: TracesAddress
}): ReactNode {
  const { subject, address } = props
  const { view } = address
  // The end of the window stands still until somebody searches again.
  const [nowMs, setNowMs] = useState(() => Date.now())
  const ask = askOf(view, { subject, nowMs })
  const usual = useSubjectDurations(subject, view.to ?? nowMs)
  const { data, error, isPlaceholderData, isFetching, refetch } = useTraceSearch(ask)
  const isSettled = ask === null || (data !== undefined && !isPlaceholderData)
  const again = (): void => {
    if (view.to === null) setNowMs(Date.now())
    else void refetch()
  }
  return (
    <div className="al-traces" data-settled={isSettled} aria-busy={isFetching}>
      <SearchForm
        subject={subject}
        address={address}
        nowMs={nowMs}
        isFetching={isFetching}
        onSearch={again}
      />
      {ask === null ? (
        <NobodyChosen />
      ) : error !== null ? (
        <Trouble error={error} onRetry={again} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <Results
          found={data}
          isOld={isPlaceholderData}
          {...{ address, usual }}
          window={windowOf(view, nowMs)}
          onSearch={again}
        />
      )}
    </div>
  )
}

/** Who has chosen nobody needs the names to choose among, or to know why there are none. */
function NobodyChosen(): ReactNode {
  const { error, refetch } = useTraceServices('')
  if (error !== null) return <Trouble error={error} onRetry={() => void refetch()} />
  return (
    <EmptyState titleText={t('Whose traces?')} headingLevel="h2" variant="sm">
      <EmptyStateBody>
        {t(
          'Choose a service of the trace store, open the traces of an app, a service or a workload from its page, or upload a trace that somebody has saved.',
        )}
      </EmptyStateBody>
    </EmptyState>
  )
}

const axisWords: Record<ScatterAxis, string> = {
  duration: t('Duration of the trace'),
  average: t('Average of its spans'),
  spans: t('Number of spans'),
}

interface ResultsProps {
  readonly found: Found
  readonly isOld: boolean // of another question
  readonly address: TracesAddress
  readonly window: TimeWindow
  readonly usual: UsualDurations | undefined
  readonly onSearch: () => void
}

function Results({ found, isOld, address, window, usual, onSearch }: ResultsProps): ReactNode {
  const { traces, reason, warnings, notPassedOn, isCut } = found
  const picked = isOld ? null : pickOf(traces, address.view.pick)
  // In the place of the search, so that the way back leads to where somebody came from.
  if (picked !== null)
    return <Navigate to={address.linkTo({ trace: picked.traceId, pick: '' })} replace />
  const amount = { count: traces.length, asked: found.asked.join(', ') }
  return (
    <>
      {warnings.map((warning) => (
        <Alert key={warning} variant="warning" title={warning} isInline isPlain />
      ))}
      {notPassedOn !== null && <NotPassedOn {...notPassedOn} />}
      {traces.length === 0 ? (
        <EmptyState
          titleText={reason === null ? t('No traces') : t('Nothing to search for')}
          headingLevel="h2"
          variant="sm"
        >
          <EmptyStateBody>
            {reason ?? t('None in this time fits. Traces are samples: most requests leave none.')}
          </EmptyStateBody>
          <Button variant="secondary" size="sm" onClick={onSearch}>
            {t('Search again')}
          </Button>
        </EmptyState>
      ) : (
        <>
          <div className="al-traces-found">
            <p className="al-quiet" role="status">
              {isCut
                ? t(
                    '{{count}} traces: as many as were asked for, not necessarily the newest of {{asked}}',
                    amount,
                  )
                : t('{{count}} traces of {{asked}}', amount)}
              {found.storeUrl !== null && (
                <>
                  {' · '}
                  <a href={found.storeUrl} target="_blank" rel="noreferrer">
                    {t('open in the trace store')}
                  </a>
                </>
              )}
            </p>
            <ChoiceMenu
              label={t('Value axis')}
              isLabelShown
              value={address.view.axis}
              choices={scatterAxes.map((value) => ({ value, word: axisWords[value] }))}
              onChoose={(axis) => address.change({ axis })}
            />
          </div>
          <Scatter {...{ traces, address, window, usual }} />
          <TraceList traces={traces} address={address} />
        </>
      )}
    </>
  )
}

/** The one that was asked for by what it is; null: none was, or there is none. */
function pickOf(
  traces: readonly TraceSummary[],
  pick: TracesAddress['view']['pick'],
): TraceSummary | null {
  if (pick === '') return null
  const by = pick === 'newest' ? byStart : byDuration
  return traces.toSorted((one, other) => by(other) - by(one))[0] ?? null
}

const byStart = ({ startMs }: TraceSummary): number => startMs
const byDuration = ({ durationMs }: TraceSummary): number => durationMs

/** The shape of what is to come, so that nothing jumps when it is here. */
function Loading(): ReactNode {
  return (
    <div role="status" className="al-traces-loading">
      <span className="pf-v6-screen-reader">{t('Searching for traces')}</span>
      <Skeleton height="150px" />
      {['72%', '58%', '80%', '64%'].map((width) => (
        <Skeleton key={width} width={width} height="22px" />
      ))}
    </div>
  )
}
