import { t } from '../../i18n/t.ts'
import type { DrawnBox, DrawnEdge, DrawnGraph } from '../elements.ts'
import type { Point } from '../geometry.ts'
import { nodeTowards } from './walk.ts'
import type { Direction } from './walk.ts'

/** Where the keyboard is: on a node, on one of its edges, or on a box around it. */
export interface Cursor {
  readonly id: string
  /** Whose edges are stepped through, and which boxes are climbed. */
  readonly node: string
}

export interface Walkable {
  readonly drawn: DrawnGraph
  readonly centers: ReadonlyMap<string, Point>
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/**
 * Where a key leads: arrows from node to node; E and Shift E through the edges of a node, and from
 * an edge the arrows lead on, to its ends or to the next edge; B outwards from box to box. The
 * place itself where there is nothing further that way; null for a key that leads nowhere.
 */
export function cursorAfter(key: string, at: Cursor | null, scene: Walkable): Cursor | null {
  const here = at !== null && isDrawn(at.id, scene.drawn) ? at : null
  const direction = directions[key]
  if (direction !== undefined) return towards(direction, here, scene)
  return moves[key]?.(here, scene) ?? null
}

const moves: Readonly<Record<string, (here: Cursor | null, scene: Walkable) => Cursor | null>> = {
  e: (here, scene) => stepEdges(here, 1, scene),
  E: (here, scene) => stepEdges(here, -1, scene),
  b: climb,
  B: climb,
}

function towards(direction: Direction, here: Cursor | null, scene: Walkable): Cursor | null {
  const edge = here === null ? undefined : scene.drawn.edgesById.get(here.id)
  if (here !== null && edge !== undefined) return alongEdge({ here, edge, direction }, scene)
  const next = nodeTowards(here?.node ?? null, direction, scene)
  return next === null ? here : { id: next, node: next }
}

function isDrawn(id: string, { nodesById, edgesById, boxesById }: DrawnGraph): boolean {
  return nodesById.has(id) || edgesById.has(id) || boxesById.has(id)
}

function alongEdge(
  at: { here: Cursor; edge: DrawnEdge; direction: Direction },
  scene: Walkable,
): Cursor {
  const { here, edge, direction } = at
  if (direction === 'down') return stepEdges(here, 1, scene) ?? here
  if (direction === 'up') return stepEdges(here, -1, scene) ?? here
  const end = direction === 'right' ? edge.target : edge.source
  return { id: end, node: end }
}

function stepEdges(here: Cursor | null, step: 1 | -1, scene: Walkable): Cursor | null {
  const node = here?.node ?? nodeTowards(null, 'right', scene)
  if (node === null) return null
  const edges = edgesAround(node, scene)
  const at = edges.findIndex(({ id }) => id === here?.id)
  const from = at === -1 && step === -1 ? 0 : at
  const next = edges[(from + step + edges.length) % Math.max(1, edges.length)]
  return { id: next?.id ?? node, node }
}

/** Its calls from top to bottom, then those who call it. */
export function edgesAround(node: string, { drawn, centers }: Walkable): DrawnEdge[] {
  const heightOf = (id: string): number => centers.get(id)?.y ?? 0
  const calls: DrawnEdge[] = []
  const callers: DrawnEdge[] = []
  for (const edge of drawn.edgesById.values()) {
    if (edge.source === node) calls.push(edge)
    else if (edge.target === node) callers.push(edge)
  }
  return [
    ...calls.sort((a, b) => heightOf(a.target) - heightOf(b.target)),
    ...callers.sort((a, b) => heightOf(a.source) - heightOf(b.source)),
  ]
}

function climb(here: Cursor | null, { drawn }: Walkable): Cursor | null {
  if (here === null) return null
  const inside = drawn.boxesById.get(here.id) ?? drawn.nodesById.get(here.node)
  const box = inside?.box ?? null
  return box === null || !drawn.boxesById.has(box) ? here : { id: box, node: here.node }
}

/** `2 of 5` for an edge among those of its node; empty for all else. */
export function placeAmongEdges({ id, node }: Cursor, scene: Walkable): string {
  if (!scene.drawn.edgesById.has(id)) return ''
  const edges = edgesAround(node, scene)
  return t('Edge {{place}} of {{all}}', {
    place: edges.findIndex((edge) => edge.id === id) + 1,
    all: edges.length,
  })
}

/**
 * The open or closed namespace that a place is in, as the id of its box or of its node; null
 * outside of any.
 */
export function namespaceAt({ id, node }: Cursor, { drawn }: Walkable): string | null {
  if (drawn.nodesById.get(id)?.kind === 'namespace') return id
  let box = drawn.boxesById.get(id) ?? boxOf(drawn.nodesById.get(node)?.box ?? null, drawn)
  while (box !== undefined && box.kind !== 'namespace') box = boxOf(box.box, drawn)
  return box?.id ?? null
}

function boxOf(id: string | null, { boxesById }: DrawnGraph): DrawnBox | undefined {
  return id === null ? undefined : boxesById.get(id)
}

/** The other form of a namespace that was opened or closed: its box for its node, and back. */
export function counterpartOf(
  { cluster, namespace }: { readonly cluster: string | null; readonly namespace: string | null },
  { drawn }: Walkable,
): Cursor | null {
  const isIt = (place: { cluster: string | null; namespace: string | null }): boolean =>
    place.cluster === cluster && place.namespace === namespace
  for (const { id, kind, node } of drawn.nodesById.values())
    if (kind === 'namespace' && isIt(node)) return { id, node: id }
  for (const { id, kind, source } of drawn.boxesById.values()) {
    if (kind !== 'namespace' || !isIt(source)) continue
    const member = [...drawn.nodesById.values()].find(({ node }) => isIt(node))
    return member === undefined ? null : { id, node: member.id }
  }
  return null
}
