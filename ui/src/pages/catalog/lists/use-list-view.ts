import { useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { readView, writeView, type ListView, type ReadView } from './url.ts'

export interface ListAddress extends ReadView {
  readonly change: (patch: Partial<ListView>) => void
}

/** The view is the address. Typing leaves no steps in the history; all else does. */
export function useListView(): ListAddress {
  const [search, setSearch] = useSearchParams()
  const asked = useRef(search)
  useEffect(() => {
    asked.current = search
  }, [search])
  const read = useMemo(() => readView(search), [search])
  return {
    ...read,
    change: (patch) => {
      const now = asked.current
      const next = writeView({ ...readView(now).view, ...patch }, now)
      if (next.toString() === now.toString()) return
      asked.current = next
      setSearch(next, { replace: 'text' in patch || 'labels' in patch })
    },
  }
}
