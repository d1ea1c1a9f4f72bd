import type { Core } from 'cytoscape'
import { curveBetween, passes, pathBetween, pointAlong, pointOnShape } from '../curves.ts'
import type { EdgePath } from '../curves.ts'
import { diffByLook, nothingDrawn } from '../diff.ts'
import type { DrawnEdge, DrawnGraph } from '../elements.ts'
import type { Point, Rect } from '../geometry.ts'
import { centerOf, rectAround, sizeOf, unionOf } from '../geometry.ts'
import { boxRects, buildBoxTree, nodeRect } from '../layout/box-tree.ts'
import type { BoxTree } from '../layout/box-tree.ts'
import { layoutRequest, roomOf } from '../layout-request.ts'
import { mostFollowed } from '../quiet-edges.ts'
import { boxElement, edgeElement, nodeElement } from './cy-elements.ts'
import { markElements, noMarks } from './marks.ts'
import type { MarkedElements } from './marks.ts'

/** Beyond, every frame would cost more than curves are worth: lines are straight, and our own. */
const mostCurvedEdges = 300
const noEdges: ReadonlyMap<string, DrawnEdge> = new Map()

/**
 * What is on the canvas: the drawn graph, where its nodes are, and the Cytoscape elements that show
 * it. Every change goes through one batch, and touches only what looks different.
 */
export class Picture {
  readonly cy: Core
  #drawn: DrawnGraph = nothingDrawn
  #tree: BoxTree | null = null
  #rects: ReadonlyMap<string, Rect> = new Map()
  readonly #centers = new Map<string, Point>()
  readonly #paths = new Map<string, EdgePath>()
  readonly #classes = new Map<string, string>()
  #marked: MarkedElements = markElements(nothingDrawn, noMarks)
  #version = 0
  /** Nodes that stand where a reader put them. */
  readonly pinned = new Set<string>()

  constructor(cy: Core) {
    this.cy = cy
  }

  get drawn(): DrawnGraph {
    return this.#drawn
  }

  get centers(): ReadonlyMap<string, Point> {
    return this.#centers
  }

  get boxRects(): ReadonlyMap<string, Rect> {
    return this.#rects
  }

  get marked(): MarkedElements {
    return this.#marked
  }

