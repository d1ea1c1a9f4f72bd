import { useMemo } from 'react'
import { useAddress, type ViewChanges, type ViewFormat } from '../../components/use-address.ts'
import { readView, writeView, type TracesView } from './url.ts'

interface Read {
  readonly view: TracesView
}

export type TracesAddress = Read & ViewChanges<TracesView>

const format: ViewFormat<TracesView, Read> = {
  read: (search) => ({ view: readView(search) }),
  write: (view, others) => writeView(others, view),
  isGlance: (patch) => Object.keys(patch).sort().join() === 'pick,span',
}

/** The view is the address. Walking through spans leaves no steps in the history; all else does. */
export function useTracesView(): TracesAddress {
  const address = useAddress(format)
  return useMemo(
    () => ({
      ...address,
      // Whoever asks for something else wants to see what is found.
      change: (patch) => address.change({ pick: '', ...patch }),
    }),
    [address],
  )
}
