import { Skeleton } from '@patternfly/react-core'
import { lazy, Suspense, type ReactNode } from 'react'
import { useDashboards } from '../../../api/chart-queries.ts'
import { chartSubjectOf } from '../../metrics/chart-subject.ts'
import type { Look } from '../use-look.ts'
import { t } from '../../../i18n/t.ts'

const OneDashboard = lazy(() =>
  import('../../metrics/RuntimeTab.tsx').then((tab) => ({ default: tab.OneDashboard })),
)

/** What is measured of this kind of proxy, over the pods of the subject. */
export function MetricsPart({ look: { subject, pod } }: { look: Look }): ReactNode {
  const { data } = useDashboards(chartSubjectOf(subject))
  const dashboard = data?.dashboards.find(({ id }) => id === pod.dashboard)
  const waiting = <Skeleton height="16rem" screenreaderText={t('Looking for its dashboard')} />
  if (dashboard === undefined) return waiting
  return (
    <Suspense fallback={waiting}>
      <OneDashboard subject={subject} dashboard={dashboard} />
    </Suspense>
  )
}
