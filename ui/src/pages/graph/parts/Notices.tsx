import { Button, Spinner } from '@patternfly/react-core'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import { InfoCircleIcon } from '@patternfly/react-icons/dist/esm/icons/info-circle-icon'
import { useState, type ReactNode } from 'react'
import type { Layer, Warning } from '#contract/warning.ts'
import type { LiveGraphState } from '../../../api/live-graph.ts'
import { Unread } from '../../../components/Notice.tsx'
import { Trans } from '../../../i18n/Trans.tsx'
import { t } from '../../../i18n/t.ts'
import { formatAge, formatInstant } from '../../../lib/age.ts'
import { useNow } from '../use-now.ts'

export interface NoticesProps {
  readonly live: LiveGraphState
  readonly unread: readonly string[]
  readonly onForgetUnread: () => void
}

const layerWords = {
  requests: t('requests'),
  tcp: t('TCP traffic'),
  grpcMessages: t('gRPC messages'),
  responseTime: t('response times'),
  throughput: t('throughput'),
  operations: t('operations'),
  runtime: t('runtimes'),
  health: t('health'),
  config: t('configuration'),
  traces: t('traces'),
  rights: t('rights'),
} as const satisfies Record<Layer, string>

const shownAtOnce = 2

/** What makes the picture less than whole, above it, for as long as it is so. */
export function Notices({ live, unread, onForgetUnread }: NoticesProps): ReactNode {
  const now = useNow() + live.clockAheadMs
  const [isUnfolded, setIsUnfolded] = useState(false)
  const warnings = putTogether(live.warnings)
  const shown = isUnfolded ? warnings : warnings.slice(0, shownAtOnce)
  const hidden = warnings.length - shown.length
  const isGone = live.phase === 'reconnecting' && live.graph !== null
  return (
    <div className="al-graph-notices" role="status">
      {isGone && (
        <Notice tone="bad" icon={<Spinner size="md" aria-label={t('Reconnecting')} />}>
          <b>{t('The console’s server is gone.')}</b> {live.error?.message}{' '}
          {t('The picture is the last one it sent; this page reconnects by itself.')}
        </Notice>
      )}
      {live.staleSinceAt !== null && live.graph !== null && !isGone && (
        <Notice tone="warn">
          {/* The age changes each second: seen, not announced. */}
          <Trans
            text="<b>Numbers from {{time}}</b><span>, {{age}} old</span>: newer ones do not come in."
            tags={{ b: <b />, span: <span aria-hidden="true" /> }}
            values={{
              time: formatInstant(live.graph.at, now),
              age: formatAge(now - live.graph.at),
            }}
          />
        </Notice>
      )}
      {shown.map((cause) => (
        <WarningNotice key={keyOf(cause.warning)} {...cause} now={now} />
      ))}
      {(hidden > 0 || isUnfolded) && (
        <Button variant="link" size="sm" onClick={() => setIsUnfolded(!isUnfolded)}>
          {isUnfolded ? t('Show fewer') : t('Show {{amount}} more', { amount: hidden })}
        </Button>
      )}
      {unread.length > 0 && (
        <Notice tone="info">
          <Unread names={unread} onTidy={onForgetUnread} />
        </Notice>
      )}
    </div>
  )
}

/** One cause that costs several layers is said once. */
interface Cause {
  readonly warning: Warning
  readonly layers: readonly Layer[] // empty: the whole source
}

function putTogether(warnings: readonly Warning[]): readonly Cause[] {
  const causes = new Map<string, Cause>()
  for (const warning of warnings) {
    const key = keyOf(warning)
    const before = causes.get(key) ?? { warning, layers: [] }
    const more = warning.layer === null ? [] : [warning.layer]
    causes.set(key, { ...before, layers: [...new Set([...before.layers, ...more])] })
  }
  return [...causes.values()]
}

const keyOf = ({ source, code, message, dataAt }: Warning): string =>
  [source, code, message, dataAt].join(' ')

function WarningNotice({ warning, layers, now }: Cause & { now: number }): ReactNode {
  const { source, message, sinceAt, dataAt } = warning
  return (
    <Notice tone="warn">
      <b>{[source, ...layers.map((layer) => layerWords[layer])].join(', ')}:</b> {message}
      <span className="al-quiet">
        {sinceAt !== null && ` ${t('Since {{time}}.', { time: formatInstant(sinceAt, now) })}`}
        {dataAt !== null &&
          ` ${t('Shown: numbers from {{time}}.', { time: formatInstant(dataAt, now) })}`}
      </span>
    </Notice>
  )
}

function Notice(props: {
  tone: 'bad' | 'warn' | 'info'
  icon?: ReactNode
  children: ReactNode
}): ReactNode {
  const { tone, children } = props
  const icon = tone === 'info' ? <InfoCircleIcon /> : <ExclamationTriangleIcon />
  return (
    <div className={`al-graph-notice al-graph-notice-${tone}`}>
      {props.icon ?? icon}
      <div>{children}</div>
    </div>
  )
}
