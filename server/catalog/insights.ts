import {
  insightNames,
  type Insight,
  type InsightName,
  type InsightRow,
} from '#contract/insights.ts'
import type { Figures } from '../seams/figures.ts'
import { joinTable, type Joined, type JoinParts } from './join.ts'
import { nodeIdOf } from './node-id.ts'

const shown = 6

/** The statistic of the table of response times. */
export const latencyStatistic = 'p95'

type Ranked = Pick<InsightRow, 'value' | 'isAtMost'>
type Measure = (one: Joined) => Ranked | null

type Ranking = Omit<Insight, 'isKnown'>
const rankings = new WeakMap<readonly Joined[], Map<InsightName, Ranking>>()

/**
 * The services that stand out, as far as the viewer may see them, by the numbers of the lists and of
 * the picture. Worked out once per state where the table is shared.
 */
export function rankServices(
  parts: JoinParts,
  names: readonly InsightName[] = insightNames,
): readonly Insight[] {
  const { figures } = parts
  const table = joinTable(parts, 'service')
  return names.map((name) => {
    const isKnown = isAnswered(name, figures)
    if (!isKnown) return { name, isKnown, rows: [], ranked: 0 }
    return { ...rankingOf(table, name, figures), isKnown }
  })
}

function isAnswered(name: InsightName, figures: Figures): boolean {
  if (!figures.hasTraffic) return false
  return name !== 'latency' || figures.responseTimes(latencyStatistic) !== null
}

function rankingOf(table: readonly Joined[], name: InsightName, figures: Figures): Ranking {
  let known = rankings.get(table)
  if (known === undefined) rankings.set(table, (known = new Map<InsightName, Ranking>()))
  const before = known.get(name)
  if (before !== undefined) return before
  const measure = measureOf(name, figures)
  const told = table.flatMap((one) => {
    const ranked = measure(one)
    return ranked === null ? [] : [{ one, ranked }]
  })
  told.sort((a, b) => b.ranked.value - a.ranked.value || compareTexts(pathOf(a.one), pathOf(b.one)))
  const made: Ranking = {
    name,
    ranked: told.length,
    rows: told.slice(0, shown).map(({ one: { entry, status }, ranked }) => ({
      ...{ cluster: entry.cluster, namespace: entry.namespace, name: entry.name },
      ...{ node: nodeIdOf(entry), status, ...ranked },
    })),
  }
  known.set(name, made)
  return made
}

function measureOf(name: InsightName, figures: Figures): Measure {
  const responseTimes = name === 'latency' ? figures.responseTimes(latencyStatistic) : null
  const measures = {
    errors: ({ errorRatio }) => exactly(errorRatio),
    throughput: ({ figures: own }) => {
      const tcp = own?.inbound.tcp
      return exactly((tcp?.sentBytesPerSecond ?? 0) + (tcp?.receivedBytesPerSecond ?? 0))
    },
    latency: ({ entry }) => {
      const told = responseTimes?.(nodeIdOf(entry)) ?? null
      if (told === null || told.valueMs === null) return null
      return { value: told.valueMs, isAtMost: told.isAtMost }
    },
  } as const satisfies Record<InsightName, Measure>
  return measures[name]
}

const exactly = (value: number): Ranked | null => (value > 0 ? { value, isAtMost: false } : null)

const pathOf = ({ entry }: Joined): string => `${entry.cluster}/${entry.namespace}/${entry.name}`

function compareTexts(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
