import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'

const cards = [
  { name: 'wide', lines: ['34%', '62%'], isWide: true },
  { name: 'left', lines: ['48%', '70%', '55%', '64%', '40%'], isWide: false },
  { name: 'right', lines: ['56%', '38%', '66%', '50%', '58%'], isWide: false },
  { name: 'below', lines: ['44%', '60%', '52%', '68%'], isWide: true },
] as const

/** The shape of a page of cards that is to come, so that nothing jumps when it is here. */
export function CardsSkeleton({ title }: { readonly title: string }): ReactNode {
  return (
    <div className="al-cards" role="status">
      <span className="pf-v6-screen-reader">{title}</span>
      {cards.map(({ name, lines, isWide }) => (
        <div key={name} className={isWide ? 'al-catalog-card al-wide' : 'al-catalog-card'}>
          <div className="al-card-skeleton">
            <Skeleton width="9rem" height="18px" />
            {lines.map((width) => (
              <Skeleton key={width} width={width} height="15px" />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}
