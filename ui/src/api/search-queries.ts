import {
  keepPreviousData,
  useQuery,
  type QueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import { searchNames, type SearchAnswer } from '#contract/search.ts'
import type { ApiError, Client } from './client.ts'
import { useClient } from './client-context.ts'

const freshMs = 5000
const keptMs = 30_000

function searchOptions(client: Client, q: string) {
  return {
    queryKey: ['search', client.context, q],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      client.call(searchNames, { query: { q } }, signal),
    staleTime: freshMs,
    gcTime: keptMs,
  }
}

/** What has that name; the answer to what was typed before stands until the next one is there. */
export function useSearch(q: string): UseQueryResult<SearchAnswer, ApiError> {
  return useQuery<SearchAnswer, ApiError>({
    ...searchOptions(useClient(), q),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
}

/** The answer to exactly this, for whoever cannot wait to be drawn again. */
export function fetchSearch(
  queries: QueryClient,
  client: Client,
  q: string,
): Promise<SearchAnswer> {
  return queries.query(searchOptions(client, q))
}
