import { filledGlyphs, glyphs } from '../glyphs.ts'
import { estimateTextWidth } from '../text-size.ts'
import { fontFamily } from '../theme.ts'
import type { Paint, Pen } from './pen.ts'

export interface SvgPen extends Pen {
  readonly markup: () => string
}

const widthOfWeight = { 400: 1, 500: 1.04, 600: 1.14 } as const

export function createSvgPen(): SvgPen {
  const parts: string[] = []
  let opacity = 1
  const add = (markup: string): void => {
    parts.push(opacity === 1 ? markup : `<g opacity="${opacity}">${markup}</g>`)
  }
  return {
    markup: () => parts.join('\n'),
    setOpacity: (next) => (opacity = next),
    measure: (text, { size, weight }) => estimateTextWidth(text, size) * widthOfWeight[weight],
    text: (text, { x, y, size, weight, color, align, halo }) => {
      const anchor = align === 'center' ? ' text-anchor="middle"' : ''
      const outline =
        halo === undefined
          ? ''
          : ` stroke="${halo}" stroke-width="${size / 3.4}" paint-order="stroke"`
      const place = `x="${round(x)}" y="${round(y)}" dy="0.35em" font-size="${round(size)}"`
      const font = `font-family="${escape(fontFamily)}" font-weight="${weight}" fill="${color}"`
      add(`<text ${place} ${font}${anchor}${outline}>${escape(text)}</text>`)
    },
    glyph: (name, { x, y, size, color, lineWidth = 1.5 }) => {
      const left = round(x - size / 2)
      const place = `translate(${left} ${round(y - size / 2)}) scale(${size / 16})`
      const paint = filledGlyphs.has(name)
        ? `fill="${color}"`
        : `fill="none" stroke="${color}" stroke-width="${lineWidth}" stroke-linecap="round"`
      add(`<path d="${glyphs[name]}" transform="${place}" ${paint} stroke-linejoin="round"/>`)
    },
    box: ({ x, y, width, height, radius }, paint) => {
      const place = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`
      add(`<rect ${place} rx="${radius}" ${attributes(paint)}/>`)
    },
    circle: ({ x, y, radius }, paint) =>
      add(`<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${attributes(paint)}/>`),
    arc: ({ x, y, radius, from, to }, paint) => {
      const [start, end] = [onCircle({ x, y, radius }, from), onCircle({ x, y, radius }, to - 1e-4)]
      const isLong = to - from > 0.5 ? 1 : 0
      const d = `M${start}A${round(radius)} ${round(radius)} 0 ${isLong} 1 ${end}`
      add(`<path d="${d}" ${attributes(paint)}/>`)
    },
    path: (d, paint, name) => {
      const title = name === undefined ? '' : `<title>${escape(name)}</title>`
      add(`<path d="${d}" stroke-linejoin="round" ${attributes(paint)}>${title}</path>`)
    },
    triangle: (at, paint) => {
      const corners = [0, 1 / 3, 2 / 3].map((turn) => onCircle(at, turn))
      add(`<path d="M${corners.join('L')}Z" stroke-linejoin="round" ${attributes(paint)}/>`)
    },
  }
}

function onCircle(at: { x: number; y: number; radius: number }, turns: number): string {
  const angle = (turns - 0.25) * 2 * Math.PI
  return `${round(at.x + Math.cos(angle) * at.radius)} ${round(at.y + Math.sin(angle) * at.radius)}`
}

function attributes({ fill, stroke, lineWidth, dash }: Paint): string {
  const gaps = dash === undefined ? '' : ` stroke-dasharray="${dash.join(' ')}"`
  const line =
    stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${lineWidth ?? 1}"${gaps}`
  return `fill="${fill ?? 'none'}"${line}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
