import type { MeshLink, MeshPart, MeshPartKind } from '#contract/mesh.ts'
import { healthStatuses } from '#contract/health.ts'

export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface DrawnPart extends Rect {
  readonly part: MeshPart
}

/** All parts of one kind, beneath a heading of their own. */
export interface DrawnGroup extends Rect {
  readonly id: string
  readonly kind: MeshPartKind
  readonly cluster: string | null
  readonly parts: readonly MeshPart[]
  readonly isClosed: boolean
  readonly notDrawn: number // parts that stand in the table only
}

export interface DrawnLink {
  readonly link: MeshLink
  readonly path: string // of an SVG
}

export interface DrawnCluster extends Rect {
  readonly cluster: string
}

export interface MeshDrawing {
  readonly width: number
  readonly height: number
  readonly clusters: readonly DrawnCluster[]
  readonly groups: readonly DrawnGroup[]
  readonly parts: readonly DrawnPart[]
  readonly links: readonly DrawnLink[]
}

export interface DrawingAsk {
  readonly parts: readonly MeshPart[]
  readonly links: readonly MeshLink[]
  readonly width: number // that there is
  readonly closed: readonly string[] // kinds
}

type Columns = readonly (readonly MeshPartKind[])[]

const outside = ['metricStore', 'traceStore', 'dashboards', 'cluster'] as const
const inside: Columns = [
  ['controlPlane', 'nodeAgent'],
  ['dataPlane', 'gateway', 'waypoint', 'nodeProxy'],
]
const wide: Columns = [['console'], outside, ...inside]
const narrow: Columns = [['console', ...outside], ...inside]
const narrowBelow = 900
export const sizes = {
  card: 58,
  gap: 8,
  head: 26,
  group: 16,
  margin: 12,
  inset: 12,
  title: 24,
} as const
const widths = { least: 168, most: 250, leastGap: 26, mostGap: 90 } as const
const mostDrawn = 12

/**
 * Where everything stands: from the console by what it reads to the control planes and what these
 * configure. The mesh of each cluster has a box of its own, one below the other. What is worst stands
 * first, so that what is not drawn for lack of room is the best of its kind.
 */
export function drawMesh({ parts, links, width, closed }: DrawingAsk): MeshDrawing {
  const grid = gridOf(width)
  const isInside = ({ kind }: MeshPart): boolean => inside.some((kinds) => kinds.includes(kind))
  const ofClusters = Map.groupBy(parts.filter(isInside), ({ cluster }) => cluster)
  const others = parts.filter((part) => !isInside(part))
  const drawn = [drawColumns(others, { grid, top: sizes.margin, closed, cluster: null })]
  const clusters: DrawnCluster[] = []
  let top: number = sizes.margin
  for (const [cluster, own] of ofClusters) {
    const part = drawColumns(own, { grid, top: top + sizes.title + 6, closed, cluster })
    const box = boxAround(part, { grid, top })
    if (cluster !== null) clusters.push({ cluster, ...box })
    drawn.push(part)
    top += box.height + sizes.group
  }
  const groups = drawn.flatMap((one) => one.groups)
  const placed = drawn.flatMap((one) => one.parts)
  return {
    width: grid.total,
    height: Math.max(top, ...drawn.map(({ bottom }) => bottom)) + sizes.margin,
    ...{ clusters, groups, parts: placed },
    links: drawLinks(links, { groups, parts: placed }),
  }
}

interface Grid {
  readonly columns: Columns
  readonly column: number // width
  readonly gap: number
  readonly total: number
}

function gridOf(width: number): Grid {
  const columns = width < narrowBelow ? narrow : wide
  const count = columns.length
  const free = width - 2 * (sizes.margin + sizes.inset)
  const gap = Math.min(widths.mostGap, Math.max(widths.leastGap, free * 0.07))
  const column = Math.min(widths.most, Math.max(widths.least, (free - gap * (count - 1)) / count))
  const total = column * count + gap * (count - 1) + 2 * (sizes.margin + sizes.inset)
  return { columns, column, gap, total }
}

const leftOf = (column: number, grid: Grid): number =>
  sizes.margin + sizes.inset + column * (grid.column + grid.gap)

interface ColumnsAsk {
  readonly grid: Grid
  readonly top: number
  readonly closed: readonly string[]
  readonly cluster: string | null
}

