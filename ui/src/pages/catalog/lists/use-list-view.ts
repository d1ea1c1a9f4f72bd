import { useAddress, type ViewChanges, type ViewFormat } from '../../../components/use-address.ts'
import { readView, writeView, type ListView, type ReadView } from './url.ts'

export type ListAddress = ReadView & ViewChanges<ListView>

const format: ViewFormat<ListView, ReadView> = {
  read: readView,
  write: writeView,
  isGlance: (patch) => 'text' in patch || 'labels' in patch,
}

/** The view is the address. Typing leaves no steps in the history; all else does. */
export function useListView(): ListAddress {
  return useAddress(format)
}
