import {
  Button,
  Checkbox,
  FormSelect,
  FormSelectOption,
  Popover,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core'
import type { ReactNode } from 'react'
import {
  chartReporters,
  chartStatistics,
  type ChartList,
  type ChartReporter,
  type ChartStatistic,
} from '#contract/charts.ts'
import { t } from '../../../i18n/t.ts'
import { defaultView, spanCounts, type MetricsView } from '../url.ts'
import { GroupMenu } from './GroupMenu.tsx'
import { Links } from './Links.tsx'
import { TimeBar } from './TimeBar.tsx'

export interface MetricsToolbarProps {
  readonly list: ChartList
  readonly view: MetricsView
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly hasLegend: boolean
  readonly onChange: (patch: Partial<MetricsView>) => void
  readonly onLegend: (hasLegend: boolean) => void
}

const reporterWords = {
  source: t('Client'),
  destination: t('Server'),
  both: t('Both'),
} as const satisfies Record<ChartReporter, string>

export function MetricsToolbar(props: MetricsToolbarProps): ReactNode {
  const { list, view, values, hasLegend, onChange, onLegend } = props
  const reporter = view.reporter ?? list.defaultReporter
  return (
    <div className="al-metrics-toolbar" role="toolbar" aria-label={t('Charts')}>
      <TimeBar time={view} onChange={onChange} />
      <GroupMenu {...{ values, onChange }} {...view} groupings={list.groupings} />
      <StatisticsMenu
        statistics={view.statistics}
        onChange={(statistics) => onChange({ statistics })}
      />
      <ToggleGroup
        aria-label={list.isAmbient ? t('Counted by, and by waypoints') : t('Counted by')}
        isCompact
      >
        {chartReporters.map((one) => (
          <ToggleGroupItem
            key={one}
            text={reporterWords[one]}
            buttonId={`reporter-${one}`}
            isSelected={one === reporter}
            onChange={() => onChange({ reporter: one === list.defaultReporter ? null : one })}
          />
        ))}
      </ToggleGroup>
      <FormSelect
        aria-label={t('Spans over the durations')}
        value={String(view.spans)}
        className="al-metrics-spans"
        onChange={(_, text) =>
          onChange({ spans: spanCounts.find((one) => String(one) === text) ?? 0 })
        }
      >
        {spanCounts.map((one) => (
          <FormSelectOption
            key={one}
            value={String(one)}
            label={one === 0 ? t('No spans') : t('{{count}} spans', { count: one })}
          />
        ))}
      </FormSelect>
      <Checkbox
        id="metrics-trend"
        label={t('Trend lines')}
        isChecked={view.hasTrend}
        onChange={(_, hasTrend) => onChange({ hasTrend })}
      />
      <Checkbox
        id="metrics-legend"
        label={t('Figures')}
        isChecked={hasLegend}
        onChange={(_, isChecked) => onLegend(isChecked)}
      />
      <Links links={list.links} time={view} />
      {isChanged(view) && (
        <Button variant="link" size="sm" onClick={() => onChange(unchanged)}>
          {t('Reset')}
        </Button>
      )}
    </div>
  )
}

const { by, only, statistics, reporter, hasTrend, spans } = defaultView
const unchanged = { by, only, statistics, reporter, hasTrend, spans }

const isChanged = (view: MetricsView): boolean =>
  view.by.length > 0 ||
  view.statistics.join() !== statistics.join() ||
  view.reporter !== null ||
  view.hasTrend ||
  view.spans !== 0

const statisticWords = {
  ...{ avg: t('Average'), p50: t('Median (p50)'), p95: 'p95', p99: 'p99', p999: 'p99.9' },
} as const satisfies Record<(typeof chartStatistics)[number], string>

interface StatisticsMenuProps {
  readonly statistics: readonly ChartStatistic[]
  readonly onChange: (statistics: readonly ChartStatistic[]) => void
}

/** At least one: a distribution without a statistic is no line. */
function StatisticsMenu({ statistics: chosen, onChange }: StatisticsMenuProps): ReactNode {
  const toggle = (one: ChartStatistic): void => {
    const next = chartStatistics.filter((each) =>
      each === one ? !chosen.includes(one) : chosen.includes(each),
    )
    if (next.length > 0) onChange(next)
  }
  return (
    <Popover
      aria-label={t('Statistics of distributions')}
      position="bottom-start"
      showClose={false}
      hasAutoWidth
      enableFlip={false}
      bodyContent={
        <div className="al-metrics-groups">
          {chartStatistics.map((one) => (
            <Checkbox
              key={one}
              id={`statistic-${one}`}
              label={statisticWords[one]}
              isChecked={chosen.includes(one)}
              isDisabled={chosen.length === 1 && chosen.includes(one)}
              onChange={() => toggle(one)}
            />
          ))}
        </div>
      }
    >
      <Button variant="control" size="sm">
        {t('Times and sizes: {{statistics}}', {
          statistics: chosen.map((one) => (one === 'p999' ? 'p99.9' : one)).join(', '),
        })}
      </Button>
    </Popover>
  )
}
