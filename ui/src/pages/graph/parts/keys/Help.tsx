import { lazy, Suspense, type ReactNode } from 'react'
import type { HelpState } from '../../../../components/help/use-help.ts'

const GraphKeys = lazy(() =>
  import('./GraphKeys.tsx').then(({ GraphKeys }) => ({ default: GraphKeys })),
)
const GraphTour = lazy(() =>
  import('../tour/GraphTour.tsx').then(({ GraphTour }) => ({ default: GraphTour })),
)

/** Loaded when it is asked for: most visits do without. */
export function Help({ help }: { help: HelpState }): ReactNode {
  return (
    <Suspense fallback={null}>
      {help.shown === 'keys' && <GraphKeys onClose={help.close} />}
      {help.shown === 'tour' && <GraphTour onEnd={help.close} />}
    </Suspense>
  )
}
