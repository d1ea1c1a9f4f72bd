import type { ReactNode } from 'react'
import type { Validity } from '#contract/config.ts'
import { validityLooks } from '../words.ts'

/** Icon, word and colour say the same, so that none is needed alone. */
export function StateBadge({ validity }: { validity: Validity }): ReactNode {
  const { word, Icon } = validityLooks[validity]
  return (
    <span className={`al-state al-state-${validity}`}>
      <Icon />
      {word}
    </span>
  )
}
