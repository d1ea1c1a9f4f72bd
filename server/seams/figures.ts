import type { Health } from '#contract/health.ts'
import type { NodeTraffic, ResponseTime } from '#contract/traffic.ts'
import type { Warning } from '#contract/warning.ts'

export type SubjectKind = 'app' | 'service' | 'workload'

/** Numbers of one thing, the same that its node has in the picture. */
export interface NodeFigures {
  readonly inbound: NodeTraffic
  readonly outbound: NodeTraffic
  readonly health: Health
}

export interface FiguresAsk {
  readonly kind: SubjectKind
  readonly cluster: string
  readonly namespace: string
  readonly name: string
}

/** The numbers of one window for everything, each worked out when it is asked for. */
export interface Figures {
  readonly at: number // epoch ms of the end of the window
  readonly windowSeconds: number
  readonly staleSinceAt: number | null
  /** False: the store did not answer, so that no traffic means nothing. */
  readonly hasTraffic: boolean
  /** Null: neither traffic nor the inventory of that moment knows it. */
  readonly of: (thing: FiguresAsk) => NodeFigures | null
  /** Of a host outside, by the first host of its entry. */
  readonly ofExternal: (cluster: string, host: string) => NodeFigures | null
  /**
   * How long calls of a service take, by its id in graphs of services; of several callers the slowest.
   * Null: the round was not asked for it, or the store did not answer that.
   */
  readonly responseTimes: (
    statistic: ResponseTime['statistic'],
  ) => ((service: string) => ResponseTime | null) | null
  /** What is missing, as the picture says it; `Traffic` of a viewer is told by tellWarning. */
  readonly warnings: readonly Warning[]
}