interface DrawnColumns {
  readonly groups: DrawnGroup[]
  readonly parts: DrawnPart[]
  readonly bottom: number
}

function drawColumns(own: readonly MeshPart[], ask: ColumnsAsk): DrawnColumns {
  const byKind = Map.groupBy(own, ({ kind }) => kind)
  const drawn: DrawnColumns[] = ask.grid.columns.map((kinds, column) => {
    let y = ask.top
    const groups: DrawnGroup[] = []
    const parts: DrawnPart[] = []
    for (const kind of kinds) {
      const ofKind = byKind.get(kind)
      if (ofKind === undefined) continue
      const group = drawGroup(ofKind, { ...ask, kind, x: leftOf(column, ask.grid), y })
      groups.push(group.group)
      parts.push(...group.parts)
      y += group.group.height + sizes.group
    }
    return { groups, parts, bottom: y - sizes.group }
  })
  return {
    groups: drawn.flatMap(({ groups }) => groups),
    parts: drawn.flatMap(({ parts }) => parts),
    bottom: Math.max(...drawn.map(({ bottom }) => bottom)),
  }
}

interface GroupAsk extends ColumnsAsk {
  readonly kind: MeshPartKind
  readonly x: number
  readonly y: number
}

function drawGroup(
  own: readonly MeshPart[],
  { kind, x, y, grid, closed, cluster }: GroupAsk,
): { readonly group: DrawnGroup; readonly parts: DrawnPart[] } {
  const isClosed = closed.includes(kind)
  const sorted = own.toSorted((one, other) => rankOf(one) - rankOf(other))
  const shown = isClosed ? [] : sorted.slice(0, mostDrawn)
  const width = grid.column
  const parts = shown.map((part, index): DrawnPart => ({
    ...{ part, x, width, height: sizes.card },
    y: y + sizes.head + index * (sizes.card + sizes.gap),
  }))
  const notDrawn = isClosed ? 0 : own.length - shown.length
  const ofParts = shown.length === 0 ? 0 : shown.length * (sizes.card + sizes.gap) - sizes.gap
  const height = sizes.head + ofParts + (notDrawn > 0 ? sizes.head : 0)
  return {
    group: {
      ...{ id: `${kind} ${cluster ?? ''}`, kind, cluster, parts: sorted, isClosed, notDrawn },
      ...{ x, y, width, height },
    },
    parts,
  }
}

const rankOf = ({ status }: MeshPart): number => healthStatuses.indexOf(status)

function boxAround(
  { bottom }: DrawnColumns,
  { grid, top }: { readonly grid: Grid; readonly top: number },
): Rect {
  const x = leftOf(grid.columns.length - inside.length, grid) - sizes.inset
  return {
    ...{ x, y: top, width: grid.total - sizes.margin - x },
    height: bottom - top + sizes.inset,
  }
}

export interface Placed {
  readonly groups: readonly DrawnGroup[]
  readonly parts: readonly DrawnPart[]
}

/** Where lines begin and end, by id: a part that is not drawn stands for the heading of its kind. */
export function placesOf({ groups, parts }: Placed): ReadonlyMap<string, Rect> {
  const places = new Map<string, Rect>()
  for (const { x, y, width, parts: own } of groups) {
    const heading = { x, y, width, height: sizes.head }
    for (const { id } of own) places.set(id, heading)
  }
  for (const drawn of parts) places.set(drawn.part.id, drawn)
  return places
}

/** Many that end at one heading are one line, unless one of them is broken. */
export function eachOnce(links: readonly DrawnLink[]): readonly DrawnLink[] {
  return [...new Map(links.map((one) => [`${one.path} ${one.link.status}`, one])).values()]
}

function drawLinks(links: readonly MeshLink[], placed: Placed): readonly DrawnLink[] {
  const places = placesOf(placed)
  return eachOnce(
    links.flatMap((link): DrawnLink[] => {
      const [from, to] = [places.get(link.source), places.get(link.target)]
      // What stands below one another, in a narrow picture, has no room for a line.
      if (from === undefined || to === undefined || from.x === to.x) return []
      return [{ link, path: curve(from, to) }]
    }),
  )
}

function curve(from: Rect, to: Rect): string {
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2]
  const [x2, y2] = [to.x, to.y + to.height / 2]
  const middle = (x1 + x2) / 2
  return `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`
}