  /** Everything with labels; null while nothing is drawn. */
  get bounds(): Rect | null {
    return unionOf([...this.itemRects, ...this.#bendRects()])
  }

  /** What a reader looks at: boxes, and nodes with their labels. */
  get itemRects(): Rect[] {
    return [...this.#rects.values(), ...this.#nodeRects()]
  }

  /** The rectangle of a node with its label, of a box, or of an edge with its ends. */
  rectOf(id: string): Rect | null {
    const edge = this.#drawn.edgesById.get(id)
    if (edge !== undefined) {
      const ends = [this.rectOf(edge.source), this.rectOf(edge.target)]
      return unionOf(ends.filter((rect) => rect !== null))
    }
    const box = this.#rects.get(id)
    if (box !== undefined) return box
    const node = this.#drawn.nodesById.get(id)
    const center = this.#centers.get(id)
    return node === undefined || center === undefined ? null : nodeRect(roomOf(node), center)
  }

  *#nodeRects(): Generator<Rect> {
    for (const node of this.#drawn.nodesById.values()) {
      const center = this.#centers.get(node.id)
      if (center !== undefined) yield nodeRect(roomOf(node), center)
    }
  }

  /** An arc may reach beyond the nodes that it joins. */
  *#bendRects(): Generator<Rect> {
    if (!this.isCurved) return
    for (const edge of this.#drawn.edgesById.values()) {
      yield rectAround(pointAlong(this.pathOf(edge), 0.5), { width: 50, height: 20 })
    }
  }

  pathOf(edge: DrawnEdge): EdgePath {
    const known = this.#paths.get(edge.id)
    if (known !== undefined) return known
    const source = this.#centers.get(edge.source) ?? { x: 0, y: 0 }
    const target = this.#centers.get(edge.target) ?? { x: 0, y: 0 }
    const isBent = this.isCurved || edge.source === edge.target
    const middles = isBent ? pathBetween(source, target, this.#clearance(edge)) : [source, target]
    const path = this.#fromShapeToShape(edge, middles)
    this.#paths.set(edge.id, path)
    return path
  }

  /** Cards are wide: an edge down a column of them would hide behind those that it passes. */
  #clearance({ source, target }: DrawnEdge): number {
    const ends = [source, target].map((id) => this.#drawn.nodesById.get(id))
    const isWide = ends.every((node) => node?.kind === 'namespace')
    return isWide ? (ends[0]?.shape.width ?? 0) / 2 : 0
  }

  /** Edges begin and end at outlines; half way between middles is not half way of a line to a card. */
  #fromShapeToShape(edge: DrawnEdge, middles: EdgePath): EdgePath {
    const from = this.#drawn.nodesById.get(edge.source)?.shape
    const to = this.#drawn.nodesById.get(edge.target)?.shape
    const [start, second] = middles
    const [beforeLast, end] = middles.slice(-2)
    if (!from || !to || !start || !second || !beforeLast || !end) return middles
    return [
      pointOnShape(start, second, { ...from, space: 0 }),
      ...middles.slice(1, -1),
      pointOnShape(end, beforeLast, { ...to, space: 3 }),
    ]
  }

  /** Whether there are more lines in a part of it than can be followed, some of them drawn faintly. */
  isCrowded(view: Rect): boolean {
    const { quiet, edgesById } = this.#drawn
    if (quiet.size === 0) return false
    let count = 0
    for (const edge of edgesById.values()) {
      if (!this.#marked.hidden.has(edge.id) && passes(this.pathOf(edge), view)) count += 1
      if (count > mostFollowed) return true
    }
    return false
  }

  get isCurved(): boolean {
    return hasCurves(this.#drawn)
  }

  /** Boxes and edges are drawn on a layer of ours: for Cytoscape there are too many. */
  get hasOwnLines(): boolean {
    return !this.isCurved
  }

  /** Another one whenever lines and boxes are to be drawn anew. */
  get version(): number {
    return this.#version
  }

  /** Returns whether anything looks different from before. */
  show(drawn: DrawnGraph, positions: Readonly<Record<string, Point>>): boolean {
    const before = this.#drawn
    const nodes = diffByLook(before.nodesById, drawn.nodesById)
    const edges = diffByLook(before.edgesById, drawn.edgesById)
    const boxes = diffByLook(before.boxesById, drawn.boxesById)
    this.#drawn = drawn
    const lines = diffByLook(linesOfCy(before), linesOfCy(drawn))
    const all = [nodes, edges, boxes]
    const isOther = all.some(
      (changes) => changes.added.length + changes.changed.length + changes.removed.length > 0,
    )
    if (!isOther) return false
    const isStructural = all.some(({ added, removed }) => added.length + removed.length > 0)
    for (const id of nodes.removed) this.#centers.delete(id)
    for (const { id } of nodes.added) this.#centers.set(id, positions[id] ?? { x: 0, y: 0 })
    this.#forgetLines()
    this.cy.batch(() => {
      for (const { removed } of [lines, nodes, boxes]) this.#remove(removed)
      const moved = lines.changed.filter((edge) => hasMoved(edge, before))
      this.#remove(moved.map(({ id }) => id))
      this.cy.add([
        ...boxes.added.map(boxElement),
        ...nodes.added.map((node) => nodeElement(node, this.#centers.get(node.id))),
        ...[...lines.added, ...moved].map(edgeElement),
      ])
      for (const node of nodes.changed) this.cy.getElementById(node.id).data(node.shape)
      for (const { id, width } of lines.changed) this.cy.getElementById(id).data({ width })
      if (isStructural || nodes.changed.length + boxes.changed.length > 0) this.#rebuildTree()
      this.#syncBoxes()
      this.#syncCurves()
      this.#syncClasses()
    })
    return true
  }

  #forgetLines(): void {
    this.#paths.clear()
    this.#version += 1
  }

  #remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.cy.getElementById(id).remove()
      this.#classes.delete(id)
    }
  }

  #rebuildTree(): void {
    const wish = { name: 'layered', aspect: 1, known: {} } as const
    this.#tree = buildBoxTree({ ...layoutRequest(this.#drawn, wish), edges: [] })
  }

  /** Of nodes that are there; the rest is let be. */
  move(positions: Readonly<Record<string, Point>>): void {
    this.cy.batch(() => {
      for (const [id, at] of Object.entries(positions)) {
        const old = this.#centers.get(id)
        if (old === undefined || (old.x === at.x && old.y === at.y)) continue
        this.#centers.set(id, at)
        this.cy.getElementById(id).position({ ...at })
      }
      this.#forgetLines()
      this.#syncBoxes()
      this.#syncCurves()
    })
  }

  /** After Cytoscape has moved a node by itself, under the reader's pointer. */
  followDrag(id: string, at: Point): void {
    this.#centers.set(id, { x: Math.round(at.x), y: Math.round(at.y) })
    this.#forgetLines()
    this.cy.batch(() => {
      this.#syncBoxes()
      this.#syncCurves(id)
    })
  }

  /** Returns whether any shape looks different from before: if not, only ink is to be drawn. */
  mark(marked: MarkedElements): boolean {
    const before = this.#marked.classesById
    this.#marked = marked
    if (!isSameMap(before, marked.classesById)) this.#version += 1
    if (before.size === 0 && marked.classesById.size === 0) return false
    let isChanged = false
    this.cy.batch(() => (isChanged = this.#syncClasses()))
    return isChanged
  }

  #syncBoxes(): void {
    if (this.#tree === null) return
    this.#rects = boxRects(this.#tree, Object.fromEntries(this.#centers))
    for (const [id, rect] of this.#rects) {
      const element = this.cy.getElementById(id)
      const { width, height } = sizeOf(rect)
      if (element.data('width') !== width || element.data('height') !== height) {
        element.data({ width, height })
      }
      const { x, y } = centerOf(rect)
      const at = element.position()
      if (at.x !== x || at.y !== y) element.position({ x, y })
    }
  }

  #syncCurves(nodeId: string | null = null): void {
    if (!this.isCurved) return
    for (const edge of this.#drawn.edgesById.values()) {
      const { id, source, target } = edge
      if (nodeId !== null && source !== nodeId && target !== nodeId) continue
      const from = this.#centers.get(source)
      const to = this.#centers.get(target)
      if (from === undefined || to === undefined || source === target) continue
      const curve = curveBetween(from, to, this.#clearance(edge))
      const element = this.cy.getElementById(id)
      const isSame =
        element.data('distances') === curve.distances && element.data('weights') === curve.weights
      if (!isSame) element.data(curve)
    }
  }

  #syncClasses(): boolean {
    const { nodesById, edgesById, boxesById } = this.#drawn
    let count = 0
    for (const { id, classes } of nodesById.values()) count += this.#setClasses(id, classes)
    const ground = this.hasOwnLines ? ' ground' : ''
    for (const { id, classes } of boxesById.values())
      count += this.#setClasses(id, classes + ground)
    if (this.hasOwnLines) return count > 0
    for (const { id, classes, source, target } of edgesById.values()) {
      const line = source === target ? ' loop' : ' curved'
      const quiet = this.#drawn.quiet.has(id) ? ' quiet' : ''
      count += this.#setClasses(id, classes + line + quiet)
    }
    return count > 0
  }

  /** How many were set: one, or none if they were set already. */
  #setClasses(id: string, own: string): 0 | 1 {
    const wanted = own + (this.#marked.classesById.get(id) ?? '')
    if (this.#classes.get(id) === wanted) return 0
    this.#classes.set(id, wanted)
    this.cy.getElementById(id).classes(wanted)
    return 1
  }
}

function isSameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  if (a.size !== b.size) return false
  for (const [id, text] of a) if (b.get(id) !== text) return false
  return true
}

const hasCurves = ({ edgesById }: DrawnGraph): boolean => edgesById.size <= mostCurvedEdges

/** What Cytoscape draws of the edges: all or nothing. */
const linesOfCy = (drawn: DrawnGraph): DrawnGraph['edgesById'] =>
  hasCurves(drawn) ? drawn.edgesById : noEdges

function hasMoved(edge: DrawnEdge, before: DrawnGraph): boolean {
  const old = before.edgesById.get(edge.id)
  return old?.source !== edge.source || old.target !== edge.target
}
