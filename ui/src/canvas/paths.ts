import { t } from '../i18n/t.ts'
import type { DrawnEdge } from './elements.ts'

/** Beyond this share of all edges "everything before and after" emphasises nothing. */
const mostEmphasisedShare = 0.6

/** Of so few edges all may be emphasised. */
const fewEdges = 40

/** How many calls a node is away from what the paths lead through; null where there is no path. */
export interface PathStep {
  /** Requests come from it. */
  readonly before: number | null
  /** Requests go to it. */
  readonly after: number | null
}

export interface Paths {
  /** Nodes and edges on a path through the node or edge, itself among them. */
  readonly ids: ReadonlySet<string>
  /** By node, without the one that the paths lead through. */
  readonly steps: ReadonlyMap<string, PathStep>
}

/**
 * The paths through a node or an edge: who calls it, and what it needs, for as many calls as
 * `depth` says. With a depth of null all of it; but where that is nearly everything, for mesh
 * graphs have rings, only its neighbours.
 */
export function pathsThrough(
  id: string,
  edges: Iterable<DrawnEdge>,
  depth: number | null = null,
): Paths {
  const bySource = new Map<string, DrawnEdge[]>()
  const byTarget = new Map<string, DrawnEdge[]>()
  let own: DrawnEdge | undefined
  let count = 0
  for (const edge of edges) {
    // What nobody calls leads nowhere, unless it is looked at itself.
    if (edge.edge.silent !== undefined && edge.id !== id) continue
    push(bySource, edge.source, edge)
    push(byTarget, edge.target, edge)
    if (edge.id === id) own = edge
    count += 1
  }
  const follow = (most: number): Paths => {
    const found = new Set([id])
    // From an edge its ends are one call away already.
    const first = own === undefined ? 0 : 1
    const after = walk(own?.target ?? id, { byEnd: bySource, end: 'target', first, most, found })
    const before = walk(own?.source ?? id, { byEnd: byTarget, end: 'source', first, most, found })
    return { ids: found, steps: stepsOf(id, before, after) }
  }
  if (depth !== null) return follow(depth)
  const all = follow(Infinity)
  return count < fewEdges || all.ids.size < count * mostEmphasisedShare ? all : follow(1)
}

function stepsOf(
  id: string,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): Map<string, PathStep> {
  const steps = new Map<string, PathStep>()
  for (const node of [...before.keys(), ...after.keys()]) {
    if (node === id) continue
    steps.set(node, { before: before.get(node) ?? null, after: after.get(node) ?? null })
  }
  return steps
}

function push(map: Map<string, DrawnEdge[]>, key: string, edge: DrawnEdge): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [edge])
  else list.push(edge)
}

interface Walk {
  readonly byEnd: ReadonlyMap<string, readonly DrawnEdge[]>
  readonly end: 'source' | 'target'
  readonly first: number
  readonly most: number
  readonly found: Set<string>
}

function walk(start: string, { byEnd, end, first, most, found }: Walk): Map<string, number> {
  const steps = new Map([[start, first]])
  const queue = [start]
  for (const at of queue) {
    found.add(at)
    const step = steps.get(at) ?? 0
    if (step >= most) continue
    for (const edge of byEnd.get(at) ?? []) {
      found.add(edge.id)
      const next = edge[end]
      if (steps.has(next)) continue
      steps.set(next, step + 1)
      queue.push(next)
    }
  }
  return steps
}

/** `caller`, `needed · 2`: which way a node lies from what the paths lead through, and how far. */
export function wordsForStep({ before, after }: PathStep): string {
  if (before !== null && after !== null) return t('both ways')
  const steps = before ?? after ?? 0
  const word = before !== null ? t('caller') : t('needed')
  return steps <= 1 ? word : `${word} · ${steps}`
}

/** `Called by 2, with their callers 5. Calls 3, needs 7.`; of what is joined to nothing, nothing. */
export function describePaths({ steps }: Paths): string {
  const all = [...steps.values()]
  const callers = all.filter(({ before }) => before !== null)
  const callees = all.filter(({ after }) => after !== null)
  const near = (list: readonly PathStep[], side: keyof PathStep): number =>
    list.filter((step) => step[side] === 1).length
  return [
    sayCallers(near(callers, 'before'), callers.length),
    sayCallees(near(callees, 'after'), callees.length),
  ]
    .filter((text) => text !== '')
    .join(' · ')
}

function sayCallers(near: number, total: number): string {
  if (total === 0) return ''
  return total === near
    ? t('Called by {{near}}', { near })
    : t('Called by {{near}}, with their callers {{total}}', { near, total })
}

function sayCallees(near: number, total: number): string {
  if (total === 0) return ''
  return total === near
    ? t('Calls {{near}}', { near })
    : t('Calls {{near}}, needs in all {{total}}', { near, total })
}
