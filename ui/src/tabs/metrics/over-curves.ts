import { createContext, useContext } from 'react'

/** Something that happened at an instant with a size in the chart's unit: a span and how long it took. */
export interface ChartMark {
  readonly id: string
  readonly at: number // epoch ms
  readonly value: number
  readonly isError: boolean
  readonly words: string
  /** Where it leads. */
  readonly href: string
}

/** What lies over the curves of all charts of a tab. */
export interface OverCurves {
  readonly hasTrend: boolean
  /** Over charts of durations. */
  readonly marks: readonly ChartMark[]
}

const nothing: OverCurves = { hasTrend: false, marks: [] }
const OverCurvesContext = createContext<OverCurves>(nothing)

/** Beside the props of the curves, which need not be drawn again for it. */
export const OverCurvesProvider = OverCurvesContext.Provider

export const useOverCurves = (): OverCurves => useContext(OverCurvesContext)
