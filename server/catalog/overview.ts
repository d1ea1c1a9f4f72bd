import type { HealthCounts } from '#contract/catalog.ts'
import type { FindingCounts } from '#contract/config.ts'
import type { Graph } from '#contract/graph.ts'
import type { Overview } from '#contract/overview.ts'
import type { Inventory } from '../seams/inventory.ts'
import { joinTable, type Joined, type JoinParts } from './join.ts'
import { findProblems } from './problems.ts'

const problemsShown = 50

/**
 * What is wrong, and how many of each there are: the numbers of the lists and of the picture. Where
 * no cluster has told of its objects there are not none of them: nobody knows how many there are.
 */
export function writeOverview(
  parts: JoinParts,
  graph: Graph,
  findings: FindingCounts,
): Omit<Overview, 'warnings'> {
  const { at, windowSeconds, staleSinceAt, hasTraffic } = parts.figures
  const isTold = parts.seen.some(({ catalog }) => hasTold(catalog.inventory))
  const problems = findProblems(graph)
  return {
    ...{ at, windowSeconds, staleSinceAt },
    problems: problems
      .slice(0, problemsShown)
      .map((problem) => (hasTraffic ? problem : { ...problem, inbound: null })),
    problemsInAll: problems.length,
    findings: isTold ? findings : null,
    ...(isTold ? countAll(parts) : { counts: null, dataPlanes: null }),
    inbound: hasTraffic ? graph.totals.inbound : null,
    outbound: hasTraffic ? graph.totals.outbound : null,
    all: hasTraffic ? graph.totals.all : null,
  }
}

/** Something of it is known, or it is known that there is nothing. */
function hasTold({ namespaces, workloads, services, unreadable }: Inventory): boolean {
  return namespaces.length + workloads.length + services.length > 0 || unreadable.length === 0
}

function countAll(parts: JoinParts): Pick<Overview, 'counts' | 'dataPlanes'> {
  const workloads = joinTable(parts, 'workload')
  return {
    counts: {
      apps: countHealth(joinTable(parts, 'app')),
      services: countHealth(joinTable(parts, 'service')),
      workloads: countHealth(workloads),
    },
    dataPlanes: countPlanes(workloads),
  }
}

function countHealth(table: readonly Joined[]): HealthCounts {
  const counts: HealthCounts = {}
  for (const { status } of table) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

function countPlanes(workloads: readonly Joined[]): NonNullable<Overview['dataPlanes']> {
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
