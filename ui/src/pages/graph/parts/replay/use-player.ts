import { useEffect, useEffectEvent, useState } from 'react'
import { usePreference } from '../../use-preference.ts'
import { frameAt, msBySpeed, speedNames, type Replay, type SpeedName } from './replay-plan.ts'

export interface Player {
  readonly isPlaying: boolean
  readonly isAtEnd: boolean
  readonly speed: SpeedName
  /** Plays on; from the beginning when it is at the end. */
  readonly play: () => void
  readonly pause: () => void
  readonly setSpeed: (speed: SpeedName) => void
}

const readSpeed = (text: string | null): SpeedName =>
  speedNames.find((name) => name === text) ?? 'medium'

/** Moves from frame to frame while it plays, no faster than frames arrive. */
export function usePlayer(
  replay: Replay,
  { isReady, seek }: { readonly isReady: boolean; readonly seek: (atMs: number) => void },
): Player {
  const [isAsked, setIsAsked] = useState(true)
  const [speed, setSpeed] = usePreference('replaySpeed', readSpeed)
  const isAtEnd = replay.index >= replay.total - 1
  const isPlaying = isAsked && !isAtEnd
  const { index } = replay
  const step = useEffectEvent(() => seek(frameAt(replay, index + 1)))
  useEffect(() => {
    if (!isPlaying || !isReady) return undefined
    const timer = setTimeout(step, msBySpeed[speed])
    return () => clearTimeout(timer)
  }, [isPlaying, isReady, speed, index])
  return {
    isPlaying,
    isAtEnd,
    speed,
    setSpeed,
    play: () => {
      setIsAsked(true)
      if (isAtEnd) seek(replay.startMs)
    },
    pause: () => setIsAsked(false),
  }
}
