import { useAddress, type ViewChanges, type ViewFormat } from '../../components/use-address.ts'
import { readView, writeView, type ConfigView, type ReadView } from './url.ts'

export type ViewInAddress = ReadView & ViewChanges<ConfigView>

const format: ViewFormat<ConfigView, ReadView> = {
  read: readView,
  write: writeView,
  isGlance: (patch) => 'text' in patch,
}

/** The view is the address. Typing leaves no steps in the history; all else does. */
export function useView(): ViewInAddress {
  return useAddress(format)
}
