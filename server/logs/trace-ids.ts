/** How a line says which request it belongs to. */
export interface TraceIds {
  readonly requestId: string | null
  readonly traceId: string | null
}

const none: TraceIds = { requestId: null, traceId: null }
const searched = 8_000

const request = /\bx?[-_]?request[-_]?id["']?\s{0,3}[=:]\s{0,3}["']?([\w-]{8,64})/i
const trace = /\btrace[-_.]?id["']?\s{0,3}[=:]\s{0,3}["']?([\da-f]{16,32})\b/i
const parent = /\btraceparent["']?\s{0,3}[=:]\s{0,3}["']?[\da-f]{2}-([\da-f]{32})-/i

/** Reads `request_id=…`, `"traceId": "…"` and their like. */
export function readTraceIds(text: string): TraceIds {
  const head = text.length > searched ? text.slice(0, searched) : text
  // Most lines name neither: one look spares three searches.
  if (!/request|trace/i.test(head)) return none
  return {
    requestId: request.exec(head)?.[1] ?? null,
    traceId: (trace.exec(head) ?? parent.exec(head))?.[1]?.toLowerCase() ?? null,
  }
}
