import { Button, Popover } from '@patternfly/react-core'
import { LockIcon } from '@patternfly/react-icons/dist/esm/icons/lock-icon'
import { LockOpenIcon } from '@patternfly/react-icons/dist/esm/icons/lock-open-icon'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { AppliedConfigText, MtlsModeName, ThingRow } from '#contract/catalog.ts'
import type { Health } from '#contract/health.ts'
import type { NodeTraffic } from '#contract/traffic.ts'
import { useContextSearch } from '../../components/context-search.ts'
import { HealthBadge } from '../../components/HealthBadge.tsx'
import { HealthReasons } from '../../components/HealthReasons.tsx'
import { KindBadge } from '../../components/KindBadge.tsx'
import { kindLetters } from '../../components/kind-letters.ts'
import { mtlsWords } from '../../components/mtls-words.ts'
import { formatTcp } from '../../components/RateTable.tsx'
import { t } from '../../i18n/t.ts'
import { formatRps } from '../../lib/rate.ts'
import { formatShare } from '../../lib/ratio.ts'
import { byPodsAlone, whyWords } from './words.ts'

export interface HealthCellProps {
  readonly health: Health
  readonly name: string
  /** Whether calls are known; what is well by its pods alone is not called well. */
  readonly isKnown: boolean
}

/** The status, and behind it why it is so. */
export function HealthCell({ health, name, isKnown }: HealthCellProps): ReactNode {
  return (
    <Popover
      aria-label={t('Why {{name}} is as it is', { name })}
      maxWidth="26rem"
      bodyContent={() => (
        <>
          <p className="al-popover-title">{name}</p>
          <HealthReasons health={health} />
          {!isKnown && <p className="al-warn">{byPodsAlone}</p>}
        </>
      )}
    >
      <Button variant="plain" size="sm" className="al-cell-button">
        <HealthBadge status={health.status} />
        {!isKnown && <span className="al-quiet"> {t('pods only')}</span>}
        <span className="pf-v6-screen-reader"> {t('of {{name}}', { name })}</span>
      </Button>
    </Popover>
  )
}

const unknown = (
  <span className="al-quiet" title={t('The metric store did not tell')}>
    {t('unknown')}
  </span>
)

/** Requests of both protocols; bytes where there is nothing else. Unknown is not none. */
export function RateCell({ traffic }: { traffic: NodeTraffic | null }): ReactNode {
  if (traffic === null) return unknown
  const { http, grpc, tcp } = traffic
  if (http === null && grpc === null)
    return tcp === null ? <span className="al-quiet">–</span> : <>{formatTcp(tcp)}</>
  return <>{formatRps(requestsOf(traffic))}</>
}

export function ErrorCell({ traffic }: { traffic: NodeTraffic | null }): ReactNode {
  if (traffic === null) return unknown
  const ratio = errorRatioOf(traffic)
  if (ratio === null) return <span className="al-quiet">–</span>
  return <span className={ratio > 0 ? 'al-bad' : undefined}>{formatShare(ratio)}</span>
}

export const requestsOf = ({ http, grpc }: NodeTraffic): number =>
  (http?.requestsPerSecond ?? 0) + (grpc?.requestsPerSecond ?? 0)

/** Weighted by requests; null without any answer. */
export function errorRatioOf({ http, grpc }: NodeTraffic): number | null {
  const told = [http, grpc].flatMap((one) =>
    one === null || one.errorRatio === null
      ? []
      : [{ rate: one.requestsPerSecond, ratio: one.errorRatio }],
  )
  const all = told.reduce((sum, { rate }) => sum + rate, 0)
  if (all === 0) return null
  return told.reduce((sum, { rate, ratio }) => sum + rate * ratio, 0) / all
}

export function MtlsCell({ mode }: { mode: MtlsModeName | null }): ReactNode {
  if (mode === null) return <span className="al-quiet">–</span>
  const isOpen = mode === 'disabled'
  return (
    <span className={isOpen ? 'al-warn al-cell-line' : 'al-cell-line'}>
      {isOpen ? <LockOpenIcon /> : mode === 'strict' ? <LockIcon /> : null}
      {mtlsWords[mode]}
    </span>
  )
}

