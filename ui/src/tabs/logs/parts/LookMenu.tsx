import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'
import type { ViewInAddress } from '../use-logs.ts'

/** How lines look: nothing is asked anew for it. */
export function LookMenu({ address: { view, change } }: { address: ViewInAddress }): ReactNode {
  return (
    <ToggleGroup isCompact aria-label={t('How lines look')}>
      <ToggleGroupItem
        text={t('Wrap')}
        isSelected={view.wrap}
        onChange={(_, wrap) => change({ wrap })}
      />
      <ToggleGroupItem
        text={t('Times')}
        isSelected={view.times}
        onChange={(_, times) => change({ times })}
      />
    </ToggleGroup>
  )
}
