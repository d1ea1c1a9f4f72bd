import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getMetadata, type Metadata } from '#contract/metadata.ts'
import type { ObjectId } from '#contract/validations.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

const metadataEveryMs = 15_000

/** Labels and annotations of an object, and whether whoever looks may change them; null: of none. */
export function useMetadata(object: ObjectId | null): UseQueryResult<Metadata, ApiError> {
  const client = useClient()
  return useQuery<Metadata, ApiError>({
    queryKey: ['metadata', client.context, object],
    queryFn: ({ signal }) => client.call(getMetadata, { query: object ?? noObject }, signal),
    enabled: object !== null,
    refetchInterval: metadataEveryMs,
  })
}

const noObject: ObjectId = { group: '', kind: '', namespace: '', name: '' }
