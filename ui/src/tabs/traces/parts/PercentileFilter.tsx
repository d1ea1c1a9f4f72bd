import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'
import { formatMs } from '../../../lib/duration.ts'
import type { Subject } from '../../tab.ts'
import { useSubjectDurations } from '../use-subject-durations.ts'
import type { TracesAddress } from '../use-traces-view.ts'

const percentiles = ['p75', 'p90', 'p99'] as const
const longestWindow = 10_800

export interface PercentileFilterProps {
  readonly subject: Subject
  readonly address: TracesAddress
  readonly nowMs: number
}

/** Only the slowest, by what the metrics of three hours say of all requests. */
export function PercentileFilter({ subject, address, nowMs }: PercentileFilterProps): ReactNode {
  const { view, change } = address
  const data = useSubjectDurations(subject, view.to ?? nowMs)
  const known = percentiles.flatMap((statistic) => {
    const value = data?.values.find(
      (one) => one.windowSeconds === longestWindow && one.statistic === statistic,
    )
    const ms = value?.ms ?? null
    return ms === null ? [] : [{ statistic, ms, text: ms.toFixed(1) }]
  })
  // Without metrics there is nothing to choose: a least duration can be typed.
  if (known.length === 0) return null
  return (
    <ToggleGroup aria-label={t('Only slower than a percentile of the metrics')} isCompact>
      <ToggleGroupItem
        text={t('All')}
        isSelected={view.min === ''}
        onChange={() => change({ min: '' })}
      />
      {known.map(({ statistic, ms, text }) => (
        <ToggleGroupItem
          key={statistic}
          text={`> ${statistic}, ${formatMs(ms)}`}
          isSelected={view.min === text}
          onChange={() => change({ min: text })}
        />
      ))}
    </ToggleGroup>
  )
}
