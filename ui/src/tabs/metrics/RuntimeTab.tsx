import {
  Checkbox,
  FormSelect,
  FormSelectOption,
  Skeleton,
  Tab,
  Tabs,
  TabTitleText,
} from '@patternfly/react-core'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import type { ChartSubject } from '#contract/charts.ts'
import { aggregations, type Aggregation, type Dashboard } from '#contract/dashboards.ts'
import { dashboardChartOf, useDashboards } from '../../api/chart-queries.ts'
import { EvidencePopover } from '../../components/EvidencePopover.tsx'
import { Trouble } from '../../components/Trouble.tsx'
import { t } from '../../i18n/t.ts'
import type { TabProps } from '../tab.ts'
import { chartSubjectOf } from './chart-subject.ts'
import { createHover } from './hover.ts'
import './metrics.css'
import { OverCurvesProvider } from './over-curves.ts'
import { ChartCard } from './parts/ChartCard.tsx'
import { GroupMenu } from './parts/GroupMenu.tsx'
import { TimeBar } from './parts/TimeBar.tsx'
import { dashboardAskOf, type RuntimeView } from './runtime-url.ts'
import { timeBetween } from './url.ts'
import { useValues } from './use-values.ts'
import { useRuntimeView } from './use-view.ts'

/** What runs in the pods, each dashboard that was found a tab of its own. */
export function RuntimeMetrics({ subject }: TabProps): ReactNode {
  const { kind, namespace, name } = subject
  const asked = useMemo(() => chartSubjectOf({ kind, namespace, name }), [kind, namespace, name])
  const { data, error, refetch } = useDashboards(asked)
  const { view, change } = useRuntimeView()
  if (data === undefined && error !== null)
    return <Trouble error={error} onRetry={() => void refetch()} />
  if (data === undefined)
    return <Skeleton height="12rem" screenreaderText={t('Looking for dashboards')} />
  const { dashboards, evidence, whyNone } = data
  const shown = dashboards.find(({ id }) => id === view.dashboard) ?? dashboards[0]
  const lookedFor = (
    <EvidencePopover
      subject={t('dashboards')}
      queries={evidence}
      windowSeconds={0}
      reporter={null}
    />
  )
  if (shown === undefined)
    return (
      <div className="al-metrics-none">
        {whyNone} {lookedFor}
      </div>
    )
  return (
    <div className="al-metrics">
      <div className="al-metrics-toolbar">
        <Tabs
          aria-label={t('Dashboards')}
          activeKey={shown.id}
          isSubtab
          onSelect={(_, id) => change({ dashboard: String(id), chart: null, by: [], only: [] })}
        >
          {dashboards.map(({ id, title }) => (
            <Tab
              key={id}
              eventKey={id}
              title={<TabTitleText>{title}</TabTitleText>}
              tabContentId={panelOf(id)}
            />
          ))}
        </Tabs>
        {lookedFor}
      </div>
      <section
        id={panelOf(shown.id)}
        role="tabpanel"
        aria-label={shown.title}
        className="al-metrics"
      >
        <DashboardCharts key={shown.id} dashboard={shown} subject={asked} {...{ view, change }} />
      </section>
    </div>
  )
}

/** One dashboard alone, for where its kind of thing is shown. */
export function OneDashboard({
  subject,
  dashboard,
}: TabProps & { dashboard: Dashboard }): ReactNode {
  const { kind, namespace, name } = subject
  const asked = useMemo(() => chartSubjectOf({ kind, namespace, name }), [kind, namespace, name])
  const { view, change } = useRuntimeView()
  return (
    <div className="al-metrics">
      <DashboardCharts dashboard={dashboard} subject={asked} {...{ view, change }} />
    </div>
  )
}

const panelOf = (id: string): string => `dashboard-${id}`

interface DashboardChartsProps {
  readonly dashboard: Dashboard
  readonly subject: ChartSubject
  readonly view: RuntimeView
  readonly change: (patch: Partial<RuntimeView>) => void
}

function DashboardCharts({ dashboard, subject, view, change }: DashboardChartsProps): ReactNode {
  const [hover] = useState(createHover)
  const [hasLegend, setHasLegend] = useState(true)
  const { values, learn } = useValues()
  const sources = useMemo(
    () =>
      dashboard.charts.map((title) => ({
        title,
        source: dashboardChartOf(
          { ...subject, dashboard: dashboard.id, chart: title.id },
          dashboardAskOf(view),
        ),
      })),
    [dashboard, subject, view],
  )
  const over = useMemo(() => ({ hasTrend: view.hasTrend, marks: [] }), [view.hasTrend])
  const expand = useCallback((chart: string | null) => change({ chart }), [change])
  const showRange = useCallback(
    (fromAt: number, toAt: number) => change(timeBetween(fromAt, toAt)),
    [change],
  )
  const expanded = sources.find(({ title }) => title.id === view.chart)
  const shown = expanded === undefined ? sources : [expanded]
  return (
    <>
      <p className="al-quiet">
        {dashboard.description}{' '}
        {dashboard.why === 'annotation' && t('The pods ask for it by an annotation.')}
      </p>
      <div className="al-metrics-toolbar" role="toolbar" aria-label={t('Charts')}>
        <TimeBar time={view} onChange={change} />
        <GroupMenu
          groupings={dashboard.groupings}
          {...{ values, by: view.by, only: view.only }}
          onChange={change}
        />
        <AggregationSelect
          aggregation={view.aggregation}
          onChange={(aggregation) => change({ aggregation })}
        />
        <Checkbox
          id="runtime-trend"
          label={t('Trend lines')}
          isChecked={view.hasTrend}
          onChange={(_, hasTrend) => change({ hasTrend })}
        />
        <Checkbox
          id="runtime-legend"
          label={t('Figures')}
          isChecked={hasLegend}
          onChange={(_, isChecked) => setHasLegend(isChecked)}
        />
      </div>
      <OverCurvesProvider value={over}>
        <div className={expanded === undefined ? 'al-metrics-grid' : undefined}>
          {shown.map(({ title, source }) => (
            <ChartCard
              key={title.id}
              {...{ title, source, hasLegend, hover }}
              reporter={null}
              hasTrend={view.hasTrend}
              isExpanded={expanded !== undefined}
              onExpand={expand}
              onRange={showRange}
              onValues={learn}
            />
          ))}
        </div>
      </OverCurvesProvider>
    </>
  )
}

const aggregationWords = {
  ...{
    sum: t('Sum of pods'),
    avg: t('Mean of pods'),
    min: t('Least of pods'),
    max: t('Most of pods'),
  },
  ...{ stddev: t('Standard deviation of pods'), stdvar: t('Variance of pods') },
} as const satisfies Record<Aggregation, string>

interface AggregationSelectProps {
  readonly aggregation: Aggregation | null
  readonly onChange: (aggregation: Aggregation | null) => void
}

function AggregationSelect({ aggregation, onChange }: AggregationSelectProps): ReactNode {
  return (
    <FormSelect
      aria-label={t('How pods are put together')}
      className="al-metrics-select"
      value={aggregation ?? ''}
      onChange={(_, value) => onChange(aggregations.find((one) => one === value) ?? null)}
    >
      <FormSelectOption value="" label={t('As each chart has it')} />
      {aggregations.map((one) => (
        <FormSelectOption key={one} value={one} label={aggregationWords[one]} />
      ))}
    </FormSelect>
  )
}
