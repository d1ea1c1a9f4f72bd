import type { ReactNode } from 'react'

export interface SectionProps {
  readonly title: string
  /** Beside the title: where its numbers come from. */
  readonly evidence?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, evidence, children }: SectionProps): ReactNode {
  return (
    <section className="al-section" aria-label={title}>
      <h3>
        {title}
        {evidence}
      </h3>
      {children}
    </section>
  )
}
