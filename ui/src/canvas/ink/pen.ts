import type { GlyphName } from '../glyphs.ts'

export interface TextInk {
  readonly x: number
  /** Middle of the line. */
  readonly y: number
  readonly size: number
  readonly weight: 400 | 500 | 600
  readonly color: string
  readonly align: 'left' | 'center'
  /** Drawn around the letters, so that they can be read over lines. */
  readonly halo?: string | undefined
}

export interface Paint {
  readonly fill?: string | undefined
  readonly stroke?: string | undefined
  readonly lineWidth?: number | undefined
  /** Lengths of line and gap. */
  readonly dash?: readonly number[] | undefined
}

export interface GlyphInk {
  /** Middle. */
  readonly x: number
  readonly y: number
  readonly size: number
  readonly color: string
  readonly lineWidth?: number | undefined
}

export interface BoxInk {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly radius: number
}

/** Draws over the picture in model pixels: on a canvas, or into an SVG. */
export interface Pen {
  setOpacity: (opacity: number) => void
  text: (text: string, ink: TextInk) => void
  measure: (text: string, font: Pick<TextInk, 'size' | 'weight'>) => number
  glyph: (name: GlyphName, ink: GlyphInk) => void
  box: (box: BoxInk, paint: Paint) => void
  circle: (at: { x: number; y: number; radius: number }, paint: Paint) => void
  /** Angles in turns, 0 at the top, clockwise. */
  arc: (
    at: { x: number; y: number; radius: number; from: number; to: number },
    paint: Paint,
  ) => void
  /**
   * @param d as SVG writes it
   * @param name told of it where drawings can tell
   */
  path: (d: string, paint: Paint, name?: string) => void
  triangle: (at: { x: number; y: number; radius: number }, paint: Paint) => void
}
