import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ObjectId } from '#contract/validations.ts'
import {
  getDeletion,
  getHistory,
  getKindSchema,
  getLive,
  getRights,
  getTemplate,
  listCreatable,
  type ConfigRights,
  type Deletion,
  type KindSchema,
  type LiveText,
  type ObjectHistory,
  type ServedKindText,
} from '#contract/writes.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

const rightsFreshMs = 10_000

export function useRights({
  group,
  kind,
  namespace,
}: Omit<ObjectId, 'name'>): UseQueryResult<ConfigRights, ApiError> {
  const client = useClient()
  const query = { group, kind, namespace }
  return useQuery<ConfigRights, ApiError>({
    queryKey: ['configRights', client.context, query],
    queryFn: ({ signal }) => client.call(getRights, { query }, signal),
    staleTime: rightsFreshMs,
    enabled: kind !== '',
  })
}

/** The object as it is when the editor is opened: what is being edited does not change by itself. */
export function useLive(object: ObjectId, enabled: boolean): UseQueryResult<LiveText, ApiError> {
  const client = useClient()
  return useQuery<LiveText, ApiError>({
    queryKey: ['liveObject', client.context, object],
    queryFn: ({ signal }) => client.call(getLive, { query: object }, signal),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    enabled,
  })
}

export function useTemplate(
  object: ObjectId,
  enabled: boolean,
): UseQueryResult<{ readonly text: string }, ApiError> {
  const client = useClient()
  return useQuery<{ readonly text: string }, ApiError>({
    queryKey: ['template', client.context, object],
    queryFn: ({ signal }) => client.call(getTemplate, { query: object }, signal),
    staleTime: Infinity,
    enabled,
  })
}

export function useKindSchema(kind: ServedKindText | null): UseQueryResult<KindSchema, ApiError> {
  const client = useClient()
  const { group = '', kind: name = '', version = '' } = kind ?? {}
  const query = { group, kind: name, version }
  return useQuery<KindSchema, ApiError>({
    queryKey: ['kindSchema', client.context, query],
    queryFn: ({ signal }) => client.call(getKindSchema, { query }, signal),
    staleTime: Infinity,
    enabled: kind !== null,
  })
}

export function useCreatable(): UseQueryResult<readonly ServedKindText[], ApiError> {
  const client = useClient()
  return useQuery<readonly ServedKindText[], ApiError>({
    queryKey: ['creatable', client.context],
    queryFn: async ({ signal }) => (await client.call(listCreatable, {}, signal)).kinds,
    staleTime: 60_000,
  })
}

export function useDeletion(object: ObjectId): UseQueryResult<Deletion, ApiError> {
  const client = useClient()
  return useQuery<Deletion, ApiError>({
    queryKey: ['deletion', client.context, object],
    queryFn: ({ signal }) => client.call(getDeletion, { query: object }, signal),
    gcTime: 0,
  })
}

export function useHistory(object: ObjectId): UseQueryResult<ObjectHistory, ApiError> {
  const client = useClient()
  return useQuery<ObjectHistory, ApiError>({
    queryKey: ['objectHistory', client.context, object],
    queryFn: ({ signal }) => client.call(getHistory, { query: object }, signal),
  })
}
