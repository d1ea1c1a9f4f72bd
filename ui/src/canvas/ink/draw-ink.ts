import type { DrawnEdge } from '../elements.ts'
import type { Rect } from '../geometry.ts'
import { rectAround } from '../geometry.ts'
import { nodeRect } from '../layout/box-tree.ts'
import { labelGap, roomOf } from '../layout-request.ts'
import { drawBoxTitle } from './draw-box.ts'
import type { BoxTitleInk } from './draw-box.ts'
import { drawEdgeLabels } from './draw-edge.ts'
import type { EdgeInk } from './draw-edge.ts'
import { drawFarNames } from './far-names.ts'
import { drawNode } from './draw-node.ts'
import type { InkTools, NodeInk } from './draw-node.ts'
import { stepRect } from './draw-tags.ts'

/** What is in view, and of it what is dimmed. */
export interface InkScene {
  readonly nodes: readonly NodeInk[]
  readonly edges: readonly EdgeInk[]
  readonly boxes: readonly BoxTitleInk[]
  readonly isDimmed: (id: string) => boolean
}

export const dimOpacity = 0.16

/** All text and signs of the picture, over the shapes and lines that Cytoscape draws. */
export function drawInk(scene: InkScene, tools: InkTools): void {
  const { pen } = tools
  const isBright = (id: string): boolean => !scene.isDimmed(id)
  const titles = scene.boxes.map((box) => drawBoxTitle(box, tools)).filter((rect) => rect !== null)
  pen.setOpacity(dimOpacity)
  for (const ink of scene.nodes) if (!isBright(ink.node.id)) drawNode(ink, tools)
  pen.setOpacity(1)
  const edges = scene.edges.filter(({ edge }) => isBright(edge.id)).sort(byUrgency)
  const tags = scene.nodes.map((ink) => stepRect(ink, tools)).filter((rect) => rect !== null)
  drawEdgeLabels(edges, [...takenBy(scene.nodes), ...titles, ...tags], tools)
  for (const ink of scene.nodes) if (isBright(ink.node.id)) drawNode(ink, tools)
  if (!tools.detail.hasNames) {
    drawFarNames(
      scene.nodes.filter(({ node }) => isBright(node.id)),
      tools,
    )
  }
}

const rankByStatus = { failure: 3, degraded: 2, notReady: 1, healthy: 0, none: 0 } as const

function urgencyOf({ edge, isStrong }: { edge: DrawnEdge; isStrong: boolean }): number {
  return (isStrong ? 10 : 0) + rankByStatus[edge.status] + edge.load
}

function byUrgency(a: EdgeInk, b: EdgeInk): number {
  return urgencyOf(b) - urgencyOf(a)
}

/** Looking for free places is quadratic: with more in view it is let be. */
const mostAvoided = 400

/** No label is written over a shape, or over the name below it; nor over the title of a box. */
function takenBy(nodes: readonly NodeInk[]): Rect[] {
  if (nodes.length > mostAvoided) return []
  return nodes.flatMap(({ node, center }) => {
    const shape = rectAround(center, node.shape)
    if (node.kind === 'namespace') return [shape]
    return [shape, { ...nodeRect(roomOf(node), center), y1: shape.y2 + labelGap }]
  })
}
