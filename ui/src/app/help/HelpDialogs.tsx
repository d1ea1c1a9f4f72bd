import { lazy, Suspense, type ReactNode } from 'react'

const AboutDialog = lazy(() =>
  import('./AboutDialog.tsx').then(({ AboutDialog }) => ({ default: AboutDialog })),
)
const DebugDialog = lazy(() =>
  import('./DebugDialog.tsx').then(({ DebugDialog }) => ({ default: DebugDialog })),
)

export type HelpDialogName = 'about' | 'debug'

export interface HelpDialogsProps {
  readonly shown: HelpDialogName | null
  readonly onClose: () => void
}

/** Loaded when they are asked for: most visits do without. */
export function HelpDialogs({ shown, onClose }: HelpDialogsProps): ReactNode {
  return (
    <Suspense fallback={null}>
      {shown === 'about' && <AboutDialog onClose={onClose} />}
      {shown === 'debug' && <DebugDialog onClose={onClose} />}
    </Suspense>
  )
}
