import { describe, expect, it } from 'vitest'
import type { Rect } from '../geometry.ts'
import { contains, overlaps } from '../geometry.ts'
import { frameAround, type FramingAsk } from './framing.ts'

const viewport = { width: 800, height: 450 }
const find: Rect = { x1: 14, y1: 12, x2: 224, y2: 46 }
const controls: Rect = { x1: 14, y1: 402, x2: 430, y2: 436 }
const limits = { leastZoom: 0.03, mostZoom: 1.35 }

function ask(items: readonly Rect[], over: Partial<FramingAsk> = {}): FramingAsk {
  const bounds = {
    x1: Math.min(...items.map(({ x1 }) => x1)),
    y1: Math.min(...items.map(({ y1 }) => y1)),
    x2: Math.max(...items.map(({ x2 }) => x2)),
    y2: Math.max(...items.map(({ y2 }) => y2)),
  }
  return { viewport, bounds, items, overlays: [find, controls], ...limits, ...over }
}

/** The items as they lie in the viewport. */
function placed(asked: FramingAsk): { zoom: number; rects: Rect[] } {
  const framing = frameAround(asked)
  if (framing === null) throw new Error('no framing')
  const { zoom, pan } = framing
  const rects = asked.items.map(({ x1, y1, x2, y2 }) => ({
    x1: x1 * zoom + pan.x,
    y1: y1 * zoom + pan.y,
    x2: x2 * zoom + pan.x,
    y2: y2 * zoom + pan.y,
  }))
  return { zoom, rects }
}

const square = (x: number, y: number, size = 100): Rect => ({
  x1: x,
  y1: y,
  x2: x + size,
  y2: y + size,
})

describe('frameAround', () => {
  it.each([
    { desc: 'a full picture', items: [{ x1: 0, y1: 0, x2: 1600, y2: 900 }] },
    { desc: 'a tall picture', items: [{ x1: 0, y1: 0, x2: 500, y2: 1200 }] },
    { desc: 'a small picture', items: [square(0, 0)] },
    { desc: 'things in the corners', items: [square(0, 0), square(1500, 0), square(0, 800)] },
    {
      desc: 'no thing under a corner',
      items: [square(0, 400), square(1500, 0), square(1500, 800)],
    },
  ])('keeps $desc in view and clear of what floats over it', ({ items }) => {
    const asked = ask(items)
    for (const rect of placed(asked).rects) {
      expect(contains({ x1: 0, y1: 0, x2: 800, y2: 450 }, rect)).toBe(true)
      for (const overlay of asked.overlays) expect(overlaps(rect, overlay)).toBe(false)
    }
  })

  it('uses all of the viewport where nothing lies in the corners', () => {
    const items = [square(0, 400), square(1500, 0), square(1500, 800)]
    const alone = placed(ask(items, { overlays: [] }))
    expect(placed(ask(items))).toEqual(alone)
  })

  it('does not blow up what is small', () => {
    expect(placed(ask([square(0, 0, 10)])).zoom).toBe(limits.mostZoom)
  })

  it('has no answer without a viewport', () => {
    expect(frameAround(ask([square(0, 0)], { viewport: { width: 0, height: 0 } }))).toBeNull()
  })
})
