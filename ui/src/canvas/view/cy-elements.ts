import type { ElementDefinition } from 'cytoscape'
import type { DrawnBox, DrawnEdge, DrawnNode } from '../elements.ts'
import type { Point } from '../geometry.ts'

export function nodeElement(
  { id, shape, classes }: DrawnNode,
  at: Point | undefined,
): ElementDefinition {
  const position = { ...(at ?? { x: 0, y: 0 }) }
  return { group: 'nodes', data: { id, ...shape }, position, classes }
}

/** A box is a node of its own below the others, not a parent: Cytoscape's parents cost too much. */
export function boxElement({ id, classes }: DrawnBox): ElementDefinition {
  const data = { id, width: 1, height: 1 }
  return { group: 'nodes', data, classes, grabbable: false, pannable: true }
}

export function edgeElement({ id, source, target, width, classes }: DrawnEdge): ElementDefinition {
  const data = { id, source, target, width, weights: '0.5', distances: '0' }
  return { group: 'edges', data, classes }
}
