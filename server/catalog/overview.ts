import type { HealthCounts } from '#contract/catalog.ts'
import type { FindingCounts } from '#contract/config.ts'
import type { Graph } from '#contract/graph.ts'
import type { Overview } from '#contract/overview.ts'
import { joinTable, type Joined, type JoinParts } from './join.ts'
import { findProblems } from './problems.ts'

const problemsShown = 50

/** What is wrong, and how many of each there are: the numbers of the lists and of the picture. */
export function writeOverview(
  parts: JoinParts,
  graph: Graph,
  findings: FindingCounts,
): Omit<Overview, 'warnings'> {
  const { at, windowSeconds, staleSinceAt, hasTraffic } = parts.figures
  const workloads = joinTable(parts, 'workload')
  return {
    ...{ at, windowSeconds, staleSinceAt, findings },
    problems: findProblems(graph)
      .slice(0, problemsShown)
      .map((problem) => (hasTraffic ? problem : { ...problem, inbound: null })),
    counts: {
      apps: countHealth(joinTable(parts, 'app')),
      services: countHealth(joinTable(parts, 'service')),
      workloads: countHealth(workloads),
    },
    dataPlanes: countPlanes(workloads),
    inbound: hasTraffic ? graph.totals.inbound : null,
    outbound: hasTraffic ? graph.totals.outbound : null,
    all: hasTraffic ? graph.totals.all : null,
  }
}

function countHealth(table: readonly Joined[]): HealthCounts {
  const counts: HealthCounts = {}
  for (const { status } of table) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

function countPlanes(workloads: readonly Joined[]): Overview['dataPlanes'] {
  const counts = { sidecar: 0, ambient: 0, none: 0, unknown: 0 }
  for (const { entry } of workloads) {
    const { membership } = entry
    if (membership === null) counts.unknown += 1
    else if (membership === 'ambient' || membership === 'waypoint') counts.ambient += 1
    else if (membership === 'none') counts.none += 1
    else counts.sidecar += 1
  }
  return counts
}
