import { useMemo, useState, type ReactNode } from 'react'
import type { ChartSubject } from '#contract/charts.ts'
import type { Dashboard } from '#contract/dashboards.ts'
import { dashboardChartOf } from '../../../api/chart-queries.ts'
import { t } from '../../../i18n/t.ts'
import { createHover } from '../../../tabs/metrics/hover.ts'
import '../../../tabs/metrics/metrics.css'
import { OverCurvesProvider, type ChartLevel } from '../../../tabs/metrics/over-curves.ts'
import { ChartCard } from '../../../tabs/metrics/parts/ChartCard.tsx'
import { SubjectLink } from '../../../components/SubjectLink.tsx'

export interface DashboardStripProps {
  readonly subject: ChartSubject
  readonly dashboard: Dashboard
  readonly charts: readonly string[] // ids, in order
  readonly levels: readonly ChartLevel[]
}

const window = '30m'

/** Some charts of a dashboard, one below the other; the whole of it stands at the workload. */
export function DashboardStrip({
  subject,
  dashboard,
  charts,
  levels,
}: DashboardStripProps): ReactNode {
  const [hover] = useState(createHover)
  const [expanded, setExpanded] = useState<string | null>(null)
  const sources = useMemo(
    () =>
      charts.flatMap((id) => {
        const title = dashboard.charts.find((one) => one.id === id)
        if (title === undefined) return []
        const place = { ...subject, dashboard: dashboard.id, chart: id }
        return [{ title, source: dashboardChartOf(place, { window }) }]
      }),
    [subject, dashboard, charts],
  )
  const { namespace, name } = subject
  const over = useMemo(() => ({ hasTrend: false, marks: [], levels }), [levels])
  return (
    <OverCurvesProvider value={over}>
      {sources.map(({ title, source }) => (
        <ChartCard
          key={title.id}
          {...{ title, source, hover }}
          reporter={null}
          hasTrend={false}
          hasLegend={expanded === title.id}
          isExpanded={expanded === title.id}
          onExpand={setExpanded}
          onRange={() => undefined}
        />
      ))}
      <SubjectLink subject={{ kind: 'workload', namespace, name }} tab="runtime">
        {t('All charts of {{name}}', { name })}
      </SubjectLink>
    </OverCurvesProvider>
  )
}
