/** PatternFly's chart colours, in metrics.css. */
const colours = 6
const dashes = [undefined, '6 3', '2 3', '8 3 2 3'] as const

export interface LineLook {
  readonly stroke: string
  readonly dash: string | undefined
}

/** Colours first, then dashes: the seventh line differs by more than its hue. */
export function lookOf(place: number): LineLook {
  return {
    stroke: `var(--al-series-${(place % colours) + 1})`,
    dash: dashes[Math.floor(place / colours) % dashes.length],
  }
}

export const plotMargin = { top: 8, right: 10, bottom: 0, left: 0 } as const
export const axisWidth = 66
export const axisHeight = 22
