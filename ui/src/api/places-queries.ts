import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getValidationPlaces, type ValidationPlaces } from '#contract/places.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

const placesEveryMs = 30_000

/** Where what is wrong with the configuration is felt; asked seldom, for it seldom changes. */
export function usePlaces(isWanted = true): UseQueryResult<ValidationPlaces, ApiError> {
  const client = useClient()
  return useQuery<ValidationPlaces, ApiError>({
    queryKey: ['validationPlaces', client.context],
    queryFn: ({ signal }) => client.call(getValidationPlaces, {}, signal),
    refetchInterval: placesEveryMs,
    enabled: isWanted,
  })
}
