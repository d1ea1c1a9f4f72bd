import type { ReactNode } from 'react'

export interface Figure {
  readonly word: string
  readonly text: string
  readonly isBad?: boolean
}

/** A few numbers that matter, each with its word below. */
export function Figures({ figures }: { figures: readonly Figure[] }): ReactNode {
  return (
    <dl className="al-figures">
      {figures.map(({ word, text, isBad = false }) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd className={isBad ? 'al-bad' : undefined}>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
