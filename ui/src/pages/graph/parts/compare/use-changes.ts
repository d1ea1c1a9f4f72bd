import { useMemo } from 'react'
import type { ElementChange } from '../../../../canvas/canvas-props.ts'
import { markChanges } from './change-words.ts'
import { useShownComparison } from './comparison-context.ts'

/** How the picture marks what changed; null: nothing is compared, or nothing changed. */
export function useChanges(): ReadonlyMap<string, ElementChange> | null {
  const comparison = useShownComparison()
  return useMemo(() => {
    if (comparison === null || comparison.changes.length === 0) return null
    return markChanges(comparison.changes)
  }, [comparison])
}
