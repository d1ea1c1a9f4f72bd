import type { EdgesShown } from '../canvas-props.ts'
import type { DrawnEdge, DrawnGraph } from '../elements.ts'
import type { Ring } from '../ink/draw-veil.ts'
import { pathsThrough } from '../paths.ts'
import type { Paths, PathStep } from '../paths.ts'

/** What a reader points at, has chosen or looks for. */
export interface Marks {
  readonly hover: string | null
  readonly cursor: string | null
  readonly selection: string | null
  readonly highlight: ReadonlySet<string> | null
  readonly traced: ReadonlySet<string> | null
  readonly focus: string | null
  /** For how many calls paths are followed; null: to their ends. */
  readonly depth: number | null
  readonly edgesShown: EdgesShown
}

export const noMarks: Marks = {
  hover: null,
  cursor: null,
  selection: null,
  highlight: null,
  traced: null,
  focus: null,
  depth: null,
  edgesShown: 'all',
}

export interface MarkedElements {
  readonly dimmed: ReadonlySet<string>
  /** Edges that are not drawn, by choice. */
  readonly hidden: ReadonlySet<string>
  /** Which way nodes lie from what is pointed at or chosen. */
  readonly steps: ReadonlyMap<string, PathStep>
  /** Written out whatever the zoom. */
  readonly strong: ReadonlySet<string>
  /** Classes of state by id, of those that have any. Where there is a veil, only of hidden edges. */
  readonly classesById: ReadonlyMap<string, string>
  /** Of a picture that is too large to be restyled: null where there is nothing to be marked. */
  readonly veil: Veil | null
}

export interface Veil {
  /** What stands out; null: nothing is dimmed. */
  readonly bright: ReadonlySet<string> | null
  readonly rings: ReadonlyMap<string, Ring['kind']>
}

/** To restyle more than so many takes longer than a reader waits: a veil is drawn instead. */
const mostRestyled = 1500

export function markElements(drawn: DrawnGraph, asked: Marks): MarkedElements {
  const marks = onLines(drawn, asked)
  const { bright, steps } = emphasisOf(drawn, marks)
  const hidden = hiddenEdges(drawn, marks.edgesShown)
  const strong = strongElements(drawn, marks)
  const classes = new Map<string, string>()
  const add = (id: string | null, name: string): void => {
    if (id !== null) classes.set(id, `${classes.get(id) ?? ''} ${name}`)
  }
  for (const id of hidden) add(id, 'hidden')
  const common = { hidden, steps, strong, classesById: classes }
  if (drawn.nodesById.size + drawn.edgesById.size > mostRestyled)
    return { ...common, dimmed: new Set(), veil: veilFor(marks, bright) }
  const dimmed = new Set<string>()
  if (bright !== null) {
    for (const id of [...drawn.nodesById.keys(), ...drawn.edgesById.keys()]) {
      if (!bright.has(id)) dimmed.add(id)
    }
  }
  for (const id of dimmed) add(id, 'dim')
  for (const id of marks.highlight ?? []) add(id, 'found')
  for (const id of marks.traced ?? []) add(id, 'traced')
  add(marks.focus, 'focused')
  add(marks.selection, 'selected')
  add(marks.cursor, 'cursor')
  return { ...common, dimmed, veil: null }
}

/** What is pointed at, chosen or found, as the lines that it is drawn with. */
function onLines({ edgesById }: DrawnGraph, marks: Marks): Marks {
  const lineOf = (id: string): string => edgesById.get(id)?.front ?? id
  const one = (id: string | null): string | null => (id === null ? null : lineOf(id))
  const all = (ids: ReadonlySet<string> | null): ReadonlySet<string> | null =>
    ids === null ? null : new Set([...ids].map(lineOf))
  const { cursor, selection, highlight, traced } = marks
  return {
    ...marks,
    ...{ cursor: one(cursor), selection: one(selection) },
    ...{ highlight: all(highlight), traced: all(traced) },
  }
}

