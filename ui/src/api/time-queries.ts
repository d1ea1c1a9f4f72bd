import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { compareGraph, type Comparison } from '#contract/compare.ts'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { getGraphSeries, type GraphSeries } from '#contract/series.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

/** Of the whole picture when it is empty. */
export interface SeriesSubject {
  readonly node?: string
  readonly edge?: string
  readonly box?: string
}

export interface SeriesChoice {
  readonly span?: string | undefined
  readonly steps?: number
  readonly isWanted?: boolean
}

const liveSeriesEveryMs = 30_000

/** How a part of the picture fared; asked again and again unless the ask is of a past instant. */
export function useSeries(
  ask: GraphAskInput,
  subject: SeriesSubject,
  { isWanted = true, span, steps }: SeriesChoice = {},
): UseQueryResult<GraphSeries, ApiError> {
  const client = useClient()
  const query = {
    ...ask,
    ...subject,
    ...(span === undefined ? {} : { span }),
    ...(steps === undefined ? {} : { steps }),
  }
  return useQuery<GraphSeries, ApiError>({
    queryKey: ['series', client.context, query],
    queryFn: ({ signal }) => client.call(getGraphSeries, { query }, signal),
    enabled: isWanted,
    staleTime: liveSeriesEveryMs,
    refetchInterval: ask.at === undefined ? liveSeriesEveryMs : false,
  })
}

/**
 * What changed between `before` and the moment of the ask; null: nothing is compared. While another
 * moment is asked for, the last answer stays.
 */
export function useComparison(
  ask: GraphAskInput,
  before: number | null,
  everyMs: number | null,
): UseQueryResult<Comparison, ApiError> {
  const client = useClient()
  const query = { ...ask, ...(before === null ? {} : { before }) }
  return useQuery<Comparison, ApiError>({
    queryKey: ['compare', client.context, query],
    queryFn: ({ signal }) => client.call(compareGraph, { query }, signal),
    enabled: before !== null,
    placeholderData: keepPreviousData,
    staleTime: everyMs ?? Infinity,
    refetchInterval: everyMs ?? false,
  })
}
