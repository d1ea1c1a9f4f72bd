import type { Pod } from './pods.ts'
import type { ProxyReport, RequestedService, Seat } from './report.ts'
import type { Answer, Exchange, Scene, TraceSpot } from './scene.ts'
import { drawHex } from './draws.ts'

/** Who says something about an exchange. */
export interface Witness {
  readonly seat: Seat
  readonly reporter: Pod
  readonly source: Pod | null
  readonly destination: Pod | null
  readonly service: RequestedService
}

export interface Account extends Witness {
  readonly exchange: Exchange
  readonly answer: Answer
  readonly span: OpenSpan | null
  readonly startMs?: number // when the proxy saw the request; the exchange's start unless said
  readonly subset?: string
}

/** A span that a proxy has begun. */
export interface OpenSpan {
  readonly spot: TraceSpot
  readonly spanId: string
}

export function openSpan(spot: TraceSpot | null, scene: Scene): OpenSpan | null {
  return spot === null ? null : { spot, spanId: drawHex(16, scene.idRandom) }
}

/** The place below an open span. */
export function below(span: OpenSpan | null, spot: TraceSpot | null): TraceSpot | null {
  return span === null ? spot : { ...span.spot, parentSpanId: span.spanId }
}

const connectionShare = 0.05 // of exchanges open a connection of their own

/** A proxy's metrics and, for sampled requests, its span. */
export function tell(scene: Scene, account: Account): void {
  const { seat, exchange, answer, span } = account
  const isL4 = seat === 'l4-client' || seat === 'l4-server'
  const protocol = isL4 ? 'tcp' : exchange.ask.protocol
  const report: ProxyReport = {
    seat,
    reporter: account.reporter,
    source: account.source,
    destination: account.destination,
    service: account.service,
    protocol,
    responseCode: answer.code,
    grpcStatus: answer.grpcStatus,
    flags: answer.flags,
    isMtls: answer.isMtls === true,
    durationMs: answer.durationMs,
    requestBytes: answer.requestBytes,
    responseBytes: answer.responseBytes,
    openedConnections:
      protocol === 'tcp' && (answer.flags !== '-' || scene.random() < connectionShare) ? 1 : 0,
    operation: isL4
      ? ''
      : scene.model.classification.operationOf(account.reporter, seat, exchange.ask),
  }
  scene.report(report)
  const startMs = account.startMs ?? exchange.startMs
  const { method, path } = exchange.ask
  const { requestId } = exchange
  const told = { report, startMs, method, path, requestId, subset: account.subset ?? '' }
  scene.logs.proxied(account.reporter, { ...told, endMs: startMs + report.durationMs })
  if (span === null) return
  const { spot, spanId } = span
  const { traceId, parentSpanId } = spot
  spot.spans.push({ ...told, traceId, spanId, parentSpanId })
}

const grpcStatusOfCode: Readonly<Record<number, number>> = {
  400: 13,
  401: 16,
  403: 7,
  404: 12,
  429: 14,
  502: 14,
  503: 14,
  504: 14,
}

/** An answer that a proxy makes itself; to a gRPC client it says so with status 200 and its own code. */
export function localAnswer(
  exchange: Exchange,
  fields: { readonly code: number; readonly flags: string; readonly durationMs: number },
): Answer {
  const { code, flags, durationMs } = fields
  const isGrpc = exchange.ask.protocol === 'grpc' && code !== 0
  return {
    code: isGrpc ? 200 : code,
    grpcStatus: isGrpc ? (grpcStatusOfCode[code] ?? 2) : null,
    flags,
    durationMs,
    requestBytes: exchange.sentBytes,
    responseBytes: code === 0 ? 0 : 91,
    pod: null,
    isMtls: null,
  }
}
