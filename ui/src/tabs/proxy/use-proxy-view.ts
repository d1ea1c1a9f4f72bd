import { useAddress, type ViewChanges, type ViewFormat } from '../../components/use-address.ts'
import { readView, writeView, type ProxyView } from './url.ts'

interface Read {
  readonly view: ProxyView
}

export type ViewInAddress = Read & ViewChanges<ProxyView>

const format: ViewFormat<ProxyView, Read> = {
  read: (search) => ({ view: readView(search) }),
  write: writeView,
  isGlance: (patch) => 'filters' in patch && !('part' in patch),
}

/** The view is the address. Typing leaves no steps in the history; all else does. */
export function useProxyView(): ViewInAddress {
  return useAddress(format)
}
