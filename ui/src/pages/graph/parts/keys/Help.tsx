import { lazy, Suspense, type ReactNode } from 'react'
import type { HelpState } from './use-help.ts'

const KeysDialog = lazy(() =>
  import('./KeysDialog.tsx').then(({ KeysDialog }) => ({ default: KeysDialog })),
)
const Tour = lazy(() => import('../tour/Tour.tsx').then(({ Tour }) => ({ default: Tour })))

/** Loaded when it is asked for: most visits do without. */
export function Help({ help }: { help: HelpState }): ReactNode {
  return (
    <Suspense fallback={null}>
      {help.shown === 'keys' && <KeysDialog onClose={help.close} />}
      {help.shown === 'tour' && <Tour onEnd={help.close} />}
    </Suspense>
  )
}
