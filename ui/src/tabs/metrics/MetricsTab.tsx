import { Skeleton } from '@patternfly/react-core'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import type { ChartDirection, ChartList, ChartSubject } from '#contract/charts.ts'
import { chartOf, useChartList } from '../../api/chart-queries.ts'
import { Trouble } from '../../components/Trouble.tsx'
import { t } from '../../i18n/t.ts'
import type { TabProps } from '../tab.ts'
import { chartSubjectOf } from './chart-subject.ts'
import { createHover } from './hover.ts'
import './metrics.css'
import { OverCurvesProvider } from './over-curves.ts'
import { ChartCard } from './parts/ChartCard.tsx'
import { MetricsToolbar } from './parts/MetricsToolbar.tsx'
import { askOf, timeBetween, type MetricsView } from './url.ts'
import { useChartSpans } from './use-chart-spans.ts'
import { useValues } from './use-values.ts'
import { useMetricsView } from './use-view.ts'

export function InboundMetrics({ subject }: TabProps): ReactNode {
  return <MetricsTab subject={subject} direction="inbound" />
}

export function OutboundMetrics({ subject }: TabProps): ReactNode {
  return <MetricsTab subject={subject} direction="outbound" />
}

interface MetricsTabProps extends TabProps {
  readonly direction: ChartDirection
}

/** How much is asked of a thing, or by it: the charts that its mesh has, over one shared time. */
function MetricsTab({ subject, direction }: MetricsTabProps): ReactNode {
  const { kind, namespace, name } = subject
  const asked = useMemo(() => chartSubjectOf({ kind, namespace, name }), [kind, namespace, name])
  const { data: list, error, refetch } = useChartList(asked, direction)
  const { view, change } = useMetricsView(direction)
  if (list === undefined && error !== null)
    return <Trouble error={error} onRetry={() => void refetch()} />
  if (list === undefined)
    return <Skeleton height="12rem" screenreaderText={t('Loading the charts')} />
  return <Charts {...{ list, view, change, direction }} subject={asked} />
}

interface ChartsProps {
  readonly list: ChartList
  readonly subject: ChartSubject
  readonly direction: ChartDirection
  readonly view: MetricsView
  readonly change: (patch: Partial<MetricsView>) => void
}

const reporterWords = {
  source: t('the proxies of clients'),
  destination: t('the proxies of servers'),
  both: t('both ends, each a line of its own'),
} as const

function Charts({ list, subject, direction, view, change }: ChartsProps): ReactNode {
  const [hover] = useState(createHover)
  const [hasLegend, setHasLegend] = useState(true)
  const { values, learn } = useValues()
  const ask = useMemo(() => askOf(view, direction), [view, direction])
  const sources = useMemo(
    () => new Map(list.charts.map(({ id }) => [id, chartOf({ ...subject, chart: id }, ask)])),
    [list, subject, ask],
  )
  const { marks, note } = useChartSpans({ params: subject, direction }, view)
  const over = useMemo(() => ({ hasTrend: view.hasTrend, marks }), [view.hasTrend, marks])
  const expand = useCallback((chart: string | null) => change({ chart }), [change])
  const showRange = useCallback(
    (fromAt: number, toAt: number) => change(timeBetween(fromAt, toAt)),
    [change],
  )
  const expanded = list.charts.find(({ id }) => id === view.chart)
  const shown = expanded === undefined ? list.charts : [expanded]
  const reporter = view.reporter ?? list.defaultReporter
  return (
    <div className="al-metrics">
      <MetricsToolbar
        {...{ list, view, values, hasLegend }}
        onChange={change}
        onLegend={setHasLegend}
      />
      {view.hasTrend && (
        <p className="al-quiet">
          {t(
            'Trend lines are straight lines of least squares through every point of the time that is shown; the figures tell how much such a line changes from its beginning to its end.',
          )}
        </p>
      )}
      {note !== null && (
        <p className="al-quiet" role="status">
          {note}
        </p>
      )}
      <OverCurvesProvider value={over}>
        <div className={expanded === undefined ? 'al-metrics-grid' : undefined}>
          {shown.map((title) => {
            const source = sources.get(title.id)
            if (source === undefined) return null
            return (
              <ChartCard
                key={title.id}
                {...{ title, source, hasLegend, hover }}
                reporter={
                  list.isAmbient
                    ? t('{{reporter}}, and by waypoints', { reporter: reporterWords[reporter] })
                    : reporterWords[reporter]
                }
                hasTrend={view.hasTrend}
                isExpanded={expanded !== undefined}
                onExpand={expand}
                onRange={showRange}
                onValues={learn}
              />
            )
          })}
        </div>
      </OverCurvesProvider>
      <p className="al-quiet al-metrics-help">
        {t(
          'Drag over a chart to see that time in all of them. With the keyboard: arrows move, Shift and arrows mark, Enter shows what is marked.',
        )}
      </p>
    </div>
  )
}
