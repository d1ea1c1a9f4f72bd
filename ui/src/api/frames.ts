import {
  keepPreviousData,
  queryOptions,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { getGraph, type Graph } from '#contract/graph.ts'
import type { ApiError, Client } from './client.ts'
import { useClient } from './client-context.ts'
import type { GraphFollower } from './graph-stream.ts'

const keptMs = 120_000

/** `at` is in the ask: a past instant does not change, and need not be asked for again. */
function frameOptions(client: Client, ask: GraphAskInput) {
  return queryOptions<Graph, ApiError>({
    queryKey: ['frame', client.context, ask],
    queryFn: ({ signal }) => client.call(getGraph, { query: ask }, signal),
    staleTime: Infinity,
    gcTime: keptMs,
    structuralSharing: false,
  })
}

export interface FramesAsk {
  readonly ask: GraphAskInput
  readonly atMs: number
  /** The instants that are likely to be looked at next. */
  readonly nextMs: readonly number[]
}

/**
 * The graph of one past instant after the other; those that come next are fetched ahead, those that
 * were left behind unfinished are not waited for. Null asks nothing.
 */
export function useFrames(frames: FramesAsk | null): GraphFollower {
  const client = useClient()
  const queries = useQueryClient()
  const ask = frames === null ? {} : { ...frames.ask, at: frames.atMs }
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    ...frameOptions(client, ask),
    enabled: frames !== null,
    placeholderData: keepPreviousData,
  })
  const question = JSON.stringify(frames)
  useEffect(() => {
    const wanted = JSON.parse(question) as FramesAsk | null
    if (wanted !== null) fetchAhead(queries, client, wanted)
  }, [queries, client, question])
  const graph = data ?? null
  return {
    graph,
    isPrevious: isPlaceholderData,
    phase:
      error !== null && !isFetching
        ? 'error'
        : graph === null || isPlaceholderData
          ? 'loading'
          : 'still',
    error,
    warnings: graph?.warnings ?? [],
    staleSinceAt: null,
    clockAheadMs: 0,
    refresh: () => void refetch(),
  }
}

function fetchAhead(queries: QueryClient, client: Client, { ask, atMs, nextMs }: FramesAsk): void {
  const wanted = [atMs, ...nextMs].map((at) => frameOptions(client, { ...ask, at }))
  const keys = new Set(wanted.map(({ queryKey }) => JSON.stringify(queryKey)))
  void queries.cancelQueries({
    queryKey: ['frame', client.context],
    predicate: ({ queryKey }) => !keys.has(JSON.stringify(queryKey)),
  })
  // One after the other: the nearest first, and the metric store is asked for one moment at a time.
  void wanted.slice(1).reduce<Promise<unknown>>(
    // A frame that cannot be had is asked for again, and complained of, when it is shown.
    (before, options) => before.then(() => queries.query(options).catch(() => null)),
    Promise.resolve(),
  )
}
