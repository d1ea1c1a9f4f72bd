import { Alert, Skeleton } from '@patternfly/react-core'
import { lazy, Suspense, useMemo, type ReactNode } from 'react'
import type { ComponentPart, ControlPlanePart } from '#contract/mesh.ts'
import { useDashboards } from '../../../api/chart-queries.ts'
import { t } from '../../../i18n/t.ts'

// Charts weigh more than the rest of the page, and only some parts have them.
const DashboardStrip = lazy(() =>
  import('./DashboardStrip.tsx').then((module) => ({ default: module.DashboardStrip })),
)

/** What its pods tell of themselves over the last half hour: a query for each chart in sight. */
export function PartCharts(props: { readonly part: ControlPlanePart | ComponentPart }): ReactNode {
  const { namespace, name, charts } = props.part
  const subject = useMemo(
    () => ({ namespace: namespace ?? '', kind: 'workloads' as const, name }),
    [namespace, name],
  )
  const { data, error } = useDashboards(subject)
  const board = data?.dashboards.find(({ id }) => id === charts?.dashboard)
  return (
    <section className="al-mesh-section" aria-label={t('Charts')}>
      {data === undefined && error !== null && (
        <Alert variant="warning" isInline isPlain title={error.message} />
      )}
      {data === undefined && error === null && (
        <Skeleton height="12rem" screenreaderText={t('Looking for charts')} />
      )}
      {data !== undefined && (board === undefined || charts === null) && (
        <p className="al-quiet">
          {data.whyNone ?? t('The metric store has no metrics of its pods.')}
        </p>
      )}
      {board !== undefined && charts !== null && (
        <Suspense fallback={<Skeleton height="12rem" screenreaderText={t('Loading charts')} />}>
          <DashboardStrip subject={subject} dashboard={board} charts={charts.charts} />
        </Suspense>
      )}
    </section>
  )
}
