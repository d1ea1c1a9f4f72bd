import { Alert, Skeleton } from '@patternfly/react-core'
import { lazy, Suspense, useMemo, type ReactNode } from 'react'
import type { ComponentPart, ControlPlanePart } from '#contract/mesh.ts'
import { useDashboards } from '../../../api/chart-queries.ts'
import { t } from '../../../i18n/t.ts'
import type { ChartLevel } from '../../../tabs/metrics/over-curves.ts'

// Charts weigh more than the rest of the page, and only some parts have them.
const DashboardStrip = lazy(() =>
  import('./DashboardStrip.tsx').then((module) => ({ default: module.DashboardStrip })),
)

export interface PartChartsProps {
  readonly part: ControlPlanePart | ComponentPart
  /** What its container may take. */
  readonly levels?: readonly ChartLevel[]
}

const noLevels: readonly ChartLevel[] = []
const noCharts = { dashboard: '', charts: [] }

/** What its pods tell of themselves over the last half hour: a query for each chart in sight. */
export function PartCharts({ part, levels = noLevels }: PartChartsProps): ReactNode {
  const { namespace, name } = part
  const charts = part.charts ?? noCharts
  const subject = useMemo(
    () => ({ namespace: namespace ?? '', kind: 'workloads' as const, name }),
    [namespace, name],
  )
  const { data, error } = useDashboards(subject)
  const board = data?.dashboards.find(({ id }) => id === charts.dashboard)
  return (
    <section className="al-mesh-section" aria-label={t('Charts')}>
      {data === undefined && error !== null && (
        <Alert variant="warning" isInline isPlain title={error.message} />
      )}
      {data === undefined && error === null && (
        <Skeleton height="12rem" screenreaderText={t('Looking for charts')} />
      )}
      {data !== undefined && board === undefined && (
        <p className="al-quiet">
          {data.whyNone ?? t('The metric store has no metrics of its pods.')}
        </p>
      )}
      {board !== undefined && (
        <Suspense fallback={<Skeleton height="12rem" screenreaderText={t('Loading charts')} />}>
          <DashboardStrip {...{ subject, levels }} dashboard={board} charts={charts.charts} />
        </Suspense>
      )}
    </section>
  )
}
