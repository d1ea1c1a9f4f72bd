import type { BaseGraph, ResponseTimeRow } from '../base-graph.ts'
import type { Cell } from './cells.ts'
import type { Surroundings } from './inventory-index.ts'

interface Told {
  readonly ends: BaseGraph['ends']
  readonly cells: readonly Cell[]
  readonly surroundings: Surroundings
}

/**
 * Response times with the lowest bound of the proxies that measured them. Where a row is of several
 * workloads, whose bounds may differ, the coarsest counts: below that, the store interpolated.
 */
export function setLowestBuckets(
  rows: readonly ResponseTimeRow[],
  { ends, cells, surroundings }: Told,
): readonly ResponseTimeRow[] {
  const isUsual = surroundings.allFacts.every((facts) => facts.lowestBucketMsByWorkload.size === 0)
  if (isUsual || rows.length === 0) return rows
  const boundOf = (index: number): number | null => {
    const end = ends[index]
    if (end === undefined || end.workload === null) return null
    const key = `${end.namespace ?? ''}/${end.workload}`
    const facts = surroundings.factsOf(end.cluster)
    return facts.map((one) => one.lowestBucketMsByWorkload.get(key)).find(Boolean) ?? null
  }
  const workloads = ends.flatMap((end, index) => (end.workload === null ? [] : [index]))
  const byApp = Map.groupBy(workloads, (index) => appKey(ends[index]))
  const answering = Map.groupBy(
    cells.filter(({ service }) => service !== -1),
    ({ service }) => service,
  )
  const measuring = (row: ResponseTimeRow): readonly number[] => {
    const index = row.reporter === 'source' ? row.source : row.destination
    const end = ends[index]
    if (row.reporter === 'waypoint' || end === undefined) return []
    if (end.workload !== null) return [index]
    if (end.app !== null) return byApp.get(appKey(end)) ?? []
    if (row.reporter === 'source') return []
    return (answering.get(row.service) ?? []).map(({ destination }) => destination)
  }
  return rows.map((row) => {
    const bounds = new Set(measuring(row).map((index) => boundOf(index) ?? row.lowestBucketMs))
    return bounds.size === 0 ? row : { ...row, lowestBucketMs: Math.max(...bounds) }
  })
}

const appKey = (end: BaseGraph['ends'][number] | undefined): string =>
  `${end?.cluster ?? ''}/${end?.namespace ?? ''}/${end?.app ?? ''}`
