import { useMemo } from 'react'
import { useAddress, type ViewChanges, type ViewFormat } from '../../components/use-address.ts'
import { readView, writeView, type TracesView } from './url.ts'

interface Read {
  readonly view: TracesView
}

export type TracesAddress = Read & ViewChanges<TracesView>

/** Fields that change together. */
const glances: ReadonlySet<string> = new Set(['pick,span', 'compare,pick'])

const format: ViewFormat<TracesView, Read> = {
  read: (search) => ({ view: readView(search) }),
  write: (view, others) => writeView(others, view),
  isGlance: (patch) => glances.has(Object.keys(patch).sort().join()),
}

/** The view is the address. Walking through spans and picking leave no steps in the history; all else does. */
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
