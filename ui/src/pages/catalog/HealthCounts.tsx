import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { HealthCounts as Counts, ThingFolder } from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import { useContextSearch } from '../../components/context-search.ts'
import { HealthBadge } from '../../components/HealthBadge.tsx'
import { t } from '../../i18n/t.ts'

export interface HealthCountsProps {
  readonly counts: Counts
  readonly folder: ThingFolder
  readonly namespace?: string
}

/** How many there are of each health, each leading to the list of those. */
export function HealthCounts({ counts, folder, namespace }: HealthCountsProps): ReactNode {
  const context = useContextSearch()
  const present = healthStatuses.filter((status) => (counts[status] ?? 0) > 0)
  if (present.length === 0) return <span className="al-quiet">{t('none')}</span>
  return (
    <span className="al-counts">
      {present.map((status) => {
        const search = new URLSearchParams(context)
        search.set('health', status)
        if (namespace !== undefined) search.set('namespaces', namespace)
        return (
          <Link key={status} to={{ pathname: `/${folder}`, search: search.toString() }}>
            <HealthBadge status={status} amount={counts[status]} />
          </Link>
        )
      })}
    </span>
  )
}
