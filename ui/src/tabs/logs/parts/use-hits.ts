import { useMemo } from 'react'
import type { Finder } from '../hits.ts'
import type { ShownLine } from '../line-store.ts'
import { plainText } from '../look.ts'

export interface Hits {
  /** Indexes of the lines that have what is searched for. */
  readonly at: readonly number[]
  /** The next of them behind, or before, a line; from the end it goes on at the other. */
  readonly next: (from: number, step: 1 | -1) => number | null
}

/** Which of the lines have what is searched for. */
export function useHits(lines: readonly ShownLine[], finder: Finder): Hits {
  const at = useMemo(
    () =>
      finder.kind !== 'matcher'
        ? []
        : lines.flatMap((line, index) =>
            finder.matcher.test(plainText(line.text)) ? [index] : [],
          ),
    [lines, finder],
  )
  return {
    at,
    next: (from, step) => {
      const [first = null] = at
      const last = at.at(-1) ?? null
      if (step === 1) return at.find((index) => index > from) ?? first
      return at.findLast((index) => from !== -1 && index < from) ?? last
    },
  }
}
