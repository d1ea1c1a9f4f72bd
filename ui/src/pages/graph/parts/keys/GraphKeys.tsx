import type { ReactNode } from 'react'
import { KeysDialog } from '../../../../components/help/KeysDialog.tsx'
import { keyGroups } from './key-words.ts'

/** What the keyboard does on the graph page. */
export function GraphKeys({ onClose }: { onClose: () => void }): ReactNode {
  return <KeysDialog groups={keyGroups} onClose={onClose} />
}
