import type { Graph, GraphDelta } from '#contract/graph.ts'

/**
 * What changed from one graph to the next: elements that are new or differ come whole, those that
 * are gone by id, and the head always. Sums taken in another order differ in their last digits;
 * that is no change.
 */
export function diffGraph(before: Graph, after: Graph): GraphDelta {
  const { nodes, edges, boxes, ...head } = after
  const removed: string[] = []
  return {
    head,
    nodes: changed(before.nodes, nodes, removed),
    edges: changed(before.edges, edges, removed),
    boxes: changed(before.boxes, boxes, removed),
    removed,
  }
}

function changed<Element extends { readonly id: string }>(
  before: readonly Element[],
  after: readonly Element[],
  removed: string[],
): Element[] {
  const left = new Map(before.map((element) => [element.id, element]))
  const found: Element[] = []
  for (const element of after) {
    const known = left.get(element.id)
    left.delete(element.id)
    if (known === undefined || !isSame(known, element)) found.push(element)
  }
  removed.push(...left.keys())
  return found
}

/** Relative difference up to which two numbers are the same sum. */
const rounding = 1e-9

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= rounding * Math.max(Math.abs(one), Math.abs(other))
  }
  if (typeof one !== 'object' || typeof other !== 'object') return false
  if (one === null || other === null) return false
  if (Array.isArray(one) || Array.isArray(other)) return isSameList(one, other)
  return isSameObject(one, other)
}

function isSameList(one: object, other: object): boolean {
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false
  return one.every((element, index) => isSame(element, other[index]))
}

function isSameObject(one: object, other: object): boolean {
  const fields: Readonly<Record<string, unknown>> = { ...one }
  const others: Readonly<Record<string, unknown>> = { ...other }
  const names = Object.keys(fields)
  if (names.length !== Object.keys(others).length) return false
  return names.every((name) => Object.hasOwn(others, name) && isSame(fields[name], others[name]))
}
