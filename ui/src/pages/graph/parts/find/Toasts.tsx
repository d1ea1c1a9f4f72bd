import { Alert, AlertActionCloseButton, AlertGroup } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { toastCorner } from '../../../../components/toast-corner.ts'

export interface Toast {
  readonly id: number
  readonly text: string
}

export interface ToastsProps {
  readonly toasts: readonly Toast[]
  readonly onGone: (id: number) => void
}

const shownMs = 8000

/** What the page did beside what it was told to; gone by itself after a while. */
export function Toasts({ toasts, onGone }: ToastsProps): ReactNode {
  if (toasts.length === 0) return null
  return (
    <AlertGroup isToast isLiveRegion className="al-toasts" appendTo={toastCorner}>
      {toasts.map(({ id, text }) => (
        <Alert
          key={id}
          variant="info"
          title={text}
          timeout={shownMs}
          onTimeout={() => onGone(id)}
          actionClose={<AlertActionCloseButton onClose={() => onGone(id)} />}
        />
      ))}
    </AlertGroup>
  )
}
