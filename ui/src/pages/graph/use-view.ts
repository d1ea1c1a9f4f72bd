import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { readView, writeView, type GraphView } from './url.ts'

export interface ViewInAddress {
  readonly view: GraphView
  /** Parameters of the address that could not be read. */
  readonly unread: readonly string[]
  readonly change: (patch: Partial<GraphView>) => void
}

const glances: ReadonlySet<string> = new Set<keyof GraphView>(['selection', 'find'])

/** The view is the address. What is only looked at leaves no step in the history. */
export function useView(): ViewInAddress {
  const [search, setSearch] = useSearchParams()
  const read = useMemo(() => readView(search), [search])
  return {
    ...read,
    change: (patch) => {
      const isGlance = Object.keys(patch).every((field) => glances.has(field))
      setSearch((now) => writeView({ ...readView(now).view, ...patch }, now), { replace: isGlance })
    },
  }
}
