import type { ReactNode } from 'react'
import type { LogContainers } from '#contract/logs.ts'
import { Notice } from '../../../components/Notice.tsx'
import { t } from '../../../i18n/t.ts'
import { formatDecimal, formatWhole } from '../../../lib/decimal.ts'
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
    <div className="al-notices" role="status">
      <Rate logs={logs} isPaused={isPaused} />
      {logs.link.state === 'gone' && (
        <Notice tone="warn">
          {t('The stream broke off:')} {logs.link.message}{' '}
          {t('It goes on where it stopped as soon as the console answers.')}
        </Notice>
      )}
      {logs.isBehind && (
        <Notice tone="warn">{t('More is written than the console reads: lines come late.')}</Notice>
      )}
      {logs.dropped > 0 && (
        <Notice tone="warn">
          {t(
            '{{lines}} of {{containers}} could not be shown, since more came than fits: the newest are here. Fewer pods, or “Show only”, show all.',
            {
              lines: t('{{count}} lines', { count: logs.dropped }),
              containers: t('{{count}} containers', { count: logs.droppedBySource.size }),
            },
          )}
        </Notice>
      )}
      {logs.leftOut > 0 && (
        <Notice tone="warn">
          {t('{{count}} containers beyond what one view reads: choose pods.', {
            count: logs.leftOut,
          })}
        </Notice>
      )}
      {isCut.length > 0 && isFiltered && logs.question.past === null && (
        <Notice tone="info">
          {t(
            'Of {{count}} containers only the newest lines were searched; the time range reaches further.',
            { count: isCut.length },
          )}
        </Notice>
      )}
      {[...byMessage].slice(0, 3).map(([message, sources]) => (
        <Notice key={message} tone="warn">
          {message}
          {sources.length > 1 &&
            ` (${[...new Set(sources.map(({ source }) => partsOf(source).pod))].slice(0, 4).join(', ')})`}
        </Notice>
      ))}
      {containers?.warnings.map(({ source, message }) => (
        <Notice key={`${source} ${message}`} tone="warn">
          {message}
        </Notice>
      ))}
    </div>
  )
}

function Rate({ logs, isPaused }: { logs: Logs; isPaused: boolean }): ReactNode {
  const { link, readPerSecond, shownPerSecond, lines, question } = logs
  const amount = t('{{count}} lines', { count: lines.length })
  if (question.past !== null)
    return <span className="al-quiet">{t('{{amount}}, not followed', { amount })}</span>
  if (link.state !== 'open') return null
  const rate = (perSecond: number): string =>
    perSecond >= 10 ? formatWhole(Math.round(perSecond)) : formatDecimal(perSecond, 1)
  const speed =
    readPerSecond === null || shownPerSecond === null
      ? ''
      : readPerSecond - shownPerSecond > 1
        ? ` · ${t('{{read}} come each second, {{shown}} are shown', {
            read: rate(readPerSecond),
            shown: rate(shownPerSecond),
          })}`
        : ` · ${t('{{rate}} each second', { rate: rate(readPerSecond) })}`
  return (
    <span className="al-logs-rate">
      <i className={isPaused ? 'al-logs-still' : 'al-logs-live'} aria-hidden="true" />
      {isPaused ? t('Paused') : t('Live')} · {amount}
      {speed}
    </span>
  )
}
