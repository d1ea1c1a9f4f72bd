import type { GraphAsk } from '#contract/graph-ask.ts'
import type { GraphHead } from '#contract/graph.ts'
import type { ProjectContext } from '../project.ts'
import type { Stage } from '../stage.ts'
import { chooseOpen, type OpenCandidate } from './choose-open.ts'
import { findNodes } from './focus.ts'

export interface Openness {
  readonly isOpen: (group: number) => boolean
  readonly head: GraphHead['open']
}

/** Which namespaces of a stage are drawn with their members. */
export function openStage(stage: Stage, ask: GraphAsk, context: ProjectContext): Openness {
  const { scope, groups, touched, restrictedCount } = stage
  const { view } = scope
  const focused = new Set(
    ask.focus === undefined ? [] : findNodes(view, ask.focus).map((node) => view.groupOf[node]),
  )
  const candidates = groups.flatMap((group): OpenCandidate[] => {
    const seat = view.groups[group]
    const [first = -1] = stage.membersOf(group)
    if (seat === undefined) return []
    const isOutside = scope.standingOf(first) === 'outside'
    return [
      {
        key: seat.key,
        namespace: seat.namespace,
        members: stage.membersOf(group).length,
        status: stage.healthOf(group).status,
        isAskedFor: focused.has(group) || (ask.namespaces.length > 0 && !isOutside),
        isOutside,
      },
    ]
  })
  const opened = chooseOpen(candidates, {
    open: ask.open,
    budget: context.openBudget,
    fixed: stage.membersOf(-1).length + restrictedCount,
    previousOpen: new Set(context.previousOpen ?? []),
  })
  const isOpen = new Uint8Array(view.groups.length)
  for (const group of groups) isOpen[group] = opened.has(view.groups[group]?.key ?? '') ? 1 : 0
  const keys = candidates.map(({ key }) => key)
  return {
    isOpen: (group) => isOpen[group] === 1,
    head: {
      namespaces: keys.filter((key) => opened.has(key)),
      closed: keys.filter((key) => !opened.has(key)),
      budget: context.openBudget,
      ifAllOpen: touched.length + restrictedCount,
    },
  }
}
