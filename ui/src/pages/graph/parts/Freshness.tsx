import { Button, Tooltip } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { GraphPhase, LiveGraphState } from '../../../api/live-graph.ts'
import { StateDot, type StateTone } from '../../../components/StateDot.tsx'
import { formatAge, formatInstant } from '../../../lib/age.ts'
import type { GraphView } from '../url.ts'
import { useNow } from '../use-now.ts'

export interface FreshnessProps {
  readonly view: GraphView
  readonly live: LiveGraphState
  readonly onChange: (patch: Partial<GraphView>) => void
}

const looks = {
  waiting: { word: 'not asked yet', tone: 'quiet' },
  loading: { word: 'loading', tone: 'busy' },
  live: { word: 'live', tone: 'good' },
  stale: { word: 'stale', tone: 'bad' },
  still: { word: 'paused', tone: 'quiet' },
  reconnecting: { word: 'reconnecting', tone: 'bad' },
  error: { word: 'failed', tone: 'bad' },
} as const satisfies Record<GraphPhase, { word: string; tone: StateTone }>

/** How old the numbers on the screen are, always; and the way to hold, and to leave, a moment. */
export function Freshness({ view, live, onChange }: FreshnessProps): ReactNode {
  const now = useNow() + live.clockAheadMs
  const { word, tone } = looks[live.phase]
  const dataAt = live.graph?.at ?? null
  if (view.at !== null)
    return (
      <span className="al-freshness">
        <StateDot tone="quiet" /> As of {formatInstant(view.at, now)}
        <Button
          variant="link"
          size="sm"
          isInline
          onClick={() => onChange({ at: null, replay: null, from: null })}
        >
          Back to live
        </Button>
      </span>
    )
  return (
    <Tooltip
      content={
        dataAt === null
          ? 'No numbers yet'
          : `Numbers up to ${formatInstant(dataAt, now)}. Press to hold this moment in the address.`
      }
    >
      <button
        type="button"
        className="al-freshness"
        disabled={dataAt === null}
        aria-label={
          dataAt === null ? word : `${word}, ${formatAge(now - dataAt)} ago. Hold this moment`
        }
        onClick={() => dataAt !== null && onChange({ at: dataAt })}
      >
        <StateDot tone={tone} /> {word}
        {dataAt !== null && <span className="al-quiet"> · {formatAge(now - dataAt)} ago</span>}
      </button>
    </Tooltip>
  )
}
