import { createContext, useContext } from 'react'
import type { Comparison } from '#contract/compare.ts'

const ComparisonContext = createContext<Comparison | null>(null)

/** What the picture is compared with; all parts of the page mark what changed. */
export const ComparisonProvider = ComparisonContext.Provider

/** Null: nothing is compared. */
export const useShownComparison = (): Comparison | null => useContext(ComparisonContext)
