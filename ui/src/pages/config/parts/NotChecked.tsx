import { useState, type ReactNode } from 'react'
import { Button } from '@patternfly/react-core'
import type { ConfigDetails } from '#contract/config.ts'
import { useRules } from '../../../api/config-queries.ts'
import { t } from '../../../i18n/t.ts'

type Missed = ConfigDetails['notChecked'][number]

const reasons = {
  missing: (detail: string) => t('nothing is known of {{detail}}', { detail }),
  overBudget: (detail: string) => t('it took too long. {{detail}}', { detail }),
  failed: (detail: string) => t('the rule itself failed: {{detail}}', { detail }),
} as const satisfies Record<Missed['reason'], (detail: string) => string>

/** Rules that say nothing here, and why: silence is no approval. */
export function NotChecked({ notChecked }: { notChecked: readonly Missed[] }): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const { data: rules = [] } = useRules()
  if (notChecked.length === 0) return null
  return (
    <div className="al-config-missed">
      <Button
        variant="link"
        size="sm"
        isInline
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {t('{{count}} rules not checked', { count: notChecked.length })}
      </Button>
      {isOpen && (
        <ul>
          {notChecked.map(({ rule, reason, detail }) => (
            <li key={`${rule} ${detail}`}>
              <code>{rule}</code> {rules.find(({ id }) => id === rule)?.title}
              <span className="al-quiet">: {reasons[reason](detail)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
