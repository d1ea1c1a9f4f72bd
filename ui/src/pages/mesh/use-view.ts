import { useAddress, type ViewChanges, type ViewFormat } from '../../components/use-address.ts'
import { readView, writeView, type MeshView } from './url.ts'

interface Read {
  readonly view: MeshView
}

export type ViewInAddress = Read & ViewChanges<MeshView>

const format: ViewFormat<MeshView, Read> = {
  read: (search) => ({ view: readView(search) }),
  write: writeView,
  isGlance: (patch) => 'find' in patch,
}

/** The view is the address. Typing leaves no steps in the history; all else does. */
export function useView(): ViewInAddress {
  return useAddress(format)
}
