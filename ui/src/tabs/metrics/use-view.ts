import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { readView, writeView, type MetricsView } from './url.ts'

export interface ViewInAddress {
  readonly view: MetricsView
  /** The same function for as long as the tab is there: charts are not drawn again for it. */
  readonly change: (patch: Partial<MetricsView>) => void
}

/** The view is the address; every change is a step in its history. */
export function useView(tab: string): ViewInAddress {
  const [search, setSearch] = useSearchParams()
  const now = useRef({ search, setSearch })
  useEffect(() => {
    now.current = { search, setSearch }
  }, [search, setSearch])
  const view = useMemo(() => readView(search, tab), [search, tab])
  const change = useCallback(
    (patch: Partial<MetricsView>) => {
      const { search: before, setSearch: set } = now.current
      const next = writeView({ ...readView(before, tab), ...patch }, tab, before)
      if (next.toString() === before.toString()) return
      now.current = { search: next, setSearch: set }
      set(next)
    },
    [tab],
  )
  return { view, change }
}
