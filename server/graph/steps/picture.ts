import type { GraphAsk } from '#contract/graph-ask.ts'
import type { ProjectContext } from '../project.ts'
import { worstOfMany, type HealthBook } from './check-health.ts'
import { chooseOpen, type OpenCandidate } from './choose-open.ts'
import { findNodes } from './focus.ts'
import type { Scope } from './scope.ts'

/** What of a scope is open, and what would be drawn if all were. */
export interface Picture {
  /** Nodes with everything open, without those hidden from the viewer; by index. */
  readonly touched: readonly number[]
  readonly membersOf: (group: number) => readonly number[]
  readonly isOpen: (group: number) => boolean
  readonly open: {
    readonly namespaces: string[]
    readonly closed: string[]
    readonly budget: number
    readonly ifAllOpen: number
  }
}

export function openPicture(
  scope: Scope,
  ask: GraphAsk,
  { context, book }: { context: ProjectContext; book: HealthBook },
): Picture {
  const { view } = scope
  const { touched, restricted } = touchNodes(scope, ask)
  const byGroup = Map.groupBy(touched, (node) => view.groupOf[node] ?? -1)
  const focused = new Set(
    ask.focus === undefined ? [] : findNodes(view, ask.focus).map((node) => view.groupOf[node]),
  )
  const candidates = [...byGroup].flatMap(([group, members]): OpenCandidate[] => {
    const seat = view.groups[group]
    if (seat === undefined) return []
    const isOutside = members.some((node) => scope.standingOf(node) === 'outside')
    return [
      {
        key: seat.key,
        namespace: seat.namespace,
        members: members.length,
        status: worstOfMany(members.map((node) => book.ofNode(node))).status,
        isAskedFor: focused.has(group) || (ask.namespaces.length > 0 && !isOutside),
        isOutside,
      },
    ]
  })
  const fixed = (byGroup.get(-1)?.length ?? 0) + restricted
  const previousOpen = new Set(context.previousOpen ?? [])
  const opened = chooseOpen(candidates, {
    open: ask.open,
    budget: context.openBudget,
    fixed,
    previousOpen,
  })
  const keys = candidates.map(({ key }) => key).sort()
  return {
    touched,
    membersOf: (group) => byGroup.get(group) ?? [],
    isOpen: (group) => opened.has(view.groups[group]?.key ?? ''),
    open: {
      namespaces: keys.filter((key) => opened.has(key)),
      closed: keys.filter((key) => !opened.has(key)),
      budget: context.openBudget,
      ifAllOpen: touched.length + restricted,
    },
  }
}

function touchNodes(scope: Scope, ask: GraphAsk): { touched: number[]; restricted: number } {
  const { level } = scope.view
  const seen = new Uint8Array(level.nodes.length)
  const touch = (node: number | undefined): void => {
    if (node !== undefined && node !== -1) seen[node] = 1
  }
  for (const { index } of scope.edges) {
    touch(level.sourceOf[index])
    touch(level.targetOf[index])
    const waypoint = level.waypointOf[index] ?? -1
    if (waypoint !== -1 && ask.waypoints) touch(waypoint)
    if (waypoint === -1 && ask.serviceNodes) touch(level.serviceOf[index])
  }
  for (const node of scope.extraNodes) touch(node)
  const touched: number[] = []
  const restricted = new Set<string>()
  seen.forEach((isSeen, node) => {
    if (isSeen === 0) return
    if (scope.standingOf(node) === 'hidden') restricted.add(level.nodes[node]?.cluster ?? '')
    else touched.push(node)
  })
  return { touched, restricted: restricted.size }
}
