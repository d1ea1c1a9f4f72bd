import type { GraphAsk } from '#contract/graph-ask.ts'
import type { ResponseTime } from '#contract/traffic.ts'
import type { BaseEdge, ResponseTimeRow } from '../base-graph.ts'
import { edgeLevelOf, responseTimePart, type LayerPart } from '../layer-parts.ts'
import type { Level } from '../level.ts'
import { isTold } from './told.ts'

type Statistic = NonNullable<GraphAsk['responseTime']>

const rowsByLevel = new WeakMap<Level, ReadonlyMap<string, readonly ResponseTimeRow[]>>()

const rowKey = (part: LayerPart, source: number, target: number): string =>
  `${part} ${source} ${target}`

/** Rows of response-time queries by the pair of nodes that they are about, worked out once. */
function rowsOf(level: Level): ReadonlyMap<string, readonly ResponseTimeRow[]> {
  const known = rowsByLevel.get(level)
  if (known !== undefined) return known
  const rows = Map.groupBy(level.base.responseTimes, (row) => {
    const { source, target } = level.nodeOf(row)
    return rowKey(row.part, source, target)
  })
  rowsByLevel.set(level, rows)
  return rows
}

/**
 * The response time of an edge from those of what it sums. Means are weighted by requests. Quantiles
 * cannot be put together: that of the whole is at most the largest of its parts, and is told so.
 * `members` are the base edges whose calls end at this edge's target; in milliseconds.
 */
export function responseTimeOf(
  level: Level,
  members: readonly BaseEdge[],
  statistic: Statistic,
): ResponseTime {
  const layer = responseTimePart(statistic, edgeLevelOf(level.type))
  const parts = partsOf(level, members, layer)
  const told = parts.filter(({ row }) => isTold(row.valueMs))
  const [first] = told
  if (first === undefined) {
    const reason = reasonOf(level, members, { layer, hasRows: parts.length > 0 })
    return { statistic, valueMs: null, isAtMost: false, reason }
  }
  if (statistic === 'avg') {
    return { statistic, valueMs: meanOf(told), isAtMost: false, reason: null }
  }
  const worst = told.reduce((a, b) => (b.row.valueMs > a.row.valueMs ? b : a))
  // Below its first bound a histogram knows nothing: interpolating there invents precision.
  const isCoarse = worst.row.valueMs <= worst.row.lowestBucketMs
  return {
    statistic,
    valueMs: isCoarse ? worst.row.lowestBucketMs : worst.row.valueMs,
    isAtMost: isCoarse || told.some(({ row }) => row.valueMs !== worst.row.valueMs),
    reason: null,
  }
}

interface Part {
  readonly row: ResponseTimeRow
  readonly weight: number
}

function partsOf(level: Level, members: readonly BaseEdge[], layer: LayerPart): readonly Part[] {
  const rows = rowsOf(level)
  if (rows.size === 0) return []
  const byPair = Map.groupBy(members, ({ index }) =>
    rowKey(layer, level.sourceOf[index] ?? -1, level.targetOf[index] ?? -1),
  )
  return [...byPair].flatMap(([pair, edges]) => {
    const fitting = (rows.get(pair) ?? []).filter(
      ({ service }) => service === -1 || edges.some((edge) => edge.service === service),
    )
    return byReporter(fitting, edges).map((row) => ({ row, weight: weightOf(row, edges) }))
  })
}

/** Of one group the word of the reporter whose count is the edge's, else of the one there is. */
function byReporter(
  rows: readonly ResponseTimeRow[],
  edges: readonly BaseEdge[],
): readonly ResponseTimeRow[] {
  if (rows.length < 2) return rows
  const groups = Map.groupBy(rows, (row) => `${row.source} ${row.service} ${row.destination}`)
  const counted = new Set(edges.map(({ reporter }) => reporter))
  return [...groups.values()].flatMap((group) => {
    const chosen = group.filter(({ reporter }) => counted.has(reporter))
    const usable = chosen.length > 0 ? chosen : group
    return usable.filter(({ reporter }) => reporter === usable[0]?.reporter)
  })
}

function weightOf(row: ResponseTimeRow, edges: readonly BaseEdge[]): number {
  const exact = edges.filter(
    ({ source, service, destination }) =>
      source === row.source && service === row.service && destination === row.destination,
  )
  const counted = exact.length > 0 ? exact : edges
  return counted.reduce((sum, { protocol, perSecond }) => {
    return protocol === 'http' || protocol === 'grpc' ? sum + perSecond : sum
  }, 0)
}

function meanOf(parts: readonly Part[]): number {
  const weight = parts.reduce((sum, part) => sum + part.weight, 0)
  if (weight === 0) return parts.reduce((sum, { row }) => sum + row.valueMs, 0) / parts.length
  return parts.reduce((sum, part) => sum + (part.row.valueMs * part.weight) / weight, 0)
}

function reasonOf(
  level: Level,
  members: readonly BaseEdge[],
  { layer, hasRows }: { layer: LayerPart; hasRows: boolean },
): string {
  if (members.length === 0)
    return 'It is measured once per call, on the part that ends at the callee'
  if (members.every(({ protocol }) => protocol === 'tcp' || protocol === 'other')) {
    return 'Only HTTP and gRPC requests have a response time'
  }
  if (hasRows) return 'No response was timed in the window'
  const { answers } = level.base.traffic
  return answers.some(({ part }) => part === layer)
    ? 'No histogram tells of these calls'
    : 'The response times could not be asked for'
}
