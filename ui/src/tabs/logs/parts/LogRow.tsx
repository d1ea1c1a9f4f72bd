import { AngleDownIcon } from '@patternfly/react-icons/dist/esm/icons/angle-down-icon'
import { AngleRightIcon } from '@patternfly/react-icons/dist/esm/icons/angle-right-icon'
import { memo, type ReactNode } from 'react'
import type { AccessSummary, LineSeverity } from '#contract/logs.ts'
import { t } from '../../../i18n/t.ts'
import { formatDecimal } from '../../../lib/decimal.ts'
import { hitsIn, type Finder } from '../hits.ts'
import type { ShownLine } from '../line-store.ts'
import { foldedJson, objectIn, partsOf, shortPod, timeText } from '../look.ts'
import type { ViewInAddress } from '../use-logs.ts'
import { LineDetails } from './LineDetails.tsx'

export interface LogRowProps {
  readonly line: ShownLine
  readonly text: string // without the colours of terminals
  readonly address: ViewInAddress
  readonly finder: Finder
  readonly colours: ReadonlyMap<string, number>
  readonly zones: ReadonlyMap<string, string | null>
  readonly isCursor: boolean
  readonly isLinked: boolean
  readonly isExpanded: boolean
  readonly onToggle: () => void
  readonly linkOf: (line: ShownLine) => string
}

const severityWords: Readonly<Record<LineSeverity, string>> = {
  error: t('Error'),
  warn: t('Warning'),
  info: t('Info'),
  debug: t('Debug'),
  trace: t('Trace'),
}

const sizeText = (bytes: number): string =>
  bytes >= 1e6 ? `${formatDecimal(bytes / 1e6, 1)} MB` : `${Math.ceil(bytes / 1e3)} kB`

/** One line: when, of whom, how heavy, what. Opened it is told field by field. */
export const LogRow = memo(function LogRow(props: LogRowProps): ReactNode {
  const { line, text, address, finder, colours, zones, isCursor, isLinked, isExpanded } = props
  const { view } = address
  const { pod, container } = partsOf(line.source)
  const { day, time } = timeText(line.at, view.zone, zones.get(pod) ?? null)
  const marks = { cursor: isCursor, linked: isLinked, [line.severity ?? 'none']: true }
  const marked = Object.entries(marks).flatMap(([name, is]) => (is ? [`al-logs-${name}`] : []))
  return (
    <div className={['al-logs-row', ...marked].join(' ')}>
      <div className="al-logs-line">
        <button
          type="button"
          className="al-logs-toggle"
          aria-expanded={isExpanded}
          aria-label={
            isExpanded
              ? t('Fold the line of {{time}}', { time })
              : t('Open the line of {{time}}', { time })
          }
          onClick={props.onToggle}
        >
          {isExpanded ? <AngleDownIcon /> : <AngleRightIcon />}
        </button>
        {view.times && (
          <time className="al-logs-time" title={`${day} ${time}`}>
            {time}
          </time>
        )}
        <span
          className={`al-logs-source al-logs-c${colours.get(pod) ?? 0}`}
          title={`${pod} · ${container}`}
        >
          <span className="al-logs-pod">{shortPod(pod)}</span>
          <span className="al-logs-container">{container}</span>
        </span>
        <Weight severity={line.severity} />
        <LineText line={line} text={text} finder={finder} />
        {line.access !== null && <Answer access={line.access} />}
        {line.cutBytes > 0 && (
          <span className="al-logs-cut">
            {t('… {{size}} left out', { size: sizeText(line.cutBytes) })}
          </span>
        )}
      </div>
      {isExpanded && <LineDetails line={line} address={address} link={props.linkOf(line)} />}
    </div>
  )
})

function Weight({ severity }: { severity: LineSeverity | null }): ReactNode {
  if (severity === null) return <span className="al-logs-severity" />
  const word = severityWords[severity]
  return (
    <span className="al-logs-severity" title={word}>
      <span aria-hidden="true">{word.charAt(0)}</span>
      <span className="pf-v6-screen-reader">{word}</span>
    </span>
  )
}

interface LineTextProps {
  readonly line: ShownLine
  readonly text: string
  readonly finder: Finder
}

function LineText({ line, text, finder }: LineTextProps): ReactNode {
  const hits = hitsIn(text, finder)
  const object = hits.length === 0 && line.access === null ? objectIn(line) : null
  const folded = object === null ? null : foldedJson(object)
  if (folded !== null)
    return (
      <span className="al-logs-text">
        {folded.message}{' '}
        <span className="al-logs-folded">{`{… ${t('{{count}} fields', { count: folded.others })}}`}</span>
      </span>
    )
  if (hits.length === 0) return <span className="al-logs-text">{text}</span>
  const parts: ReactNode[] = []
  let at = 0
  for (const { from, to } of hits) {
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return (
    <span className="al-logs-text">
      {parts}
      {text.slice(at)}
    </span>
  )
}

function Answer({ access }: { access: AccessSummary }): ReactNode {
  const { status, flags, flagText } = access
  if (flags === null && flagText === null && (status ?? 0) < 400) return null
  const words = [status === null ? null : String(status), flags, flagText]
  return <span className="al-logs-answer">{words.filter((word) => word !== null).join(' · ')}</span>
}
