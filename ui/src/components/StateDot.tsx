import type { ReactNode } from 'react'
import './components.css'

export type StateTone = 'good' | 'warn' | 'bad' | 'busy' | 'quiet'

/** A dot beside a word that says the same: its shape differs with its colour. */
export function StateDot({ tone }: { tone: StateTone }): ReactNode {
  return <span className={`al-dot al-dot-${tone}`} aria-hidden="true" />
}
