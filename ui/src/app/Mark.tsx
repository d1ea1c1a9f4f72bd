import type { ReactNode } from 'react'

/** The sight of a surveyor's table: a ruler with its pivot over a graduated arc. */
export function Mark(): ReactNode {
  return (
    <svg className="al-mark" viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        className="al-mark-arc"
        d="M5.5 22.5a10.5 10.5 0 0 1 21 0"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeDasharray="0.1 4.1"
      />
      <path className="al-mark-rule" d="M6.5 27 25 7" strokeWidth="2.8" strokeLinecap="round" />
      <circle className="al-mark-pivot" cx="15.9" cy="16.9" r="3" strokeWidth="2.2" />
      <circle className="al-mark-goal" cx="25.6" cy="6.4" r="2.8" />
    </svg>
  )
}
