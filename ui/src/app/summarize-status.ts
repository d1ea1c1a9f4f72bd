import type { Status } from '#contract/status.ts'
import type { ApiError } from '../api/client.ts'
import { isOfContext } from '../api/queries.ts'
import type { StateTone } from '../components/StateDot.tsx'
import { count } from '../lib/plural.ts'

export interface StatusSummary {
  readonly tone: StateTone
  readonly text: string
}

/** One short line for the masthead: the worst first. */
export function summarize(status: Status | null, error: ApiError | null): StatusSummary {
  if (error !== null && isOfContext(error)) return { tone: 'bad', text: 'Context not open' }
  if (error !== null) return { tone: 'bad', text: 'Console not reached' }
  if (status === null) return { tone: 'busy', text: 'Looking around' }
  const { backEnds } = status
  const gone = backEnds.filter(({ state }) => state === 'notReached')
  const [first] = gone
  if (first !== undefined) {
    const what = gone.length === 1 ? (first.product ?? first.id) : count(gone.length, 'back end')
    return { tone: 'bad', text: `${what} not reached` }
  }
  if (backEnds.some(({ state }) => state === 'connecting'))
    return { tone: 'busy', text: 'Connecting' }
  const reached = backEnds.filter(({ state }) => state === 'reached')
  if (reached.length === 0) return { tone: 'quiet', text: 'No back end configured' }
  return { tone: 'good', text: `${count(reached.length, 'back end')} reached` }
}
