import type { Point, Rect, Size } from '../geometry.ts'
import { centerOf, overlaps, shift, sizeOf } from '../geometry.ts'

/** Where the camera stands: `pan` is the place of the model's 0, 0 in the viewport, in CSS pixels. */
export interface Framing {
  readonly zoom: number
  readonly pan: Point
}

export interface FramingAsk {
  readonly viewport: Size
  /** All that is to be seen, in model pixels. */
  readonly bounds: Rect
  /** What of it must not lie under an overlay. */
  readonly items: readonly Rect[]
  /** What floats over the picture, in CSS pixels of the viewport. */
  readonly overlays: readonly Rect[]
  readonly leastZoom: number
  readonly mostZoom: number
}

const margin = 28
const overlayMargin = 10

/** More items than this are not looked at one by one. */
const mostItems = 400

/**
 * The nearest view of everything that has nothing under an overlay. Controls float in the corners,
 * and pictures seldom fill theirs: mostly all of the viewport can be used, sometimes off its middle.
 */
export function frameAround(ask: FramingAsk): Framing | null {
  const frames = framesOf(ask)
    .map((frame) => ({ frame, zoom: zoomFor(frame, ask) }))
    .filter(({ zoom }) => zoom > 0)
    .sort((a, b) => b.zoom - a.zoom)
  const items = ask.items.length > mostItems ? [ask.bounds] : ask.items
  for (const { frame, zoom } of frames) {
    for (const framing of placesIn(frame, zoom, ask)) {
      if (isClear(framing, { items, overlays: ask.overlays })) return framing
    }
  }
  const [widest] = frames
  return widest === undefined ? null : centered(widest.frame, widest.zoom, ask.bounds)
}

/** The viewport less a margin, and less what avoids each overlay by one of its sides. */
function framesOf({ viewport, overlays }: FramingAsk): Rect[] {
  const whole = {
    x1: margin,
    y1: margin,
    x2: viewport.width - margin,
    y2: viewport.height - margin,
  }
  let frames: Rect[] = [whole]
  for (const overlay of overlays) {
    frames = frames.flatMap((frame) => [frame, ...besides(frame, overlay, viewport)])
  }
  return frames
}

function besides(frame: Rect, overlay: Rect, viewport: Size): Rect[] {
  const { x, y } = centerOf(overlay)
  const isTop = y < viewport.height / 2
  const isLeft = x < viewport.width / 2
  return [
    isTop
      ? { ...frame, y1: Math.max(frame.y1, overlay.y2 + overlayMargin) }
      : { ...frame, y2: Math.min(frame.y2, overlay.y1 - overlayMargin) },
    isLeft
      ? { ...frame, x1: Math.max(frame.x1, overlay.x2 + overlayMargin) }
      : { ...frame, x2: Math.min(frame.x2, overlay.x1 - overlayMargin) },
  ]
}

function zoomFor(frame: Rect, { bounds, leastZoom, mostZoom }: FramingAsk): number {
  const room = sizeOf(frame)
  if (room.width <= 0 || room.height <= 0) return 0
  const { width, height } = sizeOf(bounds)
  const wanted = Math.min(room.width / Math.max(1, width), room.height / Math.max(1, height))
  return Math.max(leastZoom, Math.min(wanted, mostZoom))
}

function centered(frame: Rect, zoom: number, bounds: Rect): Framing {
  const [at, middle] = [centerOf(frame), centerOf(bounds)]
  return { zoom, pan: { x: at.x - middle.x * zoom, y: at.y - middle.y * zoom } }
}

/** The middle of the frame first, then its sides and corners. */
function* placesIn(frame: Rect, zoom: number, { bounds }: FramingAsk): Generator<Framing> {
  const { pan } = centered(frame, zoom, bounds)
  const [room, size] = [sizeOf(frame), sizeOf(bounds)]
  const slackX = Math.max(0, room.width - size.width * zoom) / 2
  const slackY = Math.max(0, room.height - size.height * zoom) / 2
  const across = slackX < 1 ? [0] : [0, slackX / 2, slackX, -slackX / 2, -slackX]
  const down = slackY < 1 ? [0] : [0, slackY / 2, -slackY / 2, slackY, -slackY]
  for (const x of across) {
    for (const y of down) yield { zoom, pan: { x: pan.x + x, y: pan.y + y } }
  }
}

function isClear(
  { zoom, pan }: Framing,
  { items, overlays }: Pick<FramingAsk, 'items' | 'overlays'>,
): boolean {
  const inModel = overlays.map((overlay) => {
    const { x1, y1, x2, y2 } = shift(overlay, { x: -pan.x, y: -pan.y })
    const by = overlayMargin / 2
    return {
      x1: (x1 - by) / zoom,
      y1: (y1 - by) / zoom,
      x2: (x2 + by) / zoom,
      y2: (y2 + by) / zoom,
    }
  })
  return !items.some((item) => inModel.some((overlay) => overlaps(item, overlay)))
}
