import type { ReactNode } from 'react'
import type { HealthCounts } from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import { formatWhole } from '../../lib/decimal.ts'
import { formatAmount } from '../../lib/rate.ts'

/** The circle is drawn with a length of 100, so that shares are percents. */
const radius = 100 / (2 * Math.PI)

/** Shares of each health as a ring, with the sum inside. The same stands beside it in words. */
export function HealthDonut({ counts }: { readonly counts: HealthCounts }): ReactNode {
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0)
  const shares = healthStatuses.map((status) => ({
    status,
    percent: all === 0 ? 0 : ((counts[status] ?? 0) / all) * 100,
  }))
  return (
    <svg className="al-donut" viewBox="0 0 42 42" aria-hidden="true">
      <circle className="al-donut-empty" cx="21" cy="21" r={radius} />
      {shares.map(({ status, percent }, index) =>
        percent === 0 ? null : (
          <circle
            key={status}
            className={`al-donut-part al-health-${status}`}
            data-share={Math.round(percent)}
            cx="21"
            cy="21"
            r={radius}
            strokeDasharray={`${percent} ${100 - percent}`}
            // From the top, each behind those before it.
            strokeDashoffset={
              25 - shares.slice(0, index).reduce((sum, before) => sum + before.percent, 0)
            }
          />
        ),
      )}
      <text className="al-donut-sum" x="21" y="21">
        {all < 10_000 ? formatWhole(all) : formatAmount(all)}
      </text>
    </svg>
  )
}
