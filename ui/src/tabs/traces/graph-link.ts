import type { TraceView } from '#contract/traces.ts'

const windowMs = 10 * 60_000
/** The counters of a request are read by then. */
const settledMs = 60_000
/** A longer list names nearly everything. */
const mostNamespaces = 8

/**
 * The address of the graph with a trace laid over it: of the namespaces that it touches, and of its
 * own time unless the live picture still counts it.
 *
 * @param context what a link must carry to stay in the context that is looked at
 */
export function graphSearchOf(
  { traceId, startNs, durationNs, places }: TraceView,
  {
    context,
    span,
    nowMs,
  }: { readonly context: string; readonly span: string | null; readonly nowMs: number },
): string {
  const search = new URLSearchParams(context)
  const names = new Set(places.flatMap(({ namespace }) => namespace ?? []))
  if (names.size > 0 && names.size <= mostNamespaces) search.set('namespaces', [...names].join(','))
  const endMs = Number(BigInt(startNs) / 1_000_000n) + durationNs / 1e6
  search.set('window', '10m')
  if (nowMs - endMs > windowMs / 2)
    search.set('at', String(Math.min(nowMs, Math.round(endMs + settledMs))))
  search.set('trace', traceId)
  if (span !== null) search.set('step', span)
  return search.toString()
}
