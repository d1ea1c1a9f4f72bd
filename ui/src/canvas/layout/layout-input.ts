import type { LayoutName } from '../canvas-props.ts'
import type { Point } from '../geometry.ts'

/** A node and the room it needs: its shape, its label, its badges. */
export interface LayoutNode {
  readonly id: string
  readonly box: string | null
  readonly width: number
  readonly height: number
  /** From the upper edge of that room down to the middle of the shape. */
  readonly anchorY: number
}

export interface LayoutBox {
  readonly id: string
  readonly box: string | null
  readonly kind: 'cluster' | 'namespace' | 'app'
  /** So that its title fits. */
  readonly minWidth: number
}

/** Everything a layout depends on; plain data, so that it can be sent to a worker. */
export interface LayoutInput {
  readonly name: LayoutName
  readonly nodes: readonly LayoutNode[]
  readonly boxes: readonly LayoutBox[]
  /** Ids of source and target. */
  readonly edges: readonly (readonly [string, string])[]
  /** Width / height of the viewport. */
  readonly aspect: number
  /** Middles of shapes that stay where they are. Empty: everything is laid out anew. */
  readonly known: Readonly<Record<string, Point>>
  /** Where a node or box that is not known should go if it can: where what it replaces was. */
  readonly origins: Readonly<Record<string, Point>>
}

/** Middles of shapes, rounded to whole model pixels. */
export type Positions = Readonly<Record<string, Point>>

/** Of a box, from its line to its members. */
export const boxInsets = {
  cluster: { top: 34, side: 18, bottom: 18 },
  namespace: { top: 34, side: 16, bottom: 14 },
  app: { top: 26, side: 10, bottom: 8 },
} as const satisfies Record<LayoutBox['kind'], { top: number; side: number; bottom: number }>

/** Least distance of neighbours that are not joined by an edge. */
export const gap = 18
