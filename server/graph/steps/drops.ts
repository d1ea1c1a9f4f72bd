import type { Drop } from '#contract/graph.ts'
import type { TrafficSample } from '../../seams/traffic.ts'
import { isTold } from './told.ts'

type Reason = Drop['reason']

const textByReason = {
  sourceNotNamed: 'The caller has a namespace, but neither a workload nor an app',
  destinationIsAddress: 'The callee is a bare address: no workload, no service and no known host',
  nothingKnown: 'Neither the caller nor the callee is known',
  reporterUnknown: 'It is not told which proxy counted',
} as const satisfies Record<Reason, string>

export interface Drops {
  readonly add: (reason: Reason, sample: TrafficSample) => void
  readonly list: () => readonly Drop[]
}

/** Counts what cannot be placed, by reason. Names nobody: a drop is shown to every viewer. */
export function createDrops(): Drops {
  const byReason = new Map<Reason, { series: number; requestsPerSecond: number }>()
  return {
    add: (reason, { measure, value }) => {
      const sum = byReason.get(reason) ?? { series: 0, requestsPerSecond: 0 }
      sum.series += 1
      if (measure === 'requests' && isTold(value)) sum.requestsPerSecond += value
      byReason.set(reason, sum)
    },
    list: () =>
      [...byReason]
        .map(([reason, sum]) => ({ reason, text: textByReason[reason], ...sum }))
        .sort((a, b) => (a.reason < b.reason ? -1 : 1)),
  }
}
