import type { Comparison } from '#contract/compare.ts'
import { useFrames, type FramesAsk } from '../../api/frames.ts'
import { useLiveGraph, type GraphFollower } from '../../api/graph-stream.ts'
import type { GraphPhase } from '../../api/live-graph.ts'
import { useComparison } from '../../api/time-queries.ts'
import { frameAt, readReplay } from './parts/replay/replay-plan.ts'
import { askOf, rhythmOf, type GraphView } from './url.ts'

export interface Moment {
  /** The graph of the moment that is looked at: live, held, a frame, or two moments as one. */
  readonly live: GraphFollower
  /** Null: nothing is compared, or there is no answer yet. */
  readonly comparison: Comparison | null
  readonly comparisonError: string | null
}

const framesAhead = 3

/** Which graph is shown: of now, of one moment, of a replay, or the difference of two moments. */
export function useMoment(view: GraphView): Moment {
  const isCompared = view.before !== null
  const isDifference = isCompared && view.side === 'both'
  const seen = isCompared && view.side === 'before' ? { ...view, at: view.before } : view
  const frames = isDifference ? null : framesOf(seen)
  const isFollowed = !isDifference && frames === null
  const live = useLiveGraph(askOf(seen), isFollowed ? rhythmOf(seen) : { kind: 'manual' })
  const frame = useFrames(frames)
  const difference = useDifference(view)
  const { comparison, error } = difference
  const shown = isDifference ? difference.follower : frames === null ? live : frame
  return {
    live: { ...shown, clockAheadMs: live.clockAheadMs },
    comparison,
    comparisonError: error,
  }
}

/** Null: nothing is replayed. */
function framesOf(view: GraphView): FramesAsk | null {
  const replay = readReplay(view)
  if (replay === null) return null
  const next = Array.from({ length: framesAhead }, (_, step) =>
    frameAt(replay, replay.index + 1 + step),
  )
  return { ask: askOf(view), atMs: view.at ?? replay.atMs, nextMs: [...new Set(next)] }
}

interface Difference {
  readonly follower: GraphFollower
  readonly comparison: Comparison | null
  readonly error: string | null
}

function useDifference(view: GraphView): Difference {
  const rhythm = rhythmOf(view)
  const everyMs = rhythm.kind === 'live' ? rhythm.everySeconds * 1000 : null
  const { data, error, isPlaceholderData, refetch } = useComparison(
    askOf(view),
    view.before,
    everyMs,
  )
  if (view.before === null) return { comparison: null, error: null, follower: nothing }
  const refresh = (): void => void refetch()
  if (data === undefined) {
    const phase: GraphPhase = error === null ? 'loading' : 'error'
    return {
      comparison: null,
      error: error?.message ?? null,
      follower: { ...nothing, phase, error, refresh },
    }
  }
  const { graph, warnings } = data
  const isPrevious = isPlaceholderData
  return {
    comparison: data,
    error: error?.message ?? null,
    follower: { ...nothing, graph, isPrevious, phase: 'still', error, warnings, refresh },
  }
}

const nothing: GraphFollower = {
  graph: null,
  isPrevious: false,
  phase: 'loading',
  error: null,
  warnings: [],
  staleSinceAt: null,
  clockAheadMs: 0,
  refresh: () => undefined,
}
