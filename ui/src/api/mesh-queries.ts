import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
  getControlPlane,
  getMesh,
  getOwnUse,
  type ControlPlaneDetails,
  type MeshState,
  type OwnUse,
} from '#contract/mesh.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

const meshEveryMs = 15_000
const detailsLastMs = 60_000

/** What the mesh consists of and how it fares: one question for the masthead and the page. */
export function useMesh(): UseQueryResult<MeshState, ApiError> {
  const client = useClient()
  return useQuery<MeshState, ApiError>({
    queryKey: ['mesh', client.context],
    queryFn: ({ signal }) => client.call(getMesh, {}, signal),
    refetchInterval: meshEveryMs,
  })
}

export interface ControlPlaneName {
  readonly namespace: string
  readonly name: string
}

/** What a control plane is set to and signs with, asked with the rights of whoever looks. */
export function useControlPlane(
  params: ControlPlaneName,
): UseQueryResult<ControlPlaneDetails, ApiError> {
  const client = useClient()
  return useQuery<ControlPlaneDetails, ApiError>({
    queryKey: ['controlPlane', client.context, params],
    queryFn: ({ signal }) => client.call(getControlPlane, { params }, signal),
    staleTime: detailsLastMs,
  })
}

/** What the console itself has taken lately. */
export function useOwnUse(): UseQueryResult<OwnUse, ApiError> {
  const client = useClient()
  return useQuery<OwnUse, ApiError>({
    queryKey: ['ownUse', client.context],
    queryFn: ({ signal }) => client.call(getOwnUse, {}, signal),
    refetchInterval: meshEveryMs,
  })
}
