import type { ServedRequest } from './traffic/log-book.ts'
import { requestIdText } from './traffic/request-id.ts'

/** What an application writes when it starts. */
export function startingLine(app: string, port: number): string {
  return `level=info msg="listening" app=${app} port=${port}`
}

/** What an application writes of a request that it answered: key=value or JSON, failures as errors. */
export function applicationLine(app: string, served: ServedRequest): string {
  if (writesJson.has(app)) return jsonLine(app, served)
  const { protocol, durationMs, responseBytes, failedCall } = served
  const took = `took=${durationMs.toFixed(1)}ms`
  const head = `level=${levelOf(served)} msg="${messageOf(served)}" app=${app}`
  if (protocol === 'tcp') return `${head} ${took} bytes=${responseBytes}`
  const { method, path, code, grpcStatus, requestId, traceId } = served
  return [
    `${head} method=${method} path=${path} status=${code}`,
    ...(grpcStatus === null ? [] : [`grpc_status=${grpcStatus}`]),
    took,
    ...(failedCall === null ? [] : [`dependency=${failedCall}`]),
    `request_id=${requestIdText(requestId)}`,
    ...(traceId === null ? [] : [`trace_id=${traceId}`]),
  ].join(' ')
}

/** Applications that write a JSON object a line. */
const writesJson: ReadonlySet<string> = new Set(['hotels'])

function jsonLine(app: string, served: ServedRequest): string {
  const { method, path, code, durationMs, requestId, traceId } = served
  return JSON.stringify({
    level: levelOf(served),
    msg: messageOf(served),
    app,
    request: { method, path, status: code },
    tookMs: Number(durationMs.toFixed(1)),
    request_id: requestIdText(requestId),
    ...(traceId === null ? {} : { trace_id: traceId }),
  })
}

const slowMs = 1_000

function levelOf({ code, grpcStatus, durationMs, protocol }: ServedRequest): string {
  if (protocol === 'tcp') return 'debug'
  if (code >= 500 || (grpcStatus ?? 0) > 0) return 'error'
  return code >= 400 || durationMs > slowMs ? 'warn' : 'info'
}

function messageOf({ protocol, failedCall, code, grpcStatus, durationMs }: ServedRequest): string {
  if (protocol === 'tcp') return 'query answered'
  if (failedCall !== null) return 'a dependency failed'
  if (code >= 500 || (grpcStatus ?? 0) > 0) return 'request failed'
  return durationMs > slowMs ? 'slow request' : 'request handled'
}
