import type { Point } from '../geometry.ts'
import { buildBoxTree } from './box-tree.ts'
import { layOutAnew } from './lay-out-anew.ts'
import type { LayoutCache } from './lay-out-anew.ts'
import type { LayoutInput, Positions } from './layout-input.ts'
import { settle } from './settle.ts'

/** With fewer than this share of the nodes known there is no map to keep. */
const leastKnownShare = 0.4

/**
 * Middles of all nodes' shapes. Depends on nothing but its input; the cache only saves time.
 *
 * What is known stays where it is, as long as nothing must make room for a box that has grown.
 */
export function layoutGraph(input: LayoutInput, cache: LayoutCache = new Map()): Positions {
  const tree = buildBoxTree(input)
  const knownCount = input.nodes.filter(({ id }) => input.known[id] !== undefined).length
  if (knownCount > 0 && knownCount >= input.nodes.length * leastKnownShare) {
    return settle({ tree, input, cache })
  }
  return rounded(layOutAnew(null, { tree, input, cache }).positions)
}

export function rounded(positions: Iterable<readonly [string, Point]>): Positions {
  const whole: Record<string, Point> = {}
  for (const [id, { x, y }] of positions) whole[id] = { x: Math.round(x), y: Math.round(y) }
  return whole
}
