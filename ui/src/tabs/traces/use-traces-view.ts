import { useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { readView, writeView, type TracesView } from './url.ts'

export interface TracesAddress {
  readonly view: TracesView
  readonly change: (patch: Partial<TracesView>) => void
  /** Where a link to another view leads. */
  readonly linkTo: (patch: Partial<TracesView>) => string
}

/** The view is the address. Walking through spans leaves no steps in the history; all else does. */
export function useTracesView(): TracesAddress {
  const [search, setSearch] = useSearchParams()
  const asked = useRef(search)
  useEffect(() => {
    asked.current = search
  }, [search])
  return useMemo(
    () => ({
      view: readView(search),
      linkTo: (patch) => `?${writeView(search, patch).toString()}`,
      change: (patch) => {
        // Whoever asks for something else wants to see what is found.
        const next = writeView(asked.current, { pick: '', ...patch })
        if (next.toString() === asked.current.toString()) return
        asked.current = next
        setSearch(next, { replace: Object.keys(patch).join() === 'span' })
      },
    }),
    [search, setSearch],
  )
}
