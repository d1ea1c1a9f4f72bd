import type { ReactNode } from 'react'

export interface CardProps {
  readonly title: string
  readonly aside?: ReactNode
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** A part of the page with a heading of its own. */
export function Card({ title, aside, isWide = false, children }: CardProps): ReactNode {
  return (
    <section aria-label={title} className={isWide ? 'al-catalog-card al-wide' : 'al-catalog-card'}>
      <header className="al-catalog-card-head">
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
