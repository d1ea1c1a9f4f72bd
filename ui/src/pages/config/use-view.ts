import { useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { readView, writeView, type ConfigView, type ReadView } from './url.ts'

export interface ViewInAddress extends ReadView {
  readonly change: (patch: Partial<ConfigView>) => void
  /** Where a link to another view leads. */
  readonly linkTo: (patch: Partial<ConfigView>) => string
}

/** The view is the address. Typing leaves no steps in the history; all else does. */
export function useView(): ViewInAddress {
  const [search, setSearch] = useSearchParams()
  const asked = useRef(search)
  useEffect(() => {
    asked.current = search
  }, [search])
  const read = useMemo(() => readView(search), [search])
  return {
    ...read,
    linkTo: (patch) => `?${writeView({ ...read.view, ...patch }, search).toString()}`,
    change: (patch) => {
      const now = asked.current
      const next = writeView({ ...readView(now).view, ...patch }, now)
      if (next.toString() === now.toString()) return
      asked.current = next
      setSearch(next, { replace: 'text' in patch })
    },
  }
}
