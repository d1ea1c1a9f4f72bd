import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'

export interface ViewInAddress<View> {
  readonly view: View
  /** The same function for as long as the tab is there: charts are not drawn again for it. */
  readonly change: (patch: Partial<View>) => void
}

/**
 * The view is the address; every change is a step in its history. `read` and `write` must be the
 * same functions from one drawing to the next.
 */
export function useAddress<View>(
  read: (search: URLSearchParams) => View,
  write: (view: View, others: URLSearchParams) => URLSearchParams,
): ViewInAddress<View> {
  const [search, setSearch] = useSearchParams()
  const now = useRef({ search, setSearch })
  useEffect(() => {
    now.current = { search, setSearch }
  }, [search, setSearch])
  const view = useMemo(() => read(search), [search, read])
  const change = useCallback(
    (patch: Partial<View>) => {
      const { search: before, setSearch: set } = now.current
      const next = write({ ...read(before), ...patch }, before)
      if (next.toString() === before.toString()) return
      now.current = { search: next, setSearch: set }
      set(next)
    },
    [read, write],
  )
  return { view, change }
}
