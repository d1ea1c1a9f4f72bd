import {
  keepPreviousData,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import type { z } from '#contract/setup.ts'
import type { ChartSubject } from '#contract/charts.ts'
import { getUsualDurations, type UsualDurations } from '#contract/durations.ts'
import { listSubjectSpans, type SubjectSpans } from '#contract/subject-spans.ts'
import { getTraceCalls, type TraceCalls } from '#contract/trace-calls.ts'
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
const liveSpansMs = 5_000

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
    structuralSharing: false, // a million numbers compared one by one
  })
}

/** Who called whom in a trace; null: none is looked at. */
export function useTraceCalls(traceId: string | null): UseQueryResult<TraceCalls, ApiError> {
  const client = useClient()
  return useQuery<TraceCalls, ApiError>({
    queryKey: ['traceCalls', client.context, traceId],
    queryFn: ({ signal }) =>
      client.call(getTraceCalls, { params: { traceId: traceId ?? '' }, query: {} }, signal),
    enabled: traceId !== null,
    staleTime: traceStaleMs,
  })
}

/** Whose requests, which way, and to whom. */
export interface DurationsAsk {
  readonly params: ChartSubject
  readonly query: z.input<typeof getUsualDurations.query>
}

/** How long such requests usually take; null: nothing is asked. */
export function useUsualDurations(
  ask: DurationsAsk | null,
): UseQueryResult<UsualDurations, ApiError> {
  const client = useClient()
  const nobody: DurationsAsk = {
    params: { namespace: '', kind: 'workloads', name: '' },
    query: { at: 0 },
  }
  return useQuery<UsualDurations, ApiError>({
    queryKey: ['durations', client.context, ask],
    queryFn: ({ signal }) => client.call(getUsualDurations, ask ?? nobody, signal),
    enabled: ask !== null,
    staleTime: traceStaleMs,
  })
}

export interface SpansAsk {
  readonly params: ChartSubject
  readonly query: { readonly from: number; readonly to: number; readonly limit: number }
}

/** Spans that were made at something in a time; null: none are wanted. */
export function useSubjectSpans(ask: SpansAsk | null): UseQueryResult<SubjectSpans, ApiError> {
  const client = useClient()
  const nobody: SpansAsk = {
    params: { namespace: '', kind: 'workloads', name: '' },
    query: { from: 0, to: 1, limit: 1 },
  }
  return useQuery<SubjectSpans, ApiError>({
    queryKey: ['subjectSpans', client.context, ask],
    queryFn: ({ signal }) => client.call(listSubjectSpans, ask ?? nobody, signal),
    enabled: ask !== null,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    // A time that is not over yet goes on being filled.
    refetchInterval: () => (ask !== null && ask.query.to > Date.now() ? liveSpansMs : false),
  })
}

/** All that one span says; null: nothing is asked. */
export function useSpan(
  traceId: string | null,
  index: number,
): UseQueryResult<SpanDetails, ApiError> {
  const client = useClient()
  return useQuery<SpanDetails, ApiError>({
    queryKey: ['span', client.context, traceId, index],
    queryFn: ({ signal }) =>
      client.call(getSpan, { params: { traceId: traceId ?? '', index }, query: {} }, signal),
    enabled: traceId !== null,
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
    structuralSharing: false,
  })
}

/** Takes a file. */
export function useUploadTrace(): UseMutationResult<
  z.output<typeof uploadTrace.response>,
  ApiError,
  Blob
> {
  const client = useClient()
  return useMutation<z.output<typeof uploadTrace.response>, ApiError, Blob>({
    mutationFn: (body) => client.call(uploadTrace, { body }),
  })
}
