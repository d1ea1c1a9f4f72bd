import { useCallback, useState } from 'react'
import { usePreference } from '../../use-preference.ts'

export type HelpName = 'tour' | 'keys'

export interface HelpState {
  readonly shown: HelpName | null
  readonly isNew: boolean
  readonly show: (name: HelpName) => void
  readonly close: () => void
}

/** What of the help is on the page. Whoever has begun the tour once is not offered it again. */
export function useHelp(): HelpState {
  const [shown, setShown] = useState<HelpName | null>(null)
  const [hasSeenTour, setHasSeenTour] = usePreference('tour', (text) => text === 'true')
  const close = useCallback(() => setShown(null), [])
  return {
    shown,
    isNew: !hasSeenTour,
    show: (name) => {
      if (name === 'tour') setHasSeenTour(true)
      setShown(name)
    },
    close,
  }
}
