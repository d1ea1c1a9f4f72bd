import type { ReactNode } from 'react'
import { CompareBar } from '../compare/CompareBar.tsx'
import type { GraphView } from '../../url.ts'
import type { Moment } from '../../use-moment.ts'
import { ReplayBar } from './ReplayBar.tsx'
import { readReplay } from './replay-plan.ts'
import './replay.css'

export interface TimeBarsProps {
  readonly view: GraphView
  readonly moment: Moment
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** Below the toolbar while the past is replayed or two moments are compared. */
export function TimeBars({ view, moment, onChange }: TimeBarsProps): ReactNode {
  const replay = readReplay(view)
  return (
    <div className="al-time-bars">
      {replay !== null && (
        <ReplayBar
          // Another span is another replay, which plays from its beginning.
          key={`${replay.startMs} ${replay.lengthSeconds}`}
          replay={replay}
          view={view}
          live={moment.live}
          onChange={onChange}
        />
      )}
      <CompareBar view={view} moment={moment} onChange={onChange} />
    </div>
  )
}
