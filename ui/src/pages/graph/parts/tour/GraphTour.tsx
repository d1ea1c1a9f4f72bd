import type { ReactNode } from 'react'
import { Tour } from '../../../../components/help/Tour.tsx'
import { tourSteps } from './tour-steps.ts'

/** Through the graph page. */
export function GraphTour({ onEnd }: { onEnd: () => void }): ReactNode {
  return <Tour stops={tourSteps} onEnd={onEnd} />
}
