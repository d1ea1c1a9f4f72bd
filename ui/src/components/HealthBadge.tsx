import type { ReactNode } from 'react'
import type { HealthStatus } from '#contract/health.ts'
import { inSentence } from '../i18n/t.ts'
import { formatWhole } from '../lib/decimal.ts'
import './components.css'
import { healthLooks } from './health-look.ts'

export interface HealthBadgeProps {
  readonly status: HealthStatus
  /** How many have it, where the badge sums up several. */
  readonly amount?: number | undefined
  /** Where the word stands nearby already; it is still told to screen readers. */
  readonly isCompact?: boolean
}

/** Icon, word and colour say the same, so that none is needed alone. */
export function HealthBadge({ status, amount, isCompact = false }: HealthBadgeProps): ReactNode {
  const { word, Icon } = healthLooks[status]
  return (
    <span className={`al-health al-health-${status}`} title={isCompact ? word : undefined}>
      <Icon />
      {amount !== undefined && <b>{formatWhole(amount)}</b>}
      <span className={isCompact ? 'pf-v6-screen-reader' : undefined}>
        {amount === undefined ? word : inSentence(word)}
      </span>
    </span>
  )
}
