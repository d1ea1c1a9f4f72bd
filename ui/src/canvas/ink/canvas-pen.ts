import { filledGlyphs, glyphs } from '../glyphs.ts'
import type { GlyphName } from '../glyphs.ts'
import { fontFamily } from '../theme.ts'
import type { Paint, Pen, TextInk } from './pen.ts'

const paths = new Map<GlyphName, Path2D>()

function pathOf(name: GlyphName): Path2D {
  const path = paths.get(name) ?? new Path2D(glyphs[name])
  paths.set(name, path)
  return path
}

export function createCanvasPen(context: CanvasRenderingContext2D): Pen {
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.textBaseline = 'middle'
  let font = ''
  const setFont = ({ size, weight }: Pick<TextInk, 'size' | 'weight'>): void => {
    const next = `${weight} ${size}px ${fontFamily}`
    if (next !== font) context.font = next
    font = next
  }
  const finish = ({ fill, stroke, lineWidth }: Paint): void => {
    if (fill !== undefined) {
      context.fillStyle = fill
      context.fill()
    }
    if (stroke === undefined) return
    context.strokeStyle = stroke
    context.lineWidth = lineWidth ?? 1
    context.stroke()
  }
  return {
    setOpacity: (opacity) => (context.globalAlpha = opacity),
    measure: (text, ink) => {
      setFont(ink)
      return context.measureText(text).width
    },
    text: (text, ink) => {
      setFont(ink)
      context.textAlign = ink.align
      if (ink.halo !== undefined) {
        context.strokeStyle = ink.halo
        context.lineWidth = ink.size / 3.4
        context.strokeText(text, ink.x, ink.y)
      }
      context.fillStyle = ink.color
      context.fillText(text, ink.x, ink.y)
    },
    glyph: (name, { x, y, size, color, lineWidth = 1.5 }) => {
      const scale = size / 16
      context.save()
      context.translate(x - size / 2, y - size / 2)
      context.scale(scale, scale)
      context.lineWidth = lineWidth
      context.strokeStyle = color
      context.fillStyle = color
      if (filledGlyphs.has(name)) context.fill(pathOf(name))
      else context.stroke(pathOf(name))
      context.restore()
    },
    box: ({ x, y, width, height, radius }, paint) => {
      context.beginPath()
      context.roundRect(x, y, width, height, radius)
      finish(paint)
    },
    circle: ({ x, y, radius }, paint) => {
      context.beginPath()
      context.arc(x, y, radius, 0, 2 * Math.PI)
      finish(paint)
    },
    arc: ({ x, y, radius, from, to }, paint) => {
      context.beginPath()
      context.arc(x, y, radius, angle(from), angle(to))
      finish(paint)
    },
    path: (d, { fill, stroke, lineWidth = 1, dash }) => {
      const path = new Path2D(d)
      if (fill !== undefined) {
        context.fillStyle = fill
        context.fill(path)
      }
      if (stroke === undefined) return
      context.strokeStyle = stroke
      context.lineWidth = lineWidth
      context.setLineDash([...(dash ?? [])])
      context.stroke(path)
      context.setLineDash([])
    },
    triangle: ({ x, y, radius }, paint) => {
      context.beginPath()
      for (const turn of [0, 1 / 3, 2 / 3]) {
        context.lineTo(x + Math.cos(angle(turn)) * radius, y + Math.sin(angle(turn)) * radius)
      }
      context.closePath()
      finish(paint)
    },
  }
}

function angle(turns: number): number {
  return (turns - 0.25) * 2 * Math.PI
}
