import type { GraphView } from '../../url.ts'

/** A frame is so much of the past. */
export const frameMs = 10_000

export const replayLengths = [60, 300, 600, 1800] as const // seconds
export const usualLength = 300

export const speedNames = ['slow', 'medium', 'fast'] as const
export type SpeedName = (typeof speedNames)[number]

/** How long a frame stays. */
export const msBySpeed = { slow: 5000, medium: 3000, fast: 1000 } as const satisfies Record<
  SpeedName,
  number
>

export interface Replay {
  readonly startMs: number
  readonly endMs: number
  readonly lengthSeconds: number
  readonly total: number // frames
  readonly index: number // of the one that is shown, from 0
  readonly atMs: number // of the one that is shown
}

/** The replay that an address asks for; null: none. A moment outside of it is moved to its ends. */
export function readReplay({
  replay,
  from,
  at,
}: Pick<GraphView, 'replay' | 'from' | 'at'>): Replay | null {
  if (replay === null || from === null) return null
  const last = Math.floor((replay * 1000) / frameMs)
  const asked = at === null ? 0 : Math.round((at - from) / frameMs)
  const index = Math.min(last, Math.max(0, asked))
  return {
    startMs: from,
    endMs: from + last * frameMs,
    lengthSeconds: replay,
    total: last + 1,
    index,
    atMs: from + index * frameMs,
  }
}

export const frameAt = ({ startMs, total }: Replay, index: number): number =>
  startMs + Math.min(total - 1, Math.max(0, index)) * frameMs

/** The last so many seconds before `nowMs`, from their beginning. */
export function replayOfLast(
  lengthSeconds: number,
  nowMs: number,
): Pick<GraphView, 'replay' | 'from' | 'at'> {
  const endMs = Math.floor(nowMs / frameMs) * frameMs
  const from = endMs - lengthSeconds * 1000
  return { replay: lengthSeconds, from, at: from }
}

/** From a start of one's own: the whole minute, no later than lets it end by now. */
export function replayFrom(
  startMs: number,
  { lengthSeconds, nowMs }: { lengthSeconds: number; nowMs: number },
): Pick<GraphView, 'replay' | 'from' | 'at'> {
  const minute = Math.floor(startMs / 60_000) * 60_000
  const latest = Math.floor((nowMs - lengthSeconds * 1000) / frameMs) * frameMs
  const from = Math.max(0, Math.min(minute, latest))
  return { replay: lengthSeconds, from, at: from }
}

/** `4:05`. */
export function formatElapsed(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
