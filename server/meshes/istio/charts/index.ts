import type { MeshCharts } from '../../../seams/charts.ts'
import { families } from './families.ts'
import { groupingsOf } from './groupings.ts'
import { buildPromql } from './promql.ts'
import { readSeries } from './read.ts'

/** The numbers over time that Istio's proxies tell of an app, a service or a workload. */
export const charts: MeshCharts = {
  families,
  groupings: (direction) => groupingsOf(direction).map(({ id, title }) => ({ id, title })),
  promql: buildPromql,
  read: readSeries,
}
