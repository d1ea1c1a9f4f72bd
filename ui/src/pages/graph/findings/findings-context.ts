import { createContext, useContext } from 'react'
import type { ValidationPlaces } from '#contract/places.ts'
import type { FindingsOfGraph } from './join-findings.ts'

/** What is known of what is wrong with the configuration. */
export interface KnownFindings {
  readonly places: ValidationPlaces
  readonly of: FindingsOfGraph
}

/** A sentence where it could not be had; null: not yet, or nothing to do with this picture. */
export type Findings = KnownFindings | { readonly trouble: string } | null

const FindingsContext = createContext<Findings>(null)

export const FindingsProvider = FindingsContext.Provider

export const useFindings = (): Findings => useContext(FindingsContext)
