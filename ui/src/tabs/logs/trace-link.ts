import type { LogLineExplained } from '#contract/logs.ts'

export interface TraceLinkAsk {
  readonly explained: Pick<LogLineExplained, 'traceId' | 'traceSearch'>
  readonly atMs: number | null // of the line
  /** What every address carries: the context. */
  readonly search: string
}

const aroundMs = 5 * 60_000

/**
 * Where the console shows the trace of a line: the trace itself where the line names it, else a
 * search for its request around its time. Null: nowhere that is known.
 */
export function traceAddress({ explained, atMs, search }: TraceLinkAsk): string | null {
  const { traceId, traceSearch } = explained
  const next = new URLSearchParams(search)
  if (traceId !== null) next.set('traces-trace', traceId)
  else if (traceSearch !== null) {
    next.set('traces-service', traceSearch.service)
    const tags = Object.entries(traceSearch.tags).map(([key, value]) => `${key}=${value}`)
    next.set('traces-tags', tags.join(' '))
    if (atMs !== null) next.set('traces-to', String(Math.round(atMs + aroundMs)))
  } else return null
  return `/traces?${next.toString()}`
}
