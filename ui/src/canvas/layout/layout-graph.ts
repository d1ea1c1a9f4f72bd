import type { Point } from '../geometry.ts'
import { buildBoxTree, leavesOf } from './box-tree.ts'
import type { BoxTree } from './box-tree.ts'
import { layOutAnew } from './lay-out-anew.ts'
import type { LayoutCache } from './lay-out-anew.ts'
import type { LayoutInput, Positions } from './layout-input.ts'
import { settle } from './settle.ts'

/** With fewer than this share of the nodes known there is no map to keep. */
const leastKnownShare = 0.4

/** So many boxes are opened by hand, one after the other; more of them are another picture. */
const mostOpened = 2

/**
 * Middles of all nodes' shapes. Depends on nothing but its input; the cache only saves time.
 *
 * What is known stays where it is, as long as nothing must make room for a box that has grown.
 */
export function layoutGraph(input: LayoutInput, cache: LayoutCache = new Map()): Positions {
  const tree = buildBoxTree(input)
  if (hasMapToKeep(input, tree)) return settle({ tree, input, cache })
  return rounded(layOutAnew(null, { tree, input, cache }).positions)
}

/** What has just been opened takes the place that it had closed, however much is in it. */
function hasMapToKeep(input: LayoutInput, tree: BoxTree): boolean {
  const isKnown = (id: string): boolean => input.known[id] !== undefined
  const opened = input.boxes
    .filter(({ id }) => input.origins[id] !== undefined)
    .map(({ id }) => leavesOf(id, tree))
    .filter((leaves) => !leaves.some(isKnown))
  const excused = new Set(opened.length > mostOpened ? [] : opened.flat())
  const nodes = input.nodes.filter(({ id }) => !excused.has(id))
  const knownCount = nodes.filter(({ id }) => isKnown(id)).length
  return knownCount > 0 && knownCount >= nodes.length * leastKnownShare
}

export function rounded(positions: Iterable<readonly [string, Point]>): Positions {
  const whole: Record<string, Point> = {}
  for (const [id, { x, y }] of positions) whole[id] = { x: Math.round(x), y: Math.round(y) }
  return whole
}
