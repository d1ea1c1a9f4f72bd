import { useAddress, type ViewChanges, type ViewFormat } from '../../../components/use-address.ts'
import { readView, writeView, type NamespacesView, type Read } from './url.ts'

export type NamespacesAddress = Read & ViewChanges<NamespacesView>

const typed: ReadonlySet<string> = new Set<keyof NamespacesView>(['find', 'labels'])

const format: ViewFormat<NamespacesView, Read> = {
  read: readView,
  write: writeView,
  isGlance: (patch) => Object.keys(patch).every((field) => typed.has(field)),
}

/** The view is the address. Typing leaves no steps in the history; all else does. */
export function useNamespacesView(): NamespacesAddress {
  return useAddress(format)
}
