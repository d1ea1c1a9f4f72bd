import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import { InfoCircleIcon } from '@patternfly/react-icons/dist/esm/icons/info-circle-icon'
import type { ReactNode } from 'react'
import type { LogContainers } from '#contract/logs.ts'
import { count } from '../../../lib/plural.ts'
import { partsOf } from '../look.ts'
import type { LogView } from '../url.ts'
import type { Logs } from '../use-logs.ts'

export interface NoticesProps {
  readonly logs: Logs
  readonly view: LogView
  readonly isPaused: boolean
  readonly containers: LogContainers | undefined
}

/** What makes the lines less than whole, and how they come. */
export function Notices({ logs, view, isPaused, containers }: NoticesProps): ReactNode {
  const troubled = logs.sources.filter(
    ({ state, message }) => message !== null && state !== 'ended' && state !== 'noPrevious',
  )
  const byMessage = Map.groupBy(troubled, ({ message }) => message ?? '')
  const isCut = logs.sources.filter(({ isWhole }) => !isWhole)
  const isFiltered = view.show !== '' || view.severities.length > 0
  return (
    <div className="al-logs-notices" role="status">
      <Rate logs={logs} isPaused={isPaused} />
      {logs.link.state === 'gone' && (
        <Notice isBad>
          The stream broke off: {logs.link.message} It goes on where it stopped as soon as the
          console answers.
        </Notice>
      )}
      {logs.isBehind && (
        <Notice isBad>More is written than the console reads: lines come late.</Notice>
      )}
      {logs.dropped > 0 && (
        <Notice isBad>
          {count(logs.dropped, 'line')} of {count(logs.droppedBySource.size, 'container')} could not
          be shown, since more came than fits: the newest are here. Fewer pods, or “Show only”, show
          all.
        </Notice>
      )}
      {logs.leftOut > 0 && (
        <Notice isBad>
          {count(logs.leftOut, 'container')} beyond what one view reads: choose pods.
        </Notice>
      )}
      {isCut.length > 0 && isFiltered && logs.question.past === null && (
        <Notice>
          Of {count(isCut.length, 'container')} only the newest lines were searched; the time range
          reaches further.
        </Notice>
      )}
      {[...byMessage].slice(0, 3).map(([message, sources]) => (
        <Notice key={message} isBad>
          {message}
          {sources.length > 1 &&
            ` (${[...new Set(sources.map(({ source }) => partsOf(source).pod))].slice(0, 4).join(', ')})`}
        </Notice>
      ))}
      {containers?.warnings.map(({ source, message }) => (
        <Notice key={`${source} ${message}`} isBad>
          {message}
        </Notice>
      ))}
    </div>
  )
}

function Rate({ logs, isPaused }: { logs: Logs; isPaused: boolean }): ReactNode {
  const { link, readPerSecond, shownPerSecond, lines, question } = logs
  const amount = count(lines.length, 'line')
  if (question.past !== null) return <span className="al-quiet">{amount}, not followed</span>
  if (link.state !== 'open') return null
  const rate = (perSecond: number): string =>
    perSecond >= 10 ? Math.round(perSecond).toLocaleString('en') : perSecond.toFixed(1)
  const speed =
    readPerSecond === null || shownPerSecond === null
      ? ''
      : readPerSecond - shownPerSecond > 1
        ? ` · ${rate(readPerSecond)} come each second, ${rate(shownPerSecond)} are shown`
        : ` · ${rate(readPerSecond)} each second`
  return (
    <span className="al-logs-rate">
      <i className={isPaused ? 'al-logs-still' : 'al-logs-live'} aria-hidden="true" />
      {isPaused ? 'Paused' : 'Live'} · {amount}
      {speed}
    </span>
  )
}

function Notice({ isBad = false, children }: { isBad?: boolean; children: ReactNode }): ReactNode {
  return (
    <div className={`al-logs-notice${isBad ? ' al-warn' : ''}`}>
      {isBad ? <ExclamationTriangleIcon /> : <InfoCircleIcon />}
      <span>{children}</span>
    </div>
  )
}
