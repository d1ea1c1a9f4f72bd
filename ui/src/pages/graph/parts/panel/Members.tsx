import type { ReactNode } from 'react'
import type { MemberCounts } from '#contract/graph.ts'
import { healthStatuses } from '#contract/health.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { count } from '../../../../lib/plural.ts'
import { Section } from './Section.tsx'

/** What a box, a closed namespace or the whole picture stands for. */
export function Members({ members }: { members: MemberCounts }): ReactNode {
  const { workloads, apps, services, edges, byHealth } = members
  return (
    <Section title="Members">
      <p>
        {count(workloads, 'workload')}, {count(apps, 'app')}, {count(services, 'service')},{' '}
        {count(edges, 'edge')}
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
