import { chartStatisticSchema } from '#contract/charts.ts'
import type { ChartQuestion, ReadSeries, ReadValue } from '../../../seams/charts.ts'
import { statisticLabel } from './promql.ts'
import { chosenGroupings, type Grouping, type Groupings } from './groupings.ts'

type Labels = Readonly<Record<string, string>>

const serviceHost = /^[^.]+\.([^.]+)\.svc(?:\.|$)/

/** What the labels of one series of a chart say; labels that it lacks read as not known. */
export function readSeries(
  groupings: Groupings,
  labels: Labels,
  question: ChartQuestion,
): ReadSeries {
  const chosen = chosenGroupings(groupings, question)
  const statistic = chartStatisticSchema.safeParse(labels[statisticLabel])
  const isPlaced = chosen.some(({ spells }) => spells === 'namespace')
  return {
    values: new Map(
      chosen.map((grouping) => [
        grouping.id,
        {
          text: textOf(grouping, { labels, isPlaced }),
          places: placesOf(grouping, labels),
        },
      ]),
    ),
    statistic: statistic.success ? statistic.data : null,
    reporter: question.reporter === 'both' ? known(labels['reporter']) : null,
  }
}

const known = (text: string | undefined): string | null =>
  text === undefined || text === '' || text === 'unknown' ? null : text

/** Apps of one name in two namespaces are two: the namespace stands beside, unless it does already. */
function textOf(
  { label, placeLabel, spells }: Grouping,
  { labels, isPlaced }: { labels: Labels; isPlaced: boolean },
): string | null {
  const value = known(labels[label])
  if (value === null || spells !== undefined || placeLabel === null || isPlaced) return value
  const place = known(labels[placeLabel])
  return place === null ? value : `${value} (${place})`
}

function placesOf(
  { label, placeLabel, clusterLabel, spells }: Grouping,
  labels: Labels,
): ReadValue['places'] {
  if (placeLabel === null) return []
  const spelt = spells === 'host' ? serviceHost.exec(labels[label] ?? '')?.[1] : undefined
  const cluster = clusterLabel === null ? null : known(labels[clusterLabel])
  return [known(labels[placeLabel]), spelt ?? null]
    .filter((namespace) => namespace !== null)
    .map((namespace) => ({ cluster, namespace }))
}
