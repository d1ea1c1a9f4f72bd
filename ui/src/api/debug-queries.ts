import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getDebugBundle, type DebugBundle } from '#contract/debug.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

/** Of the moment that it was asked for: whoever reads a report wants one moment. */
export function useDebugBundle(): UseQueryResult<DebugBundle, ApiError> {
  const client = useClient()
  return useQuery<DebugBundle, ApiError>({
    queryKey: ['debug', client.context],
    queryFn: ({ signal }) => client.call(getDebugBundle, {}, signal),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}
