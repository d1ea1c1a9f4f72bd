import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
  getConfigObject,
  listConfig,
  listRules,
  type ConfigAskInput,
  type ConfigDetails,
  type ConfigList,
} from '#contract/config.ts'
import type { ObjectId, RuleText } from '#contract/validations.ts'
import type { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

const configEveryMs = 15_000

/** The list; while another page or filter is on its way the former one stays. */
export function useConfigList(ask: ConfigAskInput): UseQueryResult<ConfigList, ApiError> {
  const client = useClient()
  return useQuery<ConfigList, ApiError>({
    queryKey: ['config', client.context, ask],
    queryFn: ({ signal }) => client.call(listConfig, { query: ask }, signal),
    refetchInterval: configEveryMs,
    placeholderData: keepPreviousData,
  })
}

export function useConfigObject(object: ObjectId): UseQueryResult<ConfigDetails, ApiError> {
  const client = useClient()
  return useQuery<ConfigDetails, ApiError>({
    queryKey: ['configObject', client.context, object],
    queryFn: ({ signal }) => client.call(getConfigObject, { query: object }, signal),
    refetchInterval: configEveryMs,
  })
}

/** The rules in words; they change with the console's version only. */
export function useRules(): UseQueryResult<readonly RuleText[], ApiError> {
  const client = useClient()
  return useQuery<readonly RuleText[], ApiError>({
    queryKey: ['rules', client.context],
    queryFn: async ({ signal }) => (await client.call(listRules, {}, signal)).rules,
    staleTime: Infinity,
  })
}