/** Errors and warnings about it, leading to them. */
export function FindingsCell({
  row,
}: {
  row: Pick<ThingRow, 'findings' | 'namespace'>
}): ReactNode {
  const { error, warning, info } = row.findings
  const search = new URLSearchParams(useContextSearch())
  if (error + warning + info === 0) return <span className="al-quiet">–</span>
  search.set('namespaces', row.namespace)
  search.set('severities', 'error,warning,info')
  const words = [
    ...(error > 0 ? [t('{{count}} errors', { count: error })] : []),
    ...(warning > 0 ? [t('{{count}} warnings', { count: warning })] : []),
    ...(error + warning === 0 ? [t('{{count}} notes', { count: info })] : []),
  ]
  return (
    <Link
      to={{ pathname: '/config', search: search.toString() }}
      className={error > 0 ? 'al-bad' : warning > 0 ? 'al-warn' : undefined}
    >
      {words.join(', ')}
    </Link>
  )
}

/** Kinds of what acts on it, with how many, and behind them which and why. */
export function ActingCell({
  acting,
  name,
}: {
  acting: ThingRow['acting']
  name: string
}): ReactNode {
  if (acting.length === 0) return null
  const byKind = Map.groupBy(acting, ({ object }) => object.kind)
  return (
    <Popover
      aria-label={t('What acts on {{name}}', { name })}
      maxWidth="28rem"
      bodyContent={() => (
        <>
          <p className="al-popover-title">{t('What acts on {{name}}', { name })}</p>
          <ActingList acting={acting} />
        </>
      )}
    >
      <Button variant="plain" size="sm" className="al-cell-button">
        <span className="al-cell-line">
          {[...byKind].map(([kind, all]) => (
            <KindBadge
              key={kind}
              letters={all.length > 1 ? `${kindLetters(kind)} ${all.length}` : kindLetters(kind)}
              kind={kind}
            />
          ))}
          <span className="pf-v6-screen-reader"> {t('act on {{name}}', { name })}</span>
        </span>
      </Button>
    </Popover>
  )
}

export function ActingList({ acting }: { acting: readonly AppliedConfigText[] }): ReactNode {
  const context = useContextSearch()
  return (
    <ul className="al-acting">
      {acting.map(({ object, why, words }) => {
        const { group, kind, namespace, name } = object
        const search = new URLSearchParams(context)
        search.set('object', [group, kind, namespace, name].join('/'))
        return (
          <li key={[group, kind, namespace, name].join('/')}>
            <KindBadge letters={kindLetters(kind)} kind={kind} />
            <div>
              <Link to={{ pathname: '/config', search: search.toString() }}>{name}</Link>{' '}
              <span className="al-quiet">{namespace}</span>
              <div className="al-quiet">
                {kind} {whyWords[why]}: <code>{words}</code>
              </div>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

export interface LabelsCellProps {
  readonly labels: Readonly<Record<string, string>>
  readonly chosen: string
  readonly onToggle: (term: string) => void
  readonly shown?: number
}

/** The first labels as chips that filter, and how many more there are. */
export function LabelsCell({ labels, chosen, onToggle, shown = 2 }: LabelsCellProps): ReactNode {
  const all = Object.entries(labels).map((pair) => pair.join('='))
  const terms = new Set(chosen.split(/\s+/))
  const rest = all.slice(shown)
  return (
    <span className="al-cell-line">
      {all.slice(0, shown).map((term) => (
        <button
          key={term}
          type="button"
          className="al-label"
          aria-pressed={terms.has(term)}
          title={term}
          onClick={() => onToggle(term)}
        >
          {term}
        </button>
      ))}
      {rest.length > 0 && (
        <Popover
          aria-label={t('More labels')}
          bodyContent={() => (
            <ul className="al-labels">
              {rest.map((term) => (
                <li key={term}>
                  <button
                    type="button"
                    className="al-label"
                    aria-pressed={terms.has(term)}
                    onClick={() => onToggle(term)}
                  >
                    {term}
                  </button>
                </li>
              ))}
            </ul>
          )}
        >
          <button type="button" className="al-label al-label-more">
            {t('{{amount}} more', { amount: rest.length })}
          </button>
        </Popover>
      )}
    </span>
  )
}
