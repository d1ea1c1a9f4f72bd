import type { LayoutName } from '../canvas-props.ts'
import type { Point, Size } from '../geometry.ts'

/** One item of a level: a node with its label, or a box whose inside is laid out already. */
export interface Sized extends Size {
  readonly id: string
}

export interface Level {
  readonly name: LayoutName
  readonly items: readonly Sized[]
  readonly edges: readonly (readonly [string, string])[]
  /** Width / height that the whole should have, roughly. */
  readonly aspect: number
  /** Between ranks, model pixels. */
  readonly rankSpace: number
  /** One of very many: quick before tidy. */
  readonly isDraft: boolean
}

/** Middles of the items, in a rectangle that begins at 0, 0. */
export interface LaidOut extends Size {
  readonly centers: ReadonlyMap<string, Point>
}

/** Moves everything so that the rectangle begins at 0, 0. */
export function normalize(items: readonly Sized[], centers: ReadonlyMap<string, Point>): LaidOut {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { id, width, height } of items) {
    const center = centers.get(id)
    if (center === undefined) continue
    x1 = Math.min(x1, center.x - width / 2)
    y1 = Math.min(y1, center.y - height / 2)
    x2 = Math.max(x2, center.x + width / 2)
    y2 = Math.max(y2, center.y + height / 2)
  }
  if (x1 === Infinity) return { centers: new Map(), width: 0, height: 0 }
  const moved = [...centers].map(([id, { x, y }]) => [id, { x: x - x1, y: y - y1 }] as const)
  return { centers: new Map(moved), width: x2 - x1, height: y2 - y1 }
}
