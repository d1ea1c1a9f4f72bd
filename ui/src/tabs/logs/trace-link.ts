import type { LogLineExplained } from '#contract/logs.ts'

/** Where the trace of a line is shown; null: nowhere that is known. */
export function traceAddress({
  tracesUrl,
}: Pick<LogLineExplained, 'tracesUrl' | 'traceId' | 'requestId'>): string | null {
  return tracesUrl
}
