import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { getMesh, type MeshState } from '#contract/mesh.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

const meshEveryMs = 15_000

/** What the mesh consists of and how it fares: one question for the masthead and the page. */
export function useMesh(): UseQueryResult<MeshState, ApiError> {
  const client = useClient()
  return useQuery<MeshState, ApiError>({
    queryKey: ['mesh', client.context],
    queryFn: ({ signal }) => client.call(getMesh, {}, signal),
    refetchInterval: meshEveryMs,
  })
}
