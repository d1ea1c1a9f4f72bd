import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getTraceLines, type TraceLines } from '#contract/trace-lines.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

/** Proxies write late. */
const linesStaleMs = 15_000

/** Log lines of all that took part in a trace. */
export function useTraceLines(traceId: string): UseQueryResult<TraceLines, ApiError> {
  const client = useClient()
  return useQuery<TraceLines, ApiError>({
    queryKey: ['traceLines', client.context, traceId],
    queryFn: ({ signal }) => client.call(getTraceLines, { params: { traceId }, query: {} }, signal),
    staleTime: linesStaleMs,
  })
}
