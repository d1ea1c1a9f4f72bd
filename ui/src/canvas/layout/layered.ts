import { graphlib, layout } from '@dagrejs/dagre'
import type { Point } from '../geometry.ts'
import { normalize } from './level.ts'
import type { LaidOut, Level } from './level.ts'

/**
 * Ranks from left to right, for requests flow one way. `tight-tree` is several times faster than
 * the default ranker at 300 items and looks no worse.
 */
export function layOutLayered({ items, edges, rankSpace }: Level, space: number): LaidOut {
  const graph = new graphlib.Graph({ multigraph: false, compound: false })
  graph.setGraph({
    rankdir: 'LR',
    ranker: 'tight-tree',
    nodesep: space,
    edgesep: 10,
    ranksep: rankSpace,
  })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of items) graph.setNode(id, { width, height })
  for (const [source, target] of edges) graph.setEdge(source, target)
  layout(graph)
  const centers = new Map<string, Point>()
  for (const { id } of items) centers.set(id, readCenter(graph.node(id)))
  return normalize(items, centers)
}

function readCenter(label: unknown): Point {
  if (typeof label !== 'object' || label === null) return { x: 0, y: 0 }
  const x = 'x' in label && typeof label.x === 'number' ? label.x : 0
  const y = 'y' in label && typeof label.y === 'number' ? label.y : 0
  return { x, y }
}
