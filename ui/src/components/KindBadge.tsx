import type { ReactNode } from 'react'
import './components.css'

/** One to three letters that stand for a kind; the kind itself is told to everybody. */
export function KindBadge({ letters, kind }: { letters: string; kind: string }): ReactNode {
  return (
    <span className="al-kind" title={kind}>
      <span aria-hidden="true">{letters}</span>
      <span className="pf-v6-screen-reader">{kind}</span>
    </span>
  )
}
