import { useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { readView, writeView, type ProxyView } from './url.ts'

export interface ViewInAddress {
  readonly view: ProxyView
  readonly change: (patch: Partial<ProxyView>) => void
  /** Where a link to another view of the same leads. */
  readonly linkTo: (patch: Partial<ProxyView>) => string
}

/** The view is the address. Typing leaves no steps in the history; all else does. */
export function useProxyView(): ViewInAddress {
  const [search, setSearch] = useSearchParams()
  const asked = useRef(search)
  useEffect(() => {
    asked.current = search
  }, [search])
  const view = useMemo(() => readView(search), [search])
  return {
    view,
    linkTo: (patch) => `?${writeView({ ...view, ...patch }, search).toString()}`,
    change: (patch) => {
      const now = asked.current
      const next = writeView({ ...readView(now), ...patch }, now)
      if (next.toString() === now.toString()) return
      asked.current = next
      setSearch(next, { replace: 'filters' in patch && !('part' in patch) })
    },
  }
}
