import { useCallback, useMemo, useRef, useState } from 'react'
import type { Proxies, ProxyPod } from '#contract/proxy.ts'
import type { Reading } from '../../api/proxy-queries.ts'
import type { Subject } from '../tab.ts'
import type { ViewInAddress } from './use-proxy-view.ts'

/** A moment at which a proxy was asked, as the server names it. */
export interface Moment {
  readonly pod: string
  readonly snapshot: string
  readonly takenAt: number // epoch ms
}

/** What all parts of the tab share: which proxy is looked at, and at which moment. */
export interface Look {
  readonly subject: Subject
  readonly proxies: Proxies
  readonly pod: ProxyPod
  readonly address: ViewInAddress
  readonly reading: Reading
  readonly learn: (answer: Omit<Moment, 'pod'>) => void
}

export interface Readings {
  readonly reading: Reading
  readonly moment: Moment | null // what is shown is of it; null: nothing has been read yet
  readonly learn: Look['learn']
  readonly readAgain: () => void
}

/**
 * All tables of a proxy show one moment: what the first one read, the others ask for. It lasts until
 * somebody reads again or looks at another pod.
 */
export function useReadings(namespace: string, pod: string): Readings {
  const [turn, setTurn] = useState(() => Date.now())
  const [moment, setMoment] = useState<Moment | null>(null)
  const latest = useRef<Moment | null>(null)
  const reading = useMemo(
    () => ({
      pod: { namespace, pod },
      turn,
      snapshot: () => (latest.current?.pod === pod ? latest.current.snapshot : undefined),
    }),
    [namespace, pod, turn],
  )
  const learn = useCallback(
    ({ snapshot, takenAt }: Omit<Moment, 'pod'>) => {
      if (latest.current?.pod === pod && latest.current.snapshot === snapshot) return
      latest.current = { pod, snapshot, takenAt }
      setMoment(latest.current)
    },
    [pod],
  )
  const readAgain = useCallback(() => {
    latest.current = null
    setMoment(null)
    setTurn(Date.now())
  }, [])
  return { reading, moment: moment?.pod === pod ? moment : null, learn, readAgain }
}
