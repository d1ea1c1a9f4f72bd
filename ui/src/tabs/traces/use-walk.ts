import { useEffect, useRef } from 'react'

export interface Walk {
  /** Where the reader is: the last span that was asked for, be it drawn as chosen or not yet. */
  readonly at: () => number
  readonly goTo: (span: number) => void
}

/**
 * Steps through spans whose choice is kept in the address, which is drawn some time after it was
 * changed: keys that come meanwhile (one that is held down, a page that is busy) go on from where
 * the last one led, not from what is still drawn. -1: no span.
 */
export function useWalk(chosen: number, onChoose: (span: number) => void): Walk {
  const asked = useRef<readonly number[]>([]) // since what is drawn, the newest last
  useEffect(() => {
    // What was chosen elsewhere ends the walk; what was asked for earlier is only on its way.
    const arrived = asked.current.lastIndexOf(chosen)
    asked.current = arrived < 0 ? [] : asked.current.slice(arrived + 1)
  }, [chosen])
  const at = (): number => asked.current.at(-1) ?? chosen
  const goTo = (span: number): void => {
    if (span === at()) return
    asked.current = span === chosen ? [] : [...asked.current, span]
    onChoose(span)
  }
  return { at, goTo }
}
