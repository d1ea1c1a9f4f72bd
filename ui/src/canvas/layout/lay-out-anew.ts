import type { Point, Size } from '../geometry.ts'
import type { BoxTree, LayoutItem } from './box-tree.ts'
import { layOutLevel } from './lay-out-level.ts'
import { boxInsets, gap } from './layout-input.ts'
import type { LayoutInput } from './layout-input.ts'
import type { LaidOut, Level, Sized } from './level.ts'

/** Insides of boxes that were laid out before, by their content; the oldest are dropped. */
export type LayoutCache = Map<string, LaidOut>

const longestCache = 400

/** Nobody looks closely at more at once, and everybody waits. */
const mostTidyNodes = 450

export interface Frame extends Size {
  /** Middles of the shapes inside, from the upper left corner of the frame. */
  readonly positions: ReadonlyMap<string, Point>
}

/** What is in no box, or in one of them, laid out from nothing; positions begin at 0, 0. */
export function layOutAnew(
  boxId: string | null,
  { tree, input, cache }: { tree: BoxTree; input: LayoutInput; cache: LayoutCache },
): Frame {
  const children = tree.childrenByBox.get(boxId) ?? []
  const frames = new Map(
    children.map((child) => [child.id, frameOf(child, { tree, input, cache })]),
  )
  const items: Sized[] = [...frames].map(([id, { width, height }]) => ({ id, width, height }))
  const box = boxId === null ? undefined : tree.boxesById.get(boxId)
  const level: Level = {
    name: input.name,
    items,
    edges: tree.edgesByBox.get(boxId) ?? [],
    rankSpace: rankSpaceOf(input),
    isDraft: input.nodes.length > mostTidyNodes,
    aspect: box === undefined ? input.aspect : box.kind === 'app' ? 0.3 : 1.5,
  }
  const hasBoxes = children.some(({ id }) => tree.boxesById.has(id))
  const laidOut = remembered(level, hasBoxes ? gap * 1.6 : gap, cache)
  return merge(laidOut, frames)
}

/** Between ranks there is room for labels on edges, while they are few enough to be read. */
function rankSpaceOf({ edges }: LayoutInput): number {
  return edges.length <= 40 ? 112 : edges.length <= 160 ? 80 : 72
}

/** A node's room, or a box with its inside laid out anew. */
export function frameOf(
  item: LayoutItem,
  deps: { tree: BoxTree; input: LayoutInput; cache: LayoutCache },
): Frame {
  const node = deps.tree.nodesById.get(item.id)
  if (node !== undefined) {
    const { width, height, anchorY } = node
    return { width, height, positions: new Map([[node.id, { x: width / 2, y: anchorY }]]) }
  }
  const inner = layOutAnew(item.id, deps)
  const box = deps.tree.boxesById.get(item.id)
  if (box === undefined || inner.width === 0) return { ...inner, positions: new Map() }
  const { top, side, bottom } = boxInsets[box.kind]
  const moved = [...inner.positions].map(
    ([id, { x, y }]) => [id, { x: x + side, y: y + top }] as const,
  )
  return {
    width: Math.max(inner.width + 2 * side, box.minWidth),
    height: inner.height + top + bottom,
    positions: new Map(moved),
  }
}

function remembered(level: Level, space: number, cache: LayoutCache): LaidOut {
  const key = JSON.stringify([level, space])
  const known = cache.get(key)
  if (known !== undefined) return known
  const laidOut = layOutLevel(level, space)
  cache.set(key, laidOut)
  for (const oldest of cache.keys()) {
    if (cache.size <= longestCache) break
    cache.delete(oldest)
  }
  return laidOut
}

function merge(laidOut: LaidOut, frames: ReadonlyMap<string, Frame>): Frame {
  const positions = new Map<string, Point>()
  for (const [id, frame] of frames) {
    const center = laidOut.centers.get(id)
    if (center === undefined) continue
    const [left, top] = [center.x - frame.width / 2, center.y - frame.height / 2]
    for (const [leaf, { x, y }] of frame.positions) positions.set(leaf, { x: left + x, y: top + y })
  }
  return { width: laidOut.width, height: laidOut.height, positions }
}
