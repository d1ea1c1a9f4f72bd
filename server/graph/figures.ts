import type { ResponseTime } from '#contract/traffic.ts'
import type { HealthRule } from '../seams/health.ts'
import type { Figures, FiguresAsk, NodeFigures, SubjectKind } from '../seams/figures.ts'
import type { BaseEdge, BaseGraph } from './base-graph.ts'
import { concerns, responseTimePart } from './layer-parts.ts'
import { levelOf } from './level.ts'
import { healthBookOf } from './steps/check-health.ts'
import { appId, externalId, serviceId, workloadId } from './steps/node-ids.ts'
import { responseTimeOf } from './steps/response-times.ts'
import { isIdleEdge } from './steps/scope.ts'
import { addEdge, addSums, emptySums, writeTraffic, type TrafficSums } from './sums.ts'
import { viewOf, type LevelView } from './view.ts'

const known = new WeakMap<BaseGraph, WeakMap<readonly HealthRule[], Figures>>()

/**
 * The numbers of every node of a base graph, by the functions that the picture uses: sums over the
 * edges of its node, health by its health book. Built once per base graph and set of rules.
 */
export function figuresOf(base: BaseGraph, rules: readonly HealthRule[]): Figures {
  let byRules = known.get(base)
  if (byRules === undefined)
    known.set(base, (byRules = new WeakMap<readonly HealthRule[], Figures>()))
  const before = byRules.get(rules)
  if (before !== undefined) return before
  const made = makeFigures(base, rules)
  byRules.set(rules, made)
  return made
}

function makeFigures(base: BaseGraph, rules: readonly HealthRule[]): Figures {
  const { traffic } = base
  const byLevel = {
    workload: openLevel(base, 'workload', rules),
    app: openLevel(base, 'app', rules),
    service: openLevel(base, 'service', rules),
  } as const satisfies Record<SubjectKind, FindFigures>
  return {
    at: traffic.atMs,
    windowSeconds: traffic.windowSeconds,
    staleSinceAt: traffic.staleSinceAt,
    hasTraffic: traffic.answers.some(({ query }) => query.layer === 'requests'),
    warnings: traffic.warnings
      .filter(({ part }) => concerns(part, ['rates']))
      .map(({ warning }) => warning),
    of: (thing) => byLevel[thing.kind](idOf(thing)),
    ofExternal: (cluster, host) => byLevel.service(externalId(cluster, host)),
    responseTimes: rememberTimes(base),
  }
}

/** Each service's is worked out when it is asked for, by the function of the picture's edges. */
function rememberTimes(base: BaseGraph): Figures['responseTimes'] {
  const byStatistic = new Map<string, (ResponseTime | undefined)[]>()
  return (statistic) => {
    const part = responseTimePart(statistic, 'service')
    if (!base.traffic.answers.some((answer) => answer.part === part)) return null
    let known = byStatistic.get(statistic)
    if (known === undefined) byStatistic.set(statistic, (known = []))
    const times = known
    return (service) => {
      const { level, into } = viewOf(levelOf(base, 'service'), 'total')
      const index = level.indexById.get(service)
      if (index === undefined) return null
      return (times[index] ??= responseTimeOf(level, into[index] ?? [], statistic))
    }
  }
}

/** The id of a thing's node in the picture of its kind. */
export function idOf({ kind, cluster, namespace, name }: FiguresAsk): string {
  const seat = { cluster, namespace }
  if (kind === 'workload') return workloadId(seat, name)
  return kind === 'app' ? appId(seat, name) : serviceId(seat, name)
}

type FindFigures = (id: string) => NodeFigures | null

/** A level is built when something of it is asked for, and each node's numbers when it is. */
function openLevel(base: BaseGraph, type: SubjectKind, rules: readonly HealthRule[]): FindFigures {
  const figures: (NodeFigures | undefined)[] = []
  return (id) => {
    const view = viewOf(levelOf(base, type), 'total')
    const index = view.level.indexById.get(id)
    if (index === undefined) return null
    return (figures[index] ??= {
      inbound: sumOf(view.into[index] ?? [], view),
      outbound: sumOf(view.outOf[index] ?? [], view),
      health: healthBookOf(view, rules).ofNode(index),
    })
  }
}

/** First over each line of the picture, then over the lines: so that not even the last digit differs. */
function sumOf(edges: readonly BaseEdge[], { pairOf }: LevelView): NodeFigures['inbound'] {
  const lines = new Map<number, TrafficSums>()
  for (const edge of edges) {
    if (isIdleEdge(edge)) continue
    const pair = pairOf[edge.index] ?? -1
    let line = lines.get(pair)
    if (line === undefined) lines.set(pair, (line = emptySums()))
    addEdge(line, edge)
  }
  const sums = emptySums()
  for (const line of lines.values()) addSums(sums, line)
  return writeTraffic(sums)
}
