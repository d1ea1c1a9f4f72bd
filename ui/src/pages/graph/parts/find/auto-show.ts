import { t } from '../../../../i18n/t.ts'
import { needsOf } from '../../../../lib/graph-language/needs.ts'
import type { Need } from '#contract/graph-language/operands.ts'
import {
  badgeKinds,
  edgeLabelKinds,
  type BadgeKind,
  type EdgeLabelKind,
} from '../../../../canvas/canvas-props.ts'
import { rankEnds } from '../../../../lib/graph-language/rank.ts'
import type { GraphView } from '../../url.ts'
import { readWish } from '../../wish.ts'

export interface AutoShown {
  readonly patch: Partial<GraphView>
  /** What is shown now that was not before, and which word asked for it. */
  readonly notes: readonly string[]
}

/**
 * Switches on what a search looks at, where it is not drawn yet: whoever finds slow edges wants to
 * read their times.
 */
export function autoShow(view: GraphView, find: string | null): AutoShown {
  const { expression } = readWish(find)
  if (expression === null) return { patch: {}, notes: [] }
  let patch: Partial<GraphView> = {}
  const notes: string[] = []
  for (const [need, operand] of needsOf(expression)) {
    const change = changeFor(need, { ...view, ...patch })
    if (change === null) continue
    patch = { ...patch, ...change.patch }
    notes.push(
      t('{{word}}, for you look for them by “{{operand}}”.', { word: change.word, operand }),
    )
  }
  return { patch, notes }
}

type Change = { readonly patch: Partial<GraphView>; readonly word: string } | null

function changeFor(need: Need, view: GraphView): Change {
  switch (need) {
    case 'responseTime':
      return withLabel(view, need, t('Response times are written on edges now'))
    case 'throughput':
      return withLabel(view, need, t('Throughputs are written on edges now'))
    case 'security':
      return withBadge(view, need, t('Locks are drawn now'))
    case 'routing':
      return withBadge(view, need, t('Badges of routing rules are drawn now'))
    case 'idleNodes':
      return view.idleNodes
        ? null
        : { patch: { idleNodes: true }, word: t('Idle nodes are drawn now') }
    case 'silent':
      return view.silent
        ? null
        : { patch: { silent: true }, word: t('Allowed calls without traffic are drawn now') }
    case 'rank':
      if (view.rankBy.length > 0) return null
      return { patch: { rankBy: [...rankEnds] }, word: t('Ranks are written on nodes now') }
    case 'labels':
      return null // they are asked for, and written nowhere
  }
}

function withLabel(view: GraphView, label: EdgeLabelKind, word: string): Change {
  if (view.labels.includes(label)) return null
  const labels = edgeLabelKinds.filter((one) => one === label || view.labels.includes(one))
  return { patch: { labels }, word }
}

function withBadge(view: GraphView, badge: BadgeKind, word: string): Change {
  if (view.badges.includes(badge)) return null
  const badges = badgeKinds.filter((one) => one === badge || view.badges.includes(one))
  return { patch: { badges }, word }
}
