import { useAddress, type ViewChanges, type ViewFormat } from '../../components/use-address.ts'
import { readView, writeView, type GraphView, type ReadView } from './url.ts'

export type ViewInAddress = ReadView & ViewChanges<GraphView>

const glances: ReadonlySet<string> = new Set<keyof GraphView>([
  'selection',
  'step',
  'find',
  'sort',
  'columns',
])

const format: ViewFormat<GraphView, ReadView> = {
  read: readView,
  write: writeView,
  isGlance: (patch, view) =>
    Object.keys(patch).every(
      // From frame to frame of a replay one does not go back by the browser's button.
      (field) => glances.has(field) || (field === 'at' && view.replay !== null),
    ),
}

/** The view is the address. What is only looked at leaves no step in the history. */
export function useView(): ViewInAddress {
  return useAddress(format)
}
