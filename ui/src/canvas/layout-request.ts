import type { LayoutName } from './canvas-props.ts'
import type { DrawnBox, DrawnEdge, DrawnGraph, DrawnNode } from './elements.ts'
import type { Point } from './geometry.ts'
import { nodeRect } from './layout/box-tree.ts'
import { SpotFinder } from './layout/free-spot.ts'
import type { LayoutBox, LayoutInput, LayoutNode } from './layout/layout-input.ts'
import { fontSizes } from './node-look.ts'
import { estimateTextWidth } from './text-size.ts'

export const lineHeights = { name: 15, caption: 13 } as const
/** Of the label from the shape above it. */
export const labelGap = 5

const badgeReach = 6

/** The room that a node takes with its label and badges, which nothing else may enter. */
export function roomOf(node: DrawnNode): LayoutNode {
  const { id, box, shape } = node
  if (node.kind === 'namespace') {
    return {
      id,
      box,
      width: shape.width + 4,
      height: shape.height + 4,
      anchorY: shape.height / 2 + 2,
    }
  }
  const rootWidth = node.isRoot ? 16 : 0
  const width = Math.max(
    shape.width + 2 * badgeReach,
    estimateTextWidth(node.name, fontSizes.name) + rootWidth,
    ...node.caption.map((line) => estimateTextWidth(line, fontSizes.caption)),
  )
  const label = labelGap + lineHeights.name + node.caption.length * lineHeights.caption
  const anchorY = shape.height / 2 + badgeReach
  return { id, box, width: Math.ceil(width), height: anchorY + shape.height / 2 + label, anchorY }
}

/** Glyph, name and caption of a box's title, side by side. */
export function titleWidth(box: DrawnBox): number {
  const name = estimateTextWidth(box.name, fontSizes.box)
  const caption = box.caption === '' ? 0 : estimateTextWidth(box.caption, fontSizes.caption) + 10
  return Math.ceil(name + caption + 48)
}

export interface LayoutWish {
  readonly name: LayoutName
  readonly aspect: number
  readonly known: Readonly<Record<string, Point>>
}

export function layoutRequest(drawn: DrawnGraph, wish: LayoutWish): LayoutInput {
  const nodes = [...drawn.nodesById.values()].map(roomOf)
  const boxes = [...drawn.boxesById.values()].map(roomOfBox)
  const edges = edgesToLayOut(drawn).map(({ source, target }) => [source, target] as const)
  return { ...wish, nodes, boxes, edges, origins: originsOf(drawn, wish.known) }
}

/**
 * What nobody calls moves nothing: such a line counts only for a node that has no other.
 */
function edgesToLayOut({ edgesById }: DrawnGraph): readonly DrawnEdge[] {
  const edges = [...edgesById.values()].filter(({ source, target }) => source !== target)
  const calls = edges.filter(({ edge }) => edge.silent === undefined)
  if (calls.length === edges.length) return calls
  const joined = new Set(calls.flatMap(({ source, target }) => [source, target]))
  return edges.filter(
    ({ edge, source, target }) =>
      edge.silent === undefined || !joined.has(source) || !joined.has(target),
  )
}

export function roomOfBox(box: DrawnBox): LayoutBox {
  return { id: box.id, box: box.box, kind: box.kind, minWidth: titleWidth(box) }
}

/**
 * A namespace that opens or closes stays where it was: positions remember both its forms, the node
 * of the closed and the box of the open one, and whichever is new begins at the other's place.
 */
function originsOf(
  drawn: DrawnGraph,
  known: Readonly<Record<string, Point>>,
): Record<string, Point> {
  const origins: Record<string, Point> = {}
  for (const box of drawn.boxesById.values()) {
    if (box.kind !== 'namespace') continue
    const at = known[placeKey(box.source)]
    if (at !== undefined) origins[box.id] = at
  }
  for (const { id, kind, node } of drawn.nodesById.values()) {
    if (kind !== 'namespace') continue
    const at = known[placeKey(node)]
    if (at !== undefined) origins[id] = at
  }
  return origins
}

/** Under which the middle of a namespace is remembered, be it open or closed. */
export function placeKey(at: { cluster: string | null; namespace: string | null }): string {
  return `place:${at.cluster ?? ''}/${at.namespace ?? ''}`
}

const pinPrefix = 'pin:'

/** Under which it is remembered that a reader put a node where it is. */
export function pinKey(id: string): string {
  return pinPrefix + id
}

/** Ids of the nodes that are pinned, of a memory. */
export function pinnedIn(memory: Readonly<Record<string, Point>>): string[] {
  const keys = Object.keys(memory).filter((key) => key.startsWith(pinPrefix))
  return keys.map((key) => key.slice(pinPrefix.length))
}

/**
 * What of the memory can be used: all that stands on the canvas, and of what comes back whatever
 * has found nobody in its place meanwhile. Places of namespaces and
 * pins are kept in any case.
 */
export function knownFor(
  drawn: DrawnGraph,
  memory: Readonly<Record<string, Point>>,
  standing: ReadonlyMap<string, Point>,
): Record<string, Point> {
  const known: Record<string, Point> = {}
  for (const [id, at] of Object.entries(memory))
    if (id.startsWith('place:') || id.startsWith(pinPrefix)) known[id] = at
  const back: DrawnNode[] = []
  for (const node of drawn.nodesById.values()) {
    const at = standing.get(node.id)
    if (at !== undefined) known[node.id] = at
    else if (memory[node.id] !== undefined) back.push(node)
  }
  if (back.length > 0) addReturning(known, { drawn, memory, back })
  return known
}

interface Returning {
  readonly drawn: DrawnGraph
  readonly memory: Readonly<Record<string, Point>>
  readonly back: readonly DrawnNode[]
}

function addReturning(known: Record<string, Point>, { drawn, memory, back }: Returning): void {
  const finder = new SpotFinder(-8)
  for (const node of drawn.nodesById.values()) {
    const at = known[node.id]
    if (at !== undefined) finder.take(nodeRect(roomOf(node), at))
  }
  for (const node of back) {
    const at = memory[node.id]
    if (at === undefined) continue
    const rect = nodeRect(roomOf(node), at)
    if (!finder.isFree(rect)) continue
    known[node.id] = at
    finder.take(rect)
  }
}
