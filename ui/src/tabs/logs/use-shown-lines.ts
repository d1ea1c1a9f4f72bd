import { useState } from 'react'
import type { ShownLine } from './line-store.ts'
import type { Logs } from './use-logs.ts'

export interface ShownLines {
  readonly lines: readonly ShownLine[]
  /** Lines that came since it was paused. */
  readonly newer: number
  readonly isPaused: boolean
  readonly pause: () => void
  readonly resume: () => void
}

interface Held {
  readonly lines: readonly ShownLine[]
  readonly received: number
  readonly of: Logs['question']
}

/** The newest lines; or, while somebody reads, those that were there when they began to. */
export function useShownLines(logs: Logs): ShownLines {
  const [held, setHeld] = useState<Held | null>(null)
  // Another question has other lines: nobody reads in those of the former.
  const isPaused = held !== null && held.of === logs.question && logs.question.past === null
  return {
    lines: isPaused ? held.lines : logs.lines,
    newer: isPaused ? Math.max(0, logs.received - held.received) : 0,
    isPaused,
    pause: () => {
      if (!isPaused) setHeld({ lines: logs.lines, received: logs.received, of: logs.question })
    },
    resume: () => setHeld(null),
  }
}
