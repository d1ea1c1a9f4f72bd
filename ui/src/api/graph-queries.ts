import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getGraph, type Graph } from '#contract/graph.ts'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

const graphEveryMs = 15_000

/** A picture that is asked for again and again, for pages on which it is one part of many. */
export function useGraph(ask: GraphAskInput | null): UseQueryResult<Graph, ApiError> {
  const client = useClient()
  return useQuery<Graph, ApiError>({
    queryKey: ['graph', client.context, ask],
    queryFn: ({ signal }) => client.call(getGraph, { query: ask ?? {} }, signal),
    enabled: ask !== null,
    refetchInterval: graphEveryMs,
    placeholderData: keepPreviousData,
  })
}
