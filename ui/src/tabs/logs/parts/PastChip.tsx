import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'
import { isPast } from '../url.ts'
import type { ViewInAddress } from '../use-logs.ts'

/** Says that nothing is followed, and leads back to what is written now. */
export function PastChip({ address: { view, change } }: { address: ViewInAddress }): ReactNode {
  if (!isPast(view)) return null
  return (
    <Button
      variant="secondary"
      size="sm"
      onClick={() => change({ previous: false, line: '', range: 'all', from: null, to: null })}
    >
      {t('Go live')}
    </Button>
  )
}
