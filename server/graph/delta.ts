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
  for (const id of left.keys()) removed.push(id)
  return found
}

/** Relative difference up to which two numbers are the same sum. */
const rounding = 1e-9

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) <= rounding * Math.max(Math.abs(one), Math.abs(other))
  }
  if (Array.isArray(one)) return Array.isArray(other) && isSameList(one, other)
  return isRecord(one) && isRecord(other) && isSameRecord(one, other)
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((element, index) => isSame(element, other[index]))
}

type AnyRecord = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is AnyRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Equal values under all names of the one, and as many names: then the names are the same. */
function isSameRecord(one: AnyRecord, other: AnyRecord): boolean {
  let count = 0
  for (const name in one) {
    count += 1
    const value = one[name]
    if (!isSame(value, other[name])) return false
    // A field that is there but undefined is not the same as none.
    if (value === undefined && !Object.hasOwn(other, name)) return false
  }
  count -= Object.keys(other).length
  return count === 0
}
