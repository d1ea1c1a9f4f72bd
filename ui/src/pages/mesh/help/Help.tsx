import { lazy, Suspense, type ReactNode } from 'react'
import type { HelpState } from '../../../components/help/use-help.ts'

const MeshKeys = lazy(() =>
  import('./MeshHelp.tsx').then(({ MeshKeys }) => ({ default: MeshKeys })),
)
const MeshTour = lazy(() =>
  import('./MeshHelp.tsx').then(({ MeshTour }) => ({ default: MeshTour })),
)

/** Loaded when it is asked for: most visits do without. */
export function Help({ help }: { help: HelpState }): ReactNode {
  return (
    <Suspense fallback={null}>
      {help.shown === 'keys' && <MeshKeys onClose={help.close} />}
      {help.shown === 'tour' && <MeshTour onEnd={help.close} />}
    </Suspense>
  )
}
