import { useCallback, useState } from 'react'
import type { Chart } from '#contract/charts.ts'

/** What the charts have told of their values, all of them together: what can be chosen. */
export function useValues(): {
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly learn: (told: Chart['values']) => void
} {
  const [values, setValues] = useState<ReadonlyMap<string, readonly string[]>>(new Map())
  const learn = useCallback((told: Chart['values']) => {
    setValues((known) => {
      const added = Object.entries(told).filter(([id, texts]) =>
        texts.some((text) => known.get(id)?.includes(text) !== true),
      )
      if (added.length === 0) return known
      const merged = added.map(
        ([id, texts]) => [id, [...new Set([...(known.get(id) ?? []), ...texts])].sort()] as const,
      )
      return new Map([...known, ...merged])
    })
  }, [])
  return { values, learn }
}
