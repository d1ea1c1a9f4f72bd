import type { ReactNode } from 'react'
import type { Health, ReplicaReason, RequestReason } from '#contract/health.ts'
import { t } from '../i18n/t.ts'
import { formatRps } from '../lib/rate.ts'
import { formatShare } from '../lib/ratio.ts'
import './components.css'
import { HealthBadge } from './HealthBadge.tsx'

/** Why a status is what it is: each measurement, the thresholds it was held against, and whose. */
export function HealthReasons({ health }: { health: Health }): ReactNode {
  if (health.reasons.length === 0) return <p className="al-quiet">{withoutReason(health)}</p>
  return (
    <ul className="al-reasons">
      {health.reasons.map((reason) => (
        <li key={JSON.stringify(reason)}>
          <HealthBadge status={reason.status} isCompact />
          <div>
            {reason.kind === 'requests' ? requestSentence(reason) : replicaSentence(reason)}
            <RuleLine
              text={reason.kind === 'requests' ? requestRule(reason) : replicaRule(reason)}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}

function withoutReason({ status }: Health): string {
  return status === 'healthy'
    ? t('It was asked, and nothing that it answered counts against it.')
    : t('Nothing was measured that could be held against a threshold.')
}

function RuleLine({ text }: { text: string | null }): ReactNode {
  return text === null ? null : <div className="al-quiet">{text}</div>
}

const protocolWords = { http: 'HTTP', grpc: 'gRPC' } as const

/** Patterns of the usual tolerances, in words. */
const codeWords: ReadonlyMap<string, string> = new Map([
  ['-', t('had no response')],
  ['[1-9]|1[0-6]', t('had a code from 1 to 16')],
])

function requestSentence(reason: RequestReason): string {
  const { ratio, direction, protocol, codes, matchingPerSecond, totalPerSecond } = reason
  const values = {
    share: formatShare(ratio),
    protocol: protocolWords[protocol],
    what: codeWords.get(codes) ?? t('had code {{codes}}', { codes }),
    matching: formatRps(matchingPerSecond),
    total: formatRps(totalPerSecond),
  }
  const sentence =
    direction === 'inbound'
      ? t(
          '{{share}} of inbound {{protocol}} requests {{what}} ({{matching}} of {{total}}).',
          values,
        )
      : t(
          '{{share}} of outbound {{protocol}} requests {{what}} ({{matching}} of {{total}}).',
          values,
        )
  if (reason.injectedPerSecond === 0) return sentence
  const rate = formatRps(reason.injectedPerSecond)
  return `${sentence} ${t('{{rate}} of them were injected on purpose.', { rate })}`
}

function requestRule({ degradedAtRatio, failureAtRatio, rule }: RequestReason): string {
  const failure = formatShare(failureAtRatio)
  if (degradedAtRatio === 0)
    return t('Degraded above {{none}}, failure from {{failure}}. Tolerance: {{rule}}.', {
      none: formatShare(0),
      failure,
      rule,
    })
  return t('Degraded from {{degraded}}, failure from {{failure}}. Tolerance: {{rule}}.', {
    degraded: formatShare(degradedAtRatio),
    failure,
    rule,
  })
}

/** Why these counts are what they are called, where the counts alone do not say it. */
function replicaRule({ status, desired, current, available }: ReplicaReason): string | null {
  const isSurge = status === 'failure' && available === desired && current > desired
  return isSurge
    ? t('More pods than asked for: a roll-out. It passes within moments, or the roll-out is stuck.')
    : null
}

function replicaSentence(reason: ReplicaReason): string {
  const { workload, desired, current, available, syncedProxies } = reason
  const values = { workload, available, desired, current }
  if (syncedProxies === null)
    return t(
      '{{workload}}: {{available}} of {{desired}} pods available, {{current}} running.',
      values,
    )
  return t(
    '{{workload}}: {{available}} of {{desired}} pods available, {{current}} running, {{synced}} proxies in sync.',
    { ...values, synced: syncedProxies },
  )
}
