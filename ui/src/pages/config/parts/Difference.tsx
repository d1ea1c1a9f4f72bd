import type { ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'
import { diffLines } from '../line-diff.ts'

const signs = { same: ' ', added: '+', removed: '−', gap: ' ' } as const

export interface DifferenceProps {
  readonly before: string
  readonly after: string
  readonly label: string
}

/** What differs between two texts, line by line. */
export function Difference({ before, after, label }: DifferenceProps): ReactNode {
  const lines = diffLines(before, after)
  return (
    <div className="al-diff" role="group" aria-label={label} tabIndex={0}>
      {lines.length === 0 && <div className="al-quiet">{t('Nothing.')}</div>}
      {lines.map(({ kind, text }, index) => (
        // Lines have no identity but their place.
        <div key={`${index} ${text}`} className={`al-diff-${kind}`}>
          <span>{signs[kind]}</span>
          {text}
        </div>
      ))}
    </div>
  )
}
