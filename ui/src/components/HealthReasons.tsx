import type { ReactNode } from 'react'
import type { Health, ReplicaReason, RequestReason } from '#contract/health.ts'
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
    ? 'It was asked, and nothing that it answered counts against it.'
    : 'Nothing was measured that could be held against a threshold.'
}

function RuleLine({ text }: { text: string | null }): ReactNode {
  return text === null ? null : <div className="al-quiet">{text}</div>
}

const protocolWords = { http: 'HTTP', grpc: 'gRPC' } as const

/** Patterns of the usual tolerances, in words. */
const codeWords: ReadonlyMap<string, string> = new Map([
  ['-', 'had no response'],
  ['[1-9]|1[0-6]', 'had a code from 1 to 16'],
])

function requestSentence(reason: RequestReason): string {
  const { ratio, direction, protocol, codes, matchingPerSecond, totalPerSecond } = reason
  const injected =
    reason.injectedPerSecond > 0
      ? `, ${formatRps(reason.injectedPerSecond)} of them injected on purpose`
      : ''
  const what = codeWords.get(codes) ?? `had code ${codes}`
  return (
    `${formatShare(ratio)} of ${direction} ${protocolWords[protocol]} requests ${what} ` +
    `(${formatRps(matchingPerSecond)} of ${formatRps(totalPerSecond)}${injected}).`
  )
}

function requestRule({ degradedAtRatio, failureAtRatio, rule }: RequestReason): string {
  const degraded = degradedAtRatio === 0 ? 'above 0%' : `from ${formatShare(degradedAtRatio)}`
  return `Degraded ${degraded}, failure from ${formatShare(failureAtRatio)}. Tolerance: ${rule}.`
}

/** Why these counts are what they are called, where the counts alone do not say it. */
function replicaRule({ status, desired, current, available }: ReplicaReason): string | null {
  const isSurge = status === 'failure' && available === desired && current > desired
  return isSurge
    ? 'More pods than asked for: a roll-out. It passes within moments, or the roll-out is stuck.'
    : null
}

function replicaSentence(reason: ReplicaReason): string {
  const { workload, desired, current, available, syncedProxies } = reason
  const proxies = syncedProxies === null ? '' : `, ${syncedProxies} proxies in sync`
  return `${workload}: ${available} of ${desired} pods available, ${current} running${proxies}.`
}
