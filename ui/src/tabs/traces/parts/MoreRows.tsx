import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'
import { formatWhole } from '../../../lib/decimal.ts'
import type { FirstRows } from '../use-first-rows.ts'

/** Says how many rows a table leaves out, and shows more of them; nothing when it has all. */
export function MoreRows({ left, next, showNext }: Omit<FirstRows<unknown>, 'shown'>): ReactNode {
  if (left === 0) return null
  return (
    <p className="al-traces-more" role="status">
      {t('{{amount}} more rows are not shown.', { amount: formatWhole(left) })}{' '}
      <Button variant="link" isInline onClick={showNext}>
        {t('Show the next {{amount}}', { amount: formatWhole(next) })}
      </Button>
    </p>
  )
}
