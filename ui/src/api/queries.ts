import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { listContexts, type Context } from '#contract/contexts.ts'
import { explainGraph, type Explanation } from '#contract/explain.ts'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { listNamespaces, type Namespace } from '#contract/namespaces.ts'
import { getSession, getStatus, type Session, type Status } from '#contract/status.ts'
import type { Warning } from '#contract/warning.ts'
import { ApiError } from './client.ts'
import { useClient } from './client-context.ts'

const statusEveryMs = 10_000
const namespacesEveryMs = 30_000
const contextsEveryMs = 30_000

/** The contexts that may be chosen: the same whichever is looked at. */
export function useContexts(): UseQueryResult<readonly Context[], ApiError> {
  const client = useClient()
  return useQuery<readonly Context[], ApiError>({
    queryKey: ['contexts'],
    queryFn: async ({ signal }) => (await client.call(listContexts, {}, signal)).contexts,
    refetchInterval: contextsEveryMs,
  })
}

export function useStatus(): UseQueryResult<Status, ApiError> {
  const client = useClient()
  return useQuery<Status, ApiError>({
    queryKey: ['status', client.context],
    queryFn: ({ signal }) => client.call(getStatus, {}, signal),
    refetchInterval: statusEveryMs,
  })
}

export interface NamespaceList {
  readonly namespaces: readonly Namespace[]
  readonly warnings: readonly Warning[]
}

export function useNamespaces(): UseQueryResult<NamespaceList, ApiError> {
  const client = useClient()
  return useQuery<NamespaceList, ApiError>({
    queryKey: ['namespaces', client.context],
    queryFn: ({ signal }) => client.call(listNamespaces, {}, signal),
    refetchInterval: namespacesEveryMs,
  })
}

export function useSession(): UseQueryResult<Session, ApiError> {
  const client = useClient()
  return useQuery<Session, ApiError>({
    queryKey: ['session', client.context],
    queryFn: ({ signal }) => client.call(getSession, {}, signal),
  })
}

/** A node, or an edge by its two ends. */
export type ExplainSubject =
  | { readonly node: string }
  | { readonly source: string; readonly target: string }

/** `at`: the instant of the picture, so that the answer speaks of the numbers that are seen. */
export function useExplanation(
  query: GraphAskInput,
  subject: ExplainSubject,
): UseQueryResult<Explanation, ApiError> {
  const client = useClient()
  return useQuery<Explanation, ApiError>({
    queryKey: ['explain', client.context, query, subject],
    queryFn: ({ signal }) => client.call(explainGraph, { query: { ...query, ...subject } }, signal),
    staleTime: 15_000,
  })
}

const pointless: ReadonlySet<string> = new Set([
  'badRequest',
  'unauthenticated',
  'forbidden',
  'notFound',
  'badAnswer',
  // The server has waited for the back end already; pages ask again by themselves, or offer to.
  'sourceUnavailable',
  'sourceTimeout',
])

/** Whether the context itself is what is wrong: there is none of that name, or it cannot be opened. */
export function isOfContext(error: ApiError): boolean {
  return error.field === 'context'
}

/** Whether the same question may succeed when it is asked again. */
export function isWorthRetrying(failures: number, error: unknown): boolean {
  if (error instanceof ApiError && (pointless.has(error.code) || isOfContext(error))) return false
  return failures < 2
}
