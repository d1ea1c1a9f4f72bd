import type { ChartStatistic } from '#contract/charts.ts'
import type { ChartQuestion } from '../../../seams/charts.ts'
import { rateOf, sumBy } from '../promql.ts'
import type { IstioFamily } from './families.ts'
import { chosenGroupings, labelsFor, type Groupings } from './groupings.ts'
import { subjectMatchers } from './subject-matchers.ts'

/** The label by which the statistics of one answer are told apart. */
export const statisticLabel = 'statistic'

/** What can be asked for, and by what it can be grouped. */
export interface Known {
  readonly families: readonly IstioFamily[]
  readonly groupings: Groupings
}

const quantiles = {
  ...{ p50: '0.5', p75: '0.75', p90: '0.9' },
  ...{ p95: '0.95', p99: '0.99', p999: '0.999' },
} as const

/**
 * One query per family, with the functions that the graph asks with: rate() first, then sum(), and
 * quantiles of sums of buckets. Several statistics come in one answer, told apart by a label.
 */
export function buildPromql(
  { families, groupings }: Known,
  id: string,
  question: ChartQuestion,
): string | null {
  const family = families.find((one) => one.id === id)
  if (family === undefined) return null
  const labels = groupLabels(family, groupings, question)
  switch (family.counts) {
    case 'counter':
      return sumBy(labels, ratesOf(family.metric, question))
    case 'errors':
      return errorsOf(family, labels, question)
    case 'distribution':
    case 'duration':
      return question.statistics
        .map((statistic) => {
          const vector = statisticOf(family, statistic, { labels, question })
          return `label_replace(${vector}, "${statisticLabel}", "${statistic}", "", "")`
        })
        .join(' or ')
  }
}

/** Labels to group by: those of the chosen groupings that the family's series have. */
function groupLabels(
  family: IstioFamily,
  all: Groupings,
  question: ChartQuestion,
): readonly string[] {
  const { direction, reporter } = question
  const groupings = question.groupings.filter((id) => family.groupings.includes(id))
  return [
    ...(reporter === 'both' ? ['reporter'] : []),
    ...labelsFor(chosenGroupings(all, { direction, groupings })),
  ]
}

function ratesOf(metric: string, question: ChartQuestion, extra: readonly string[] = []): string {
  return subjectMatchers(question)
    .map((matchers) => rateOf(metric, question.windowSeconds, [...matchers, ...extra]))
    .join(' or ')
}

/** A gRPC status speaks where there is one, else the code; 0 is no response unless the client left. */
const errorMatchers: readonly (readonly string[])[] = [
  ['grpc_response_status!~"|unknown|0"'],
  ['grpc_response_status=~"|unknown"', 'response_code=~"5.."'],
  ['grpc_response_status=~"|unknown"', 'response_code="0"', 'response_flags!~"(.*,)?DC(,.*)?"'],
]

/** Where answers are not told apart, zero stands for requests of which none has failed. */
function errorsOf(family: IstioFamily, labels: readonly string[], question: ChartQuestion): string {
  const failed = errorMatchers.map((extra) => ratesOf(family.metric, question, extra)).join(' or ')
  const errors = sumBy(labels, failed)
  const isOfAnswers = labels.some((label) => answerLabels.has(label))
  if (isOfAnswers) return errors
  return `${errors} or ${sumBy(labels, ratesOf(family.metric, question))} * 0`
}

const answerLabels: ReadonlySet<string> = new Set([
  'response_code',
  'grpc_response_status',
  'response_flags',
])

interface Grouped {
  readonly labels: readonly string[]
  readonly question: ChartQuestion
}

/** `>= 0` leaves out what nobody asked in the window, which has no distribution. */
function statisticOf(family: IstioFamily, statistic: ChartStatistic, grouped: Grouped): string {
  const ofFamily = oneStatistic(family.metric, statistic, grouped)
  if (family.counts !== 'duration') return `(${ofFamily} >= 0)`
  const seconds = oneStatistic('istio_request_duration_seconds', statistic, grouped)
  return `((${ofFamily} >= 0) or (${seconds} * 1000 >= 0))`
}

function oneStatistic(
  metric: string,
  statistic: ChartStatistic,
  { labels, question }: Grouped,
): string {
  if (statistic === 'avg') {
    const sum = sumBy(labels, ratesOf(`${metric}_sum`, question))
    const count = sumBy(labels, ratesOf(`${metric}_count`, question))
    return `${sum} / ${count}`
  }
  const buckets = sumBy(['le', ...labels], ratesOf(`${metric}_bucket`, question))
  return `histogram_quantile(${quantiles[statistic]}, ${buckets})`
}
