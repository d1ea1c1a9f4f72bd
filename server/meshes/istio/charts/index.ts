import { AppError } from '../../../errors.ts'
import type { ExtraGrouping, MeshCharts } from '../../../seams/charts.ts'
import { families as usualFamilies } from './families.ts'
import { buildGroupings } from './groupings.ts'
import { buildPromql } from './promql.ts'
import { readSeries } from './read.ts'

/** The numbers over time that Istio's proxies tell of an app, a service or a workload. */
export const charts: MeshCharts = createCharts([])

/** Labels that were added to the metrics, by a Telemetry object say, are on series of every family. */
function createCharts(extra: readonly ExtraGrouping[]): MeshCharts {
  const ids = extra.map(({ id }) => id)
  const families = usualFamilies.map((family) => ({
    ...family,
    groupings: [...family.groupings, ...ids],
  }))
  const groupings = buildGroupings(extra)
  return {
    families,
    groupings: (direction) =>
      groupings[direction].map(({ id, title, isOwn }) => ({
        ...{ id, title },
        ...(isOwn === undefined ? {} : { isOwn }),
      })),
    promql: (id, question) => buildPromql({ families, groupings }, id, question),
    read: (labels, question) => readSeries(groupings, labels, question),
    withGroupings: (more) => {
      checkIds([...extra, ...more])
      return createCharts([...extra, ...more])
    },
  }
}

const usual = buildGroupings([])
const usualIds = [...usual.inbound, ...usual.outbound].map(({ id }) => id)

function checkIds(extra: readonly ExtraGrouping[]): void {
  const ids = new Set(usualIds)
  for (const { id } of extra) {
    if (ids.has(id))
      throw new AppError(
        'badRequest',
        `chartGroupings: there is a grouping ${id} already, choose another id.`,
      )
    ids.add(id)
  }
}
