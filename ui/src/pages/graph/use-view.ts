import { useEffect, useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { readView, writeView, type GraphView } from './url.ts'

export interface ViewInAddress {
  readonly view: GraphView
  /** Parameters of the address that could not be read. */
  readonly unread: readonly string[]
  readonly change: (patch: Partial<GraphView>) => void
}

const glances: ReadonlySet<string> = new Set<keyof GraphView>([
  'selection',
  'step',
  'find',
  'sort',
  'columns',
])

/**
 * The view is the address. What is only looked at leaves no step in the history. The router commits
 * an address later than it takes it: a change builds on what was asked last, not on what is shown.
 */
export function useView(): ViewInAddress {
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
      const isGlance = Object.keys(patch).every(
        // From frame to frame of a replay one does not go back by the browser's button.
        (field) => glances.has(field) || (field === 'at' && readView(now).view.replay !== null),
      )
      setSearch(next, { replace: isGlance })
    },
  }
}
