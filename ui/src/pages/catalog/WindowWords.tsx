import type { ReactNode } from 'react'
import { t } from '../../i18n/t.ts'
import { formatSeconds } from '../../lib/duration.ts'

/** Over how long the health and the rates of a page are taken, where nobody can choose it. */
export function WindowWords({ seconds }: { seconds: number }): ReactNode {
  return (
    <span className="al-quiet">
      {t('Health and rates over the last {{window}}', { window: formatSeconds(seconds) })}
    </span>
  )
}
