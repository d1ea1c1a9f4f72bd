import {
  keepPreviousData,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { z } from '#contract/setup.ts'
import {
  compareTraces,
  getSpan,
  getTrace,
  listTraceServices,
  searchTraces,
  uploadTrace,
  type ComparedTraces,
  type SpanDetails,
  type TraceAskInput,
  type TraceList,
  type TraceView,
} from '#contract/traces.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

/** A finished trace does not change; it is forgotten here when nobody has looked for a while. */
const traceStaleMs = 5 * 60_000

/** Traces of a search; null: nothing is asked for yet. */
export function useTraceSearch(ask: TraceAskInput | null): UseQueryResult<TraceList, ApiError> {
  const client = useClient()
  return useQuery<TraceList, ApiError>({
    queryKey: ['traces', client.context, ask],
    queryFn: ({ signal }) =>
      client.call(searchTraces, { query: ask ?? { from: 0, to: 0 } }, signal),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity, // its window is fixed: asking again is a new search
  })
}

export function useTraceServices(
  service: string,
): UseQueryResult<z.output<typeof listTraceServices.response>, ApiError> {
  const client = useClient()
  return useQuery<z.output<typeof listTraceServices.response>, ApiError>({
    queryKey: ['traceServices', client.context, service],
    queryFn: ({ signal }) => client.call(listTraceServices, { query: { service } }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

export function useTrace(traceId: string): UseQueryResult<TraceView, ApiError> {
  const client = useClient()
  return useQuery<TraceView, ApiError>({
    queryKey: ['trace', client.context, traceId],
    queryFn: ({ signal }) => client.call(getTrace, { params: { traceId }, query: {} }, signal),
    staleTime: traceStaleMs,
  })
}

export function useSpan(traceId: string, index: number): UseQueryResult<SpanDetails, ApiError> {
  const client = useClient()
  return useQuery<SpanDetails, ApiError>({
    queryKey: ['span', client.context, traceId, index],
    queryFn: ({ signal }) =>
      client.call(getSpan, { params: { traceId, index }, query: {} }, signal),
    staleTime: traceStaleMs,
  })
}

export function useComparedTraces(
  traceId: string,
  otherId: string,
): UseQueryResult<ComparedTraces, ApiError> {
  const client = useClient()
  return useQuery<ComparedTraces, ApiError>({
    queryKey: ['comparedTraces', client.context, traceId, otherId],
    queryFn: ({ signal }) =>
      client.call(compareTraces, { params: { traceId, otherId }, query: {} }, signal),
    staleTime: traceStaleMs,
  })
}

/** Takes the text of a file. */
export function useUploadTrace(): UseMutationResult<
  z.output<typeof uploadTrace.response>,
  ApiError,
  string
> {
  const client = useClient()
  return useMutation<z.output<typeof uploadTrace.response>, ApiError, string>({
    mutationFn: (file) => client.call(uploadTrace, { body: { file } }),
  })
}
