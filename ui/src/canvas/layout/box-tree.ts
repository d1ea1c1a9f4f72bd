import type { Rect } from '../geometry.ts'
import { rectAround, unionOf } from '../geometry.ts'
import { boxInsets } from './layout-input.ts'
import type { LayoutBox, LayoutInput, LayoutNode, Positions } from './layout-input.ts'

export type LayoutItem = LayoutNode | LayoutBox

export interface BoxTree {
  readonly nodesById: ReadonlyMap<string, LayoutNode>
  readonly boxesById: ReadonlyMap<string, LayoutBox>
  /** By box; the key null has what is in no box. Every list is in the order of the input. */
  readonly childrenByBox: ReadonlyMap<string | null, readonly LayoutItem[]>
  /** By box: the edges between two of its children, or between what they contain; no doubles. */
  readonly edgesByBox: ReadonlyMap<string | null, readonly (readonly [string, string])[]>
}

export function buildBoxTree({ nodes, boxes, edges }: LayoutInput): BoxTree {
  const nodesById = new Map(nodes.map((node) => [node.id, node]))
  const boxesById = new Map(boxes.map((box) => [box.id, box]))
  const childrenByBox = new Map<string | null, LayoutItem[]>()
  for (const item of [...boxes, ...nodes]) {
    const key = item.box !== null && boxesById.has(item.box) ? item.box : null
    childrenByBox.set(key, [...(childrenByBox.get(key) ?? []), item])
  }
  const tree = { nodesById, boxesById, childrenByBox, edgesByBox: new Map() }
  return { ...tree, edgesByBox: liftEdges(edges, tree) }
}

/** From the outermost box down to the item itself. */
export function pathTo(id: string, tree: Pick<BoxTree, 'nodesById' | 'boxesById'>): string[] {
  const path: string[] = []
  let item: LayoutItem | undefined = tree.nodesById.get(id) ?? tree.boxesById.get(id)
  while (item !== undefined) {
    path.unshift(item.id)
    item = item.box === null ? undefined : tree.boxesById.get(item.box)
  }
  return path
}

/** An edge belongs to the innermost box that has both its ends, and joins the children there. */
function liftEdges(
  edges: LayoutInput['edges'],
  tree: Pick<BoxTree, 'nodesById' | 'boxesById'>,
): Map<string | null, (readonly [string, string])[]> {
  const pairsByBox = new Map<string | null, Map<string, readonly [string, string]>>()
  const paths = new Map<string, string[]>()
  const pathOf = (id: string): string[] => {
    const path = paths.get(id) ?? pathTo(id, tree)
    paths.set(id, path)
    return path
  }
  for (const [source, target] of edges) {
    const from = pathOf(source)
    const to = pathOf(target)
    let depth = 0
    while (depth < from.length && from[depth] === to[depth]) depth += 1
    const [a, b] = [from[depth], to[depth]]
    if (a === undefined || b === undefined) continue
    const box = depth === 0 ? null : (from[depth - 1] ?? null)
    const pairs = pairsByBox.get(box) ?? new Map<string, readonly [string, string]>()
    pairs.set(`${a}\n${b}`, [a, b])
    pairsByBox.set(box, pairs)
  }
  return new Map([...pairsByBox].map(([box, pairs]) => [box, [...pairs.values()]]))
}

/** Ids of the nodes in a box, however deep, or of the node itself. */
export function leavesOf(id: string, tree: BoxTree): string[] {
  if (!tree.boxesById.has(id)) return [id]
  return (tree.childrenByBox.get(id) ?? []).flatMap((child) => leavesOf(child.id, tree))
}

/** The room of a node whose shape has its middle there. */
export function nodeRect(node: LayoutNode, center: { x: number; y: number }): Rect {
  const { width, height, anchorY } = node
  return rectAround({ x: center.x, y: center.y - anchorY + height / 2 }, { width, height })
}

/** The box drawn around these rectangles. */
export function boxAround(box: LayoutBox, members: Rect): Rect {
  const { top, side, bottom } = boxInsets[box.kind]
  const x1 = members.x1 - side
  return {
    x1,
    y1: members.y1 - top,
    x2: Math.max(members.x2 + side, x1 + box.minWidth),
    y2: members.y2 + bottom,
  }
}

/** Where boxes are, once their members are: innermost first. A box without members has no place. */
export function boxRects(tree: BoxTree, positions: Positions): Map<string, Rect> {
  const rects = new Map<string, Rect>()
  const visit = (item: LayoutItem): Rect | null => {
    const node = tree.nodesById.get(item.id)
    if (node !== undefined) {
      const center = positions[item.id]
      return center === undefined ? null : nodeRect(node, center)
    }
    const children = tree.childrenByBox.get(item.id) ?? []
    const members = unionOf(children.map(visit).filter((rect) => rect !== null))
    const box = tree.boxesById.get(item.id)
    if (members === null || box === undefined) return null
    const rect = boxAround(box, members)
    rects.set(item.id, rect)
    return rect
  }
  for (const item of tree.childrenByBox.get(null) ?? []) visit(item)
  return rects
}
