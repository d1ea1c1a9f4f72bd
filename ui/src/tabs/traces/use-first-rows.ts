import { useState } from 'react'

/** A table is drawn whole up to here: thousands of rows take seconds, and nobody reads them. */
const atOnce = 500

export interface FirstRows<Row> {
  readonly shown: readonly Row[]
  /** How many are not shown. */
  readonly left: number
  readonly next: number // how many of these come at once
  readonly showNext: () => void
}

/** The first rows of a long table, and more of them when somebody asks. */
export function useFirstRows<Row>(rows: readonly Row[]): FirstRows<Row> {
  const [most, setMost] = useState(atOnce)
  const left = Math.max(0, rows.length - most)
  return {
    shown: left === 0 ? rows : rows.slice(0, most),
    left,
    next: Math.min(left, atOnce),
    showNext: () => setMost(most + atOnce),
  }
}
