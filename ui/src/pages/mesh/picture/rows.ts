import { healthStatuses } from '#contract/health.ts'
import type { MeshPart, MeshPartKind } from '#contract/mesh.ts'
import { drawLanes } from './lanes.ts'
import {
  sizes,
  type DrawingAsk,
  type DrawnCluster,
  type DrawnGroup,
  type DrawnPart,
  type MeshDrawing,
} from './layout.ts'

type Row = readonly MeshPartKind[]

const above: readonly Row[] = [['console'], ['metricStore', 'traceStore', 'dashboards', 'cluster']]
const inside: readonly Row[] = [
  ['controlPlane', 'nodeAgent'],
  ['dataPlane'],
  ['gateway', 'waypoint', 'nodeProxy'],
]
const kindsInside: ReadonlySet<MeshPartKind> = new Set(inside.flat())
const card = 200
const gaps = { cards: 12, rows: 34, groups: 28 } as const

/**
 * The mesh from above: the console, what it reads, then the mesh of each cluster with its control
 * planes over what they configure. Cards of a kind stand side by side, in as many lines as they need.
 */
export function drawRows({ parts, links, width, closed }: DrawingAsk): MeshDrawing {
  const frame: Frame = { width: Math.max(width, card + 4 * sizes.margin), closed }
  const others = parts.filter(({ kind }) => !kindsInside.has(kind))
  const own = Map.groupBy(
    parts.filter(({ kind }) => kindsInside.has(kind)),
    ({ cluster }) => cluster,
  )
  const drawn = [drawBlock(others, above, { ...frame, top: sizes.margin, cluster: null })]
  let top = (drawn[0]?.bottom ?? 0) + gaps.rows
  const clusters: DrawnCluster[] = []
  for (const [cluster, members] of own) {
    const block = drawBlock(members, inside, { ...frame, top: top + sizes.title + 6, cluster })
    const height = block.bottom - top + sizes.inset
    const x = sizes.margin
    if (cluster !== null) clusters.push({ cluster, x, y: top, width: frame.width - 2 * x, height })
    drawn.push(block)
    top += height + sizes.group
  }
  const groups = drawn.flatMap((one) => one.groups)
  const placed = drawn.flatMap((one) => one.parts)
  return {
    ...{ width: frame.width, height: top, clusters, groups, parts: placed },
    links: drawLanes(links, { groups, parts: placed }),
  }
}

interface Frame {
  readonly width: number
  readonly closed: readonly string[]
}

interface BlockAsk extends Frame {
  readonly top: number
  readonly cluster: string | null
}

interface Block {
  readonly groups: readonly DrawnGroup[]
  readonly parts: readonly DrawnPart[]
  readonly bottom: number
}

function drawBlock(parts: readonly MeshPart[], rows: readonly Row[], ask: BlockAsk): Block {
  const byKind = Map.groupBy(parts, ({ kind }) => kind)
  const groups: DrawnGroup[] = []
  const placed: DrawnPart[] = []
  let y = ask.top
  for (const row of rows) {
    const there = row.filter((kind) => byKind.has(kind))
    if (there.length === 0) continue
    const drawn = drawRow(there, byKind, { ...ask, top: y })
    groups.push(...drawn.groups)
    placed.push(...drawn.parts)
    y = drawn.bottom + gaps.rows
  }
  return { groups, parts: placed, bottom: Math.max(ask.top, y - gaps.rows) }
}

type ByKind = ReadonlyMap<MeshPartKind, readonly MeshPart[]>

/** Groups side by side while there is room, else beneath one another. */
function drawRow(row: Row, byKind: ByKind, ask: BlockAsk): Block {
  const left = sizes.margin + sizes.inset
  const room = ask.width - 2 * left
  const groups: DrawnGroup[] = []
  const parts: DrawnPart[] = []
  let [x, y, bottom] = [left, ask.top, ask.top]
  for (const kind of row) {
    const members = byKind.get(kind) ?? []
    const columns = Math.max(1, Math.min(members.length, columnsIn(room)))
    const width = columns * card + (columns - 1) * gaps.cards
    if (x > left && x + width > left + room) [x, y] = [left, bottom + gaps.rows / 2]
    const group = drawGroup(members, { ...ask, kind, x, y, columns })
    groups.push(group.group)
    parts.push(...group.parts)
    bottom = Math.max(bottom, group.group.y + group.group.height)
    x += width + gaps.groups
  }
  return { groups, parts, bottom }
}

const columnsIn = (room: number): number =>
  Math.max(1, Math.floor((room + gaps.cards) / (card + gaps.cards)))

interface GroupAsk extends BlockAsk {
  readonly kind: MeshPartKind
  readonly x: number
  readonly y: number
  readonly columns: number
}

const mostLines = 6
const leastDrawn = 12 // however narrow it is

/** The worst first, so that what is not drawn for lack of room is the best of its kind. */
function drawGroup(
  own: readonly MeshPart[],
  { kind, x, y, columns, closed, cluster }: GroupAsk,
): { readonly group: DrawnGroup; readonly parts: readonly DrawnPart[] } {
  const isClosed = closed.includes(kind)
  const sorted = own.toSorted(
    (one, other) => healthStatuses.indexOf(one.status) - healthStatuses.indexOf(other.status),
  )
  const shown = isClosed ? [] : sorted.slice(0, Math.max(leastDrawn, columns * mostLines))
  const parts = shown.map((part, index): DrawnPart => ({
    ...{ part, width: card, height: sizes.card },
    x: x + (index % columns) * (card + gaps.cards),
    y: y + sizes.head + Math.floor(index / columns) * (sizes.card + sizes.gap),
  }))
  const lines = Math.ceil(shown.length / columns)
  const notDrawn = isClosed ? 0 : own.length - shown.length
  const height =
    sizes.head +
    (lines === 0 ? 0 : lines * (sizes.card + sizes.gap) - sizes.gap) +
    (notDrawn > 0 ? sizes.head : 0)
  return {
    group: {
      ...{ id: `${kind} ${cluster ?? ''}`, kind, cluster, parts: sorted, isClosed, notDrawn },
      ...{ x, y, width: columns * card + (columns - 1) * gaps.cards, height },
    },
    parts,
  }
}
