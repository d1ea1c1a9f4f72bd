import type { ReactNode } from 'react'
import type { MemberCounts } from '#contract/graph.ts'
import { healthStatuses } from '#contract/health.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { count } from '../../../../lib/plural.ts'
import { Section } from './Section.tsx'

/** What a box, a closed namespace or the whole picture stands for. */
export function Members({ members }: { members: MemberCounts }): ReactNode {
  const { workloads, apps, services, edges, byHealth } = members
  // None of a kind is no news: services, for one, are counted only while they are drawn.
  const amounts = [
    { amount: workloads, word: 'workload' },
    { amount: apps, word: 'app' },
    { amount: services, word: 'service' },
    { amount: edges, word: 'edge' },
  ]
  return (
    <Section title="Members">
      <p>
        {amounts
          .filter(({ amount }) => amount > 0)
          .map(({ amount, word }) => count(amount, word))
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
