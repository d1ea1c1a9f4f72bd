import { useCallback, useState } from 'react'

export type HelpName = 'tour' | 'keys'

export interface HelpState {
  readonly shown: HelpName | null
  readonly isNew: boolean
  readonly show: (name: HelpName) => void
  readonly close: () => void
}

/** What of the help of a page is on it. Whoever has begun its tour once is not offered it again. */
export function useHelp(page: string): HelpState {
  const key = `alidade.${page}.tour`
  const [shown, setShown] = useState<HelpName | null>(null)
  const [hasSeenTour, setHasSeenTour] = useState(() => localStorage.getItem(key) === 'true')
  const close = useCallback(() => setShown(null), [])
  return {
    shown,
    isNew: !hasSeenTour,
    show: (name) => {
      if (name === 'tour') {
        localStorage.setItem(key, 'true')
        setHasSeenTour(true)
      }
      setShown(name)
    },
    close,
  }
}
