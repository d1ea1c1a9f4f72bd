import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ViewInAddress } from '../use-logs.ts'

/** How lines look: nothing is asked anew for it. */
export function LookMenu({ address: { view, change } }: { address: ViewInAddress }): ReactNode {
  return (
    <ToggleGroup isCompact aria-label="How lines look">
      <ToggleGroupItem
        text="Wrap"
        isSelected={view.wrap}
        onChange={(_, wrap) => change({ wrap })}
      />
      <ToggleGroupItem
        text="Times"
        isSelected={view.times}
        onChange={(_, times) => change({ times })}
      />
    </ToggleGroup>
  )
}
