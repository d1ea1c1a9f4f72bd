import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'

/** What an address says: the view, and what a page wants to know beside it. */
interface Told<View> {
  readonly view: View
}

/** How a page or a tab keeps its view in the address. A constant: it is compared by identity. */
export interface ViewFormat<View, Read extends Told<View>> {
  /** Never throws: what cannot be read is as usual. */
  readonly read: (search: URLSearchParams) => Read
  /** The shortest address of a view; parameters of `others` that are none of its own stay. */
  readonly write: (view: View, others: URLSearchParams) => URLSearchParams
  /** Whether a change leaves no step in the history, as typing does; none when absent. */
  readonly isGlance?: (patch: Partial<View>, view: View) => boolean
}

export interface ViewChanges<View> {
  /** The same function for as long as the page is there: what has it is not drawn again for it. */
  readonly change: (patch: Partial<View>, isGlance?: boolean) => void
  /** Where a link to another view leads. */
  readonly linkTo: (patch: Partial<View>) => string
}

/**
 * The view is the address. The router commits an address later than it takes it: a change builds on
 * what was asked last, not on what is shown.
 */
export function useAddress<View, Read extends Told<View>>(
  format: ViewFormat<View, Read>,
): Read & ViewChanges<View> {
  const [search, setSearch] = useSearchParams()
  const asked = useRef({ search, setSearch })
  useEffect(() => {
    asked.current = { search, setSearch }
  }, [search, setSearch])
  const change = useCallback(
    (patch: Partial<View>, isGlance?: boolean) => {
      const { search: now, setSearch: set } = asked.current
      const { view } = format.read(now)
      const next = format.write({ ...view, ...patch }, now)
      if (next.toString() === now.toString()) return
      asked.current = { search: next, setSearch: set }
      set(next, { replace: isGlance ?? format.isGlance?.(patch, view) ?? false })
    },
    [format],
  )
  return useMemo(() => {
    const read = format.read(search)
    const linkTo = (patch: Partial<View>): string =>
      `?${format.write({ ...read.view, ...patch }, search).toString()}`
    return { ...read, change, linkTo }
  }, [format, search, change])
}
