import { healthStatuses } from '#contract/health.ts'
import type { MeshLink } from '#contract/mesh.ts'
import {
  eachOnce,
  placesOf,
  type DrawnGroup,
  type DrawnLink,
  type DrawnPart,
  type Placed,
  type Rect,
} from './layout.ts'

/** How far a line stays from the side of a card: half of the space between two. */
const aside = 6
const corner = 6
const usualLane = 34
const betweenLines = { across: 5, down: 3 } as const

/** Groups side by side, and the space below them, in which lines go to and fro. */
interface Band {
  readonly groups: readonly DrawnGroup[]
  readonly parts: readonly DrawnPart[]
  readonly bottom: number
  readonly laneHeight: number
}

interface End {
  readonly band: number
  readonly rect: Rect
}

type Point = readonly [x: number, y: number]

/**
 * Lines from what stands above to what stands below: down into the space under its row, along it,
 * and down again between cards, to the side of what they end at. So none passes behind a card or a
 * heading. Those of one source go together until they part; beside those of others they keep apart.
 */
export function drawLanes(links: readonly MeshLink[], placed: Placed): DrawnLink[] {
  const bands = bandsOf(placed)
  const ends = endsOf(bands, placed)
  const sideOf = takeSides()
  const drawn = links.flatMap((link): DrawnLink[] => {
    const [one, other] = [ends.get(link.source), ends.get(link.target)]
    // What stands side by side has no space between that a line could take.
    if (one === undefined || other === undefined || one.band === other.band) return []
    const [from, to] = one.band < other.band ? [one, other] : [other, one]
    return [{ link, path: writePath(route(from, to, { bands, side: sideOf(from) })) }]
  })
  return eachOnce(drawn).toSorted((one, other) => rankOf(other.link) - rankOf(one.link))
}

/** What is broken is drawn last, over what is well. */
const rankOf = ({ status }: MeshLink): number => healthStatuses.indexOf(status)

function bandsOf({ groups, parts }: Placed): readonly Band[] {
  const rows = [...Map.groupBy(groups, ({ y }) => y)].sort(([one], [other]) => one - other)
  return rows.map(([top, own], index): Band => {
    const bottom = Math.max(...own.map(({ y, height }) => y + height))
    const next = rows[index + 1]?.[0] ?? bottom + usualLane
    return {
      groups: own,
      parts: parts.filter(({ y }) => y >= top && y < bottom),
      bottom,
      laneHeight: Math.min(usualLane, next - bottom),
    }
  })
}

function endsOf(bands: readonly Band[], placed: Placed): ReadonlyMap<string, End> {
  const bandOfPart = new Map(
    bands.flatMap(({ groups }, band) =>
      groups.flatMap(({ parts }) => parts.map(({ id }) => [id, band] as const)),
    ),
  )
  const ends = new Map<string, End>()
  for (const [id, rect] of placesOf(placed)) ends.set(id, { band: bandOfPart.get(id) ?? 0, rect })
  return ends
}

/** On which side of others a source's lines go: 0 in the middle, then 1, -1, 2 … as they come. */
function takeSides(): (source: End) => number {
  const ofBands = new Map<number, Map<Rect, number>>()
  return ({ band, rect }) => {
    const own = ofBands.get(band) ?? new Map<Rect, number>()
    ofBands.set(band, own)
    const place = own.get(rect) ?? own.size
    own.set(rect, place)
    return Math.ceil(place / 2) * (place % 2 === 0 ? -1 : 1)
  }
}

interface Ways {
  readonly bands: readonly Band[]
  readonly side: number // of the source
}

function route(from: End, to: End, { bands, side }: Ways): readonly Point[] {
  const points: Point[] = [...leave(from, bands[from.band])]
  const lean = within(side * betweenLines.down, aside - 2)
  const entry = to.rect.x - aside
  let x = points.at(-1)?.[0] ?? entry
  for (let band = from.band; band < to.band; band += 1) {
    const { bottom = 0, laneHeight = usualLane } = bands[band] ?? {}
    const y = bottom + laneHeight / 2 + within(side * betweenLines.across, laneHeight / 2 - 2)
    const next = (band + 1 === to.band ? entry : passThrough(bands[band + 1], entry)) + lean
    points.push([x, y], [next, y])
    x = next
  }
  const middle = to.rect.y + to.rect.height / 2
  return [...points, [x, middle], [to.rect.x, middle]]
}

const within = (value: number, most: number): number => Math.max(-most, Math.min(most, value))

/** Straight down where nothing stands below it in its group, else beside what does. */
function leave({ rect }: End, band: Band | undefined): readonly Point[] {
  const { x, y, width, height } = rect
  const isAbove = band?.parts.some((one) => one.x === x && one.y > y) === true
  const hasMore = band?.groups.some((one) => one.notDrawn > 0 && isWithin(rect, one)) === true
  if (!isAbove && !hasMore) return [[x + width / 2, y + height]]
  const middle = y + height / 2
  return [
    [x + width, middle],
    [x + width + aside, middle],
  ]
}

const isWithin = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width

/** Where a line crosses a band: beside a group or between its cards, as near as may be. */
function passThrough(band: Band | undefined, wished: number): number {
  const free = (band?.groups ?? []).flatMap(({ x, width }) => {
    const cards = (band?.parts ?? []).filter((one) => isWithin(one, { ...zero, x, width }))
    return [x - aside, x + width + aside, ...cards.map((one) => one.x - aside)]
  })
  const isFree = (band?.groups ?? []).every(
    ({ x, width }) => wished <= x - aside || wished >= x + width + aside,
  )
  if (isFree) return wished
  return free.reduce((best, one) => (Math.abs(one - wished) < Math.abs(best - wished) ? one : best))
}

const zero = { y: 0, height: 0 }

/** With round corners, as far as the stretches between them leave room. */
function writePath(points: readonly Point[]): string {
  const bends = points.filter((point, index) => {
    const before = points[index - 1]
    return before === undefined || before[0] !== point[0] || before[1] !== point[1]
  })
  const [start = [0, 0]] = bends
  const steps = bends.slice(1).map((point, index): string => {
    const [before, after] = [bends[index], bends[index + 2]]
    if (before === undefined || after === undefined) return `L${point.join(' ')}`
    const [into, out] = [towards(point, before), towards(point, after)]
    return `L${into.join(' ')} Q${point.join(' ')} ${out.join(' ')}`
  })
  return `M${start.join(' ')} ${steps.join(' ')}`
}

/** A point on the way from a corner to its neighbour; both lie on one line with it. */
function towards([x, y]: Point, [toX, toY]: Point): Point {
  const far = Math.hypot(toX - x, toY - y)
  const share = Math.min(corner, far / 2) / far
  return [x + (toX - x) * share, y + (toY - y) * share]
}