function hiddenEdges(drawn: DrawnGraph, shown: EdgesShown): Set<string> {
  const isWanted = ({ status, front }: DrawnEdge): boolean => {
    if (front !== null || shown === 'none') return false
    return shown === 'all' || (status !== 'healthy' && status !== 'none')
  }
  const edges = [...drawn.edgesById.values()].filter((edge) => !isWanted(edge))
  return new Set(edges.map(({ id }) => id))
}

function veilFor(marks: Marks, bright: ReadonlySet<string> | null): Veil | null {
  const rings = new Map<string, Ring['kind']>()
  for (const id of marks.highlight ?? []) rings.set(id, 'found')
  for (const id of marks.traced ?? []) rings.set(id, 'traced')
  if (marks.focus !== null) rings.set(marks.focus, 'focused')
  if (marks.cursor !== null) rings.set(marks.cursor, 'cursor')
  if (marks.selection !== null) rings.set(marks.selection, 'selected')
  return bright === null && rings.size === 0 ? null : { bright, rings }
}

interface Emphasis {
  /** Null: nothing is dimmed. */
  readonly bright: ReadonlySet<string> | null
  readonly steps: Paths['steps']
}

/** The pointer wins over the choice, the choice over the search, the search over a trace. */
function emphasisOf(drawn: DrawnGraph, marks: Marks): Emphasis {
  const count = drawn.nodesById.size + drawn.edgesById.size
  // A veil that comes and goes at every move of the pointer would flicker.
  const hover = count <= mostRestyled ? marks.hover : null
  // Who steps through a trace does not want the paths of each step instead.
  const isOfTrace = marks.selection !== null && marks.traced?.has(marks.selection) === true
  for (const id of [hover, isOfTrace ? null : marks.selection]) {
    if (id === null) continue
    if (drawn.nodesById.has(id) || drawn.edgesById.has(id)) {
      const { ids, steps } = pathsThrough(id, drawn.edgesById.values(), marks.depth)
      return { bright: ids, steps }
    }
    if (id === marks.selection && drawn.boxesById.has(id))
      return { bright: insideOf(id, drawn), steps: new Map() }
  }
  if (marks.highlight !== null)
    return { bright: withEdgesBetween(marks.highlight, drawn), steps: new Map() }
  return { bright: marks.traced, steps: new Map() }
}

function withEdgesBetween(ids: ReadonlySet<string>, drawn: DrawnGraph): Set<string> {
  const bright = new Set(ids)
  for (const { id, source, target } of drawn.edgesById.values()) {
    if (ids.has(id)) {
      bright.add(source)
      bright.add(target)
    } else if (ids.has(source) && ids.has(target)) bright.add(id)
  }
  return bright
}

/** Members of a box, their edges, and the far ends of those. */
function insideOf(boxId: string, drawn: DrawnGraph): Set<string> {
  const bright = new Set<string>()
  for (const node of drawn.nodesById.values()) {
    let box = node.box
    while (box !== null && box !== boxId) box = drawn.boxesById.get(box)?.box ?? null
    if (box === boxId) bright.add(node.id)
  }
  const members = new Set(bright)
  for (const { id, source, target } of drawn.edgesById.values()) {
    if (!members.has(source) && !members.has(target)) continue
    for (const each of [id, source, target]) bright.add(each)
  }
  return bright
}

function strongElements(drawn: DrawnGraph, marks: Marks): Set<string> {
  const strong = new Set<string>()
  for (const id of [marks.hover, marks.selection, marks.cursor, marks.focus]) {
    if (id !== null) strong.add(id)
  }
  const centers = new Set([marks.hover, marks.selection, marks.cursor])
  for (const { id, source, target } of drawn.edgesById.values()) {
    if (centers.has(source) || centers.has(target)) strong.add(id)
  }
  return strong
}
