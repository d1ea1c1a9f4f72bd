import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { readView, writeView, type MeshView } from './url.ts'

export interface ViewInAddress {
  readonly view: MeshView
  readonly change: (patch: Partial<MeshView>) => void
}

/** The view is the address. Typing leaves no steps in the history; all else does. */
export function useView(): ViewInAddress {
  const [search, setSearch] = useSearchParams()
  const view = useMemo(() => readView(search), [search])
  const change = useCallback(
    (patch: Partial<MeshView>) =>
      setSearch((former) => writeView({ ...readView(former), ...patch }, former), {
        replace: 'find' in patch,
      }),
    [setSearch],
  )
  return { view, change }
}
