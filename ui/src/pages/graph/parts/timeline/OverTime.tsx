import { Button, Skeleton } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { GraphSeries, SeriesLine } from '#contract/series.ts'
import { useSeries, type SeriesSubject } from '../../../../api/time-queries.ts'
import { EvidencePopover } from '../../../../components/EvidencePopover.tsx'
import { RateSparkline } from '../../../../components/RateSparkline.tsx'
import { reporterWords } from '../../../../components/reporter-words.ts'
import { chartsOf } from '../../../../components/series-charts.ts'
import { t } from '../../../../i18n/t.ts'
import { formatSeconds } from '../../../../lib/duration.ts'
import { askOf } from '../../url.ts'
import { usePanel } from '../panel/panel-context.ts'
import { Section } from '../panel/Section.tsx'

/** Over so many series the whole picture is asked for only when somebody wants to see it. */
const seriesAskedUnasked = 3000

/** How what is selected fared up to the moment of the picture: small curves, or why there are none. */
export function OverTime({ subject }: { subject: SeriesSubject }): ReactNode {
  const { graph, view } = usePanel()
  const [isWanted, setIsWanted] = useState(false)
  const series = graph.evidence.reduce((sum, one) => sum + one.series, 0)
  const isCheap = Object.keys(subject).length > 0 || series <= seriesAskedUnasked
  const isAsked = isCheap || isWanted
  // The time of one edge is worth a question that the whole picture was not asked.
  const timed = subject.edge === undefined ? {} : { responseTime: view.responseTime }
  const { data, error, refetch } = useSeries({ ...askOf(view), ...timed }, subject, {
    isWanted: isAsked,
  })
  return (
    <Section
      title={t('Over time')}
      evidence={data === undefined ? null : <HowAsked series={data} />}
    >
      {!isAsked && (
        <Button variant="secondary" size="sm" onClick={() => setIsWanted(true)}>
          {t('Ask the metric store for {{count}} series over time', { count: series })}
        </Button>
      )}
      {isAsked && data === undefined && error === null && (
        <Skeleton height="5rem" screenreaderText={t('Loading the curves')} />
      )}
      {error !== null && data === undefined && (
        <p className="al-bad">
          {error.message}{' '}
          <Button variant="link" size="sm" isInline onClick={() => void refetch()}>
            {t('Try again')}
          </Button>
        </p>
      )}
      {data !== undefined && <Curves series={data} />}
    </Section>
  )
}

function Curves({ series }: { series: GraphSeries }): ReactNode {
  const { times, lines, whyNone, warnings } = series
  if (whyNone !== null) return <p className="al-quiet">{whyNone}</p>
  return (
    <>
      {chartsOf(lines).map(({ label, format, lines: drawn }) => (
        <RateSparkline key={label} {...{ label, times, format }} lines={drawn} />
      ))}
      <p className="al-quiet">
        {t('{{count}} points, one each {{step}}, each over {{window}}.', {
          count: times.length,
          step: formatSeconds(series.stepSeconds),
          window: formatSeconds(series.windowSeconds),
        })}
      </p>
      {warnings.map(({ message, layer }) => (
        <p key={`${layer ?? ''} ${message}`} className="al-bad">
          {message}
        </p>
      ))}
    </>
  )
}

function HowAsked({ series }: { series: GraphSeries }): ReactNode {
  const { evidence, windowSeconds, lines } = series
  return (
    <EvidencePopover
      subject={t('Over time')}
      queries={evidence}
      windowSeconds={windowSeconds}
      reporter={whoCounted(lines)}
    />
  )
}

/** Null where it is a sum over edges, each of which has its own. */
function whoCounted(lines: readonly SeriesLine[]): string | null {
  const reporters = [...new Set(lines.flatMap((line) => line.reporters))]
  if (reporters.length === 0) return null
  return reporters.map((reporter) => reporterWords[reporter]).join(`, ${t('at other moments')} `)
}
