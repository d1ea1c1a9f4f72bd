import { Button, Tooltip } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { GraphPhase, LiveGraphState } from '../../../api/live-graph.ts'
import { StateDot, type StateTone } from '../../../components/StateDot.tsx'
import { t } from '../../../i18n/t.ts'
import { formatAge, formatInstant } from '../../../lib/age.ts'
import type { GraphView } from '../url.ts'
import { useNow } from '../use-now.ts'

export interface FreshnessProps {
  readonly view: GraphView
  readonly live: LiveGraphState
  readonly onChange: (patch: Partial<GraphView>) => void
}

const looks = {
  waiting: { word: t('not asked yet'), tone: 'quiet' },
  loading: { word: t('loading'), tone: 'busy' },
  live: { word: t('live'), tone: 'good' },
  stale: { word: t('stale'), tone: 'bad' },
  still: { word: t('paused'), tone: 'quiet' },
  reconnecting: { word: t('reconnecting'), tone: 'bad' },
  error: { word: t('failed'), tone: 'bad' },
} as const satisfies Record<GraphPhase, { word: string; tone: StateTone }>

/** The console answers, but has no number to tell: what there is none of is neither live nor old. */
const withoutNumbers: Partial<Record<string, { word: string; tone: StateTone }>> = {
  metricsUnavailable: { word: t('no numbers'), tone: 'bad' },
  noRights: { word: t('no rights'), tone: 'quiet' },
}

/** How old the numbers on the screen are, always; and the way to hold, and to leave, a moment. */
export function Freshness({ view, live, onChange }: FreshnessProps): ReactNode {
  const now = useNow() + live.clockAheadMs
  const { word, tone, dataAt } = toldBy(live)
  if (view.at !== null)
    return (
      <span className="al-freshness">
        <StateDot tone="quiet" /> {t('As of {{time}}', { time: formatInstant(view.at, now) })}
        <Button
          variant="link"
          size="sm"
          isInline
          onClick={() => onChange({ at: null, replay: null, from: null })}
        >
          {t('Back to live')}
        </Button>
      </span>
    )
  return (
    <Tooltip
      content={
        dataAt === null
          ? t('No numbers yet')
          : t('Numbers up to {{time}}. Press to hold this moment in the address.', {
              time: formatInstant(dataAt, now),
            })
      }
    >
      <button
        type="button"
        className="al-freshness"
        disabled={dataAt === null}
        aria-label={
          dataAt === null
            ? word
            : t('{{word}}, {{age}} ago. Hold this moment', { word, age: formatAge(now - dataAt) })
        }
        onClick={() => dataAt !== null && onChange({ at: dataAt })}
      >
        <StateDot tone={tone} /> {word}
        {dataAt !== null && (
          <span className="al-quiet">{` · ${t('{{age}} ago', { age: formatAge(now - dataAt) })}`}</span>
        )}
      </button>
    </Tooltip>
  )
}

interface Told {
  readonly word: string
  readonly tone: StateTone
  readonly dataAt: number | null // null: there are no numbers
}

function toldBy({ graph, phase }: LiveGraphState): Told {
  const reason = withoutNumbers[graph?.empty?.code ?? '']
  if (reason === undefined) return { ...looks[phase], dataAt: graph?.at ?? null }
  return { ...(phase === 'live' ? reason : looks[phase]), dataAt: null }
}
