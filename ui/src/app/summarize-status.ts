import type { Status } from '#contract/status.ts'
import type { ApiError } from '../api/client.ts'
import { isOfContext } from '../api/queries.ts'
import type { StateTone } from '../components/StateDot.tsx'
import { t } from '../i18n/t.ts'

export interface StatusSummary {
  readonly tone: StateTone
  readonly text: string
}

/** One short line for the masthead: the worst first. */
export function summarize(status: Status | null, error: ApiError | null): StatusSummary {
  if (error !== null && isOfContext(error)) return { tone: 'bad', text: t('Context not open') }
  if (error !== null) return { tone: 'bad', text: t('Console not reached') }
  if (status === null) return { tone: 'busy', text: t('Looking around') }
  const { backEnds } = status
  const gone = backEnds.filter(({ state }) => state === 'notReached')
  const [first] = gone
  if (first !== undefined) {
    const text =
      gone.length === 1
        ? t('{{name}} not reached', { name: first.product ?? first.id })
        : t('{{count}} back ends not reached', { count: gone.length })
    return { tone: 'bad', text }
  }
  if (backEnds.some(({ state }) => state === 'connecting'))
    return { tone: 'busy', text: t('Connecting') }
  const reached = backEnds.filter(({ state }) => state === 'reached')
  if (reached.length === 0) return { tone: 'quiet', text: t('No back end configured') }
  return { tone: 'good', text: t('{{count}} back ends reached', { count: reached.length }) }
}
