import type { GraphEdge, GraphNode } from '#contract/graph.ts'
import { bytesPerSecondOf, requestsPerSecondOf } from './labels.ts'

/** Space-separated, as Cytoscape takes them. */
export function nodeClasses(node: GraphNode): string {
  const classes = ['node', `kind-${node.kind}`, `health-${node.health.status}`]
  if (node.marks.includes('outside')) classes.push('outside')
  if (node.marks.includes('idle')) classes.push('idle')
  if (node.marks.includes('dead')) classes.push('dead')
  return classes.join(' ')
}

export function edgeClasses(edge: GraphEdge): string {
  if (edge.silent !== undefined) return 'edge idle silent'
  if (edge.isIdle) return 'edge idle'
  const hasOnlyTcp = requestsPerSecondOf(edge) === null && bytesPerSecondOf(edge) !== null
  const classes = ['edge', `health-${edge.health.status}`]
  if (hasOnlyTcp) classes.push('tcp')
  return classes.join(' ')
}
