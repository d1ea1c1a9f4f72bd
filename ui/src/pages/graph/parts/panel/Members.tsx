import type { ReactNode } from 'react'
import type { MemberCounts } from '#contract/graph.ts'
import { healthStatuses } from '#contract/health.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { t } from '../../../../i18n/t.ts'
import { Section } from './Section.tsx'

/** What a box, a closed namespace or the whole picture stands for. */
export function Members({ members }: { members: MemberCounts }): ReactNode {
  const { workloads, apps, services, edges, byHealth } = members
  // None of a kind is no news: services, for one, are counted only while they are drawn.
  const amounts = [
    { amount: workloads, words: t('{{count}} workloads', { count: workloads }) },
    { amount: apps, words: t('{{count}} apps', { count: apps }) },
    { amount: services, words: t('{{count}} services', { count: services }) },
    { amount: edges, words: t('{{count}} edges', { count: edges }) },
  ]
  return (
    <Section title={t('Members')}>
      <p>
        {amounts
          .filter(({ amount }) => amount > 0)
          .map(({ words }) => words)
          .join(', ')}
      </p>
      <div className="al-health-counts">
        {healthStatuses
          .filter((status) => (byHealth[status] ?? 0) > 0)
          .map((status) => (
            <HealthBadge key={status} status={status} amount={byHealth[status]} />
          ))}
      </div>
    </Section>
  )
}
