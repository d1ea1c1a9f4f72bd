import { Button, Skeleton } from '@patternfly/react-core'
import { CompressIcon } from '@patternfly/react-icons/dist/esm/icons/compress-icon'
import { ExpandIcon } from '@patternfly/react-icons/dist/esm/icons/expand-icon'
import { memo, useEffect, useState, type ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { Chart, ChartTitle } from '#contract/charts.ts'
import { useChart, type ChartSource } from '../../../api/chart-queries.ts'
import type { ApiError } from '../../../api/client.ts'
import { EvidencePopover } from '../../../components/EvidencePopover.tsx'
import { t } from '../../../i18n/t.ts'
import { formatSeconds } from '../../../lib/duration.ts'
import type { Hover } from '../hover.ts'
import { useOnScreen, useWidth } from '../use-size.ts'
import { Curves } from './Curves.tsx'
import { LegendTable } from './LegendTable.tsx'
import { Overlay } from './Overlay.tsx'

export interface ChartCardProps {
  readonly title: ChartTitle
  readonly source: ChartSource // the same object as long as it is the same chart
  readonly reporter: string | null // whose counters, in words
  readonly hasTrend: boolean
  readonly hasLegend: boolean
  readonly isExpanded: boolean
  readonly hover: Hover
  readonly onExpand: (chart: string | null) => void
  readonly onRange: (fromAt: number, toAt: number) => void
  /** Told of each answer: its values can be chosen among. */
  readonly onValues?: (values: Chart['values']) => void
}

const heights = { usual: 190, expanded: 440 } as const
const pointsStep = 100

/** One chart with its figures, its evidence and its own troubles, which are no other's. */
export const ChartCard = memo(function ChartCard(props: ChartCardProps): ReactNode {
  const { title, source, reporter, isExpanded, onExpand, onValues } = props
  const { ref, width } = useWidth<HTMLElement>()
  const isOnScreen = useOnScreen(ref)
  // A step of widths asks once: a window that is dragged wider does not ask at each pixel.
  const points = Math.max(pointsStep, Math.ceil(width / pointsStep) * pointsStep)
  const answer = useChart(source, { points, isWanted: isOnScreen })
  const chart = answer.data
  const values = chart?.values
  useEffect(() => {
    if (values !== undefined) onValues?.(values)
  }, [values, onValues])
  return (
    <section
      ref={ref}
      className="al-chart"
      aria-label={title.title}
      data-settled={chart !== undefined && !answer.isPlaceholderData}
    >
      <header>
        <h3>{title.title}</h3>
        {answer.isFetching && <span className="al-chart-busy" aria-hidden="true" />}
        {chart !== undefined && (
          <EvidencePopover
            subject={title.title}
            queries={chart.evidence}
            windowSeconds={chart.windowSeconds}
            reporter={reporter}
          >
            <p className="al-quiet">{sayMaking(chart, title.note)}</p>
          </EvidencePopover>
        )}
        <Button
          variant="plain"
          size="sm"
          aria-label={isExpanded ? t('All charts') : t('Expand {{title}}', { title: title.title })}
          icon={isExpanded ? <CompressIcon /> : <ExpandIcon />}
          onClick={() => onExpand(isExpanded ? null : title.id)}
        />
      </header>
      {title.note !== null && isExpanded && <p className="al-quiet">{title.note}</p>}
      <CardBody {...props} answer={answer} width={width} />
    </section>
  )
})

function sayMaking({ stepSeconds, thinnedFrom, times }: Chart, note: string | null): string {
  return [
    t('A point every {{step}}.', { step: formatSeconds(stepSeconds) }),
    thinnedFrom === null
      ? null
      : t('Of {{all}} points {{drawn}} are drawn: the lowest and the highest of each stretch.', {
          all: thinnedFrom,
          drawn: times.length,
        }),
    note,
  ]
    .filter((sentence) => sentence !== null)
    .join(' ')
}

interface CardBodyProps extends ChartCardProps {
  readonly answer: UseQueryResult<Chart, ApiError>
  readonly width: number
}

const nothingHidden: ReadonlySet<string> = new Set()

function CardBody({ answer, width, ...props }: CardBodyProps): ReactNode {
  const [hidden, setHidden] = useState(nothingHidden)
  const height = props.isExpanded ? heights.expanded : heights.usual
  const { data: chart, error } = answer
  if (chart === undefined && error !== null)
    return <Trouble error={error} height={height} retry={() => void answer.refetch()} />
  if (chart === undefined)
    return (
      <Skeleton
        height={`${height}px`}
        screenreaderText={t('Loading {{title}}', { title: props.title.title })}
      />
    )
  if (chart.whyNone !== null)
    return (
      <p className="al-chart-none" style={{ height }}>
        {chart.whyNone}
      </p>
    )
  const { hasTrend, hasLegend, hover, onRange } = props
  const { title } = props.title
  const plot = { chart, width, height, hidden }
  return (
    <>
      {error !== null && (
        <p className="al-bad" role="status">
          {t('Not asked anew: {{message}}', { message: error.message })}
        </p>
      )}
      <div className="al-chart-plot" style={{ height }}>
        <Curves {...plot} />
        <Overlay {...plot} {...{ title, hover, onRange }} />
      </div>
      {[...chart.leftOut, ...chart.warnings.map(({ message }) => message)].map((sentence) => (
        <p key={sentence} className="al-quiet al-chart-note">
          {sentence}
        </p>
      ))}
      {hasLegend && <LegendTable {...{ chart, title, hidden, hasTrend }} onHide={setHidden} />}
    </>
  )
}

interface TroubleProps {
  readonly error: ApiError
  readonly height: number
  readonly retry: () => void
}

function Trouble({ error, height, retry }: TroubleProps): ReactNode {
  return (
    <div className="al-chart-none" role="alert" style={{ height }}>
      <p className="al-bad">{error.message}</p>
      <Button variant="link" size="sm" onClick={retry}>
        {t('Try again')}
      </Button>
    </div>
  )
}
