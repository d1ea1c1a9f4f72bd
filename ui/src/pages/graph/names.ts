import type { Graph, GraphBox, GraphEdge, GraphNode } from '#contract/graph.ts'

export type Selected =
  | { readonly kind: 'node'; readonly node: GraphNode }
  | { readonly kind: 'edge'; readonly edge: GraphEdge }
  | { readonly kind: 'box'; readonly box: GraphBox }

/** What an id stands for in this graph; null when it is not, or no longer, in the picture. */
export function findSelected(graph: Graph, id: string | null): Selected | null {
  if (id === null) return null
  const node = graph.nodes.find((one) => one.id === id)
  if (node !== undefined) return { kind: 'node', node }
  const edge = graph.edges.find((one) => one.id === id)
  if (edge !== undefined) return { kind: 'edge', edge }
  const box = graph.boxes.find((one) => one.id === id)
  return box === undefined ? null : { kind: 'box', box }
}

/** A node's name with its version, where there is one: `reviews v2`. */
export function nodeName({ name, kind, version }: GraphNode): string {
  return kind === 'app' && version !== null && version !== name ? `${name} ${version}` : name
}

/** `reviews v2 (bookinfo)`: what tells a node from its namesakes. A namespace is its own place. */
export function placedName(node: GraphNode): string {
  const isPlaceless = node.namespace === null || node.kind === 'namespace'
  return isPlaceless ? nodeName(node) : `${nodeName(node)} (${node.namespace ?? ''})`
}

/** `namespace · cluster`, what is known of it. */
export function placeOf(place: { cluster: string | null; namespace: string | null }): string {
  return [place.namespace, place.cluster].filter((part) => part !== null).join(' · ')
}

/** `cluster/namespace` of a closed namespace's node or a namespace's box; null for all else. */
export function namespaceKeyOf(graph: Graph, id: string): string | null {
  const selected = findSelected(graph, id)
  const place =
    selected?.kind === 'node' ? selected.node : selected?.kind === 'box' ? selected.box : null
  if (place === null || place.namespace === null || place.kind === 'app') return null
  return place.cluster === null ? place.namespace : `${place.cluster}/${place.namespace}`
}
