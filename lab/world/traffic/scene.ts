import type { Random } from '../random.ts'
import type { Breakers } from './breakers.ts'
import type { LogSink } from './log-book.ts'
import type { Model } from './model.ts'
import type { Pod } from './pods.ts'
import type { ProxyReport, TracedReport } from './report.ts'
import type { RequestId } from './request-id.ts'
import type { Router } from './router.ts'
import type { Ask } from './rules/http-rule.ts'

/** Where a sampled request is in its trace; `spans` gathers what the proxies add. */
export interface TraceSpot {
  readonly traceId: string
  readonly parentSpanId: string | null
  readonly spans: TracedReport[]
}

/** One request, from the moment the client's application sends it. */
export interface Exchange {
  readonly ask: Ask
  readonly startMs: number // epoch, with fractions
  readonly sentBytes: number // tcp only
  readonly receivedBytes: number
  readonly hangUpMs: number // after so long the client leaves; Infinity: it does not
  readonly requestId: RequestId // what the first proxy called it; an application passes it on
  readonly trace: TraceSpot | null
  readonly depth: number
}

/** What came of it, from the client's seat. */
export interface Answer {
  readonly code: number // 0: none
  readonly grpcStatus: number | null
  readonly flags: string
  readonly durationMs: number
  readonly requestBytes: number
  readonly responseBytes: number
  readonly pod: Pod | null // who answered; null: nobody of the cluster
  readonly isMtls: boolean | null // null: no connection was made
}

export interface LedgerNote {
  readonly client: Pod
  readonly host: string
  readonly protocol: 'http' | 'grpc' | 'tcp'
  readonly answer: Answer
}

/** Everything that a request meets on its way. */
export interface Scene {
  readonly model: Model
  readonly router: Router
  readonly breakers: Breakers
  readonly random: Random
  readonly idRandom: Random // of its own, so that tracing changes no traffic
  readonly newRequestId: () => RequestId
  readonly report: (report: ProxyReport) => void
  readonly note: (note: LedgerNote) => void
  readonly logs: LogSink
}

export const deepest = 16 // routing objects can send requests in circles

export const isFailure = ({ code, grpcStatus }: Answer): boolean =>
  code === 0 || code >= 500 || (grpcStatus ?? 0) > 0
