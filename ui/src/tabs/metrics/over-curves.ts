import { createContext, useContext } from 'react'
import type { ChartUnit } from '#contract/charts.ts'

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

/** A height that curves are held against: what a container may take. */
export interface ChartLevel {
  readonly unit: ChartUnit // of the charts that it is drawn in
  readonly value: number
  readonly words: string
}

/** What lies over the curves of all charts of a tab. */
export interface OverCurves {
  readonly hasTrend: boolean
  /** Over charts of durations. */
  readonly marks: readonly ChartMark[]
  readonly levels?: readonly ChartLevel[]
}

const nothing: OverCurves = { hasTrend: false, marks: [] }
const OverCurvesContext = createContext<OverCurves>(nothing)

/** Beside the props of the curves, which need not be drawn again for it. */
export const OverCurvesProvider = OverCurvesContext.Provider

export const useOverCurves = (): OverCurves => useContext(OverCurvesContext)
