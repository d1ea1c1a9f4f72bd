import { keepPreviousData, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
  listNamespaceRows,
  listThings,
  type NamespaceRows,
  type ThingAskInput,
  type ThingFolder,
  type ThingList,
  type ThingRow,
} from '#contract/catalog.ts'
import { listInsights, type InsightName, type Insights } from '#contract/insights.ts'
import { getNamespace, type NamespaceDetails } from '#contract/namespace-details.ts'
import { getOverview, type Overview } from '#contract/overview.ts'
import { getLiveThing, getThing, type LiveThing, type Thing } from '#contract/thing.ts'
import type { ApiError, Client } from './client.ts'
import { useClient } from './client-context.ts'

const listEveryMs = 15_000
/** Rows of one answer; whoever scrolls further asks for the next. */
export const rowsPerAnswer = 100
const rowsOfAll = 1000

/** The head of a list: its first rows, counts and facets. */
export function useThings(
  folder: ThingFolder,
  ask: ThingAskInput,
  everyMs: number | false = listEveryMs,
): UseQueryResult<ThingList, ApiError> {
  const client = useClient()
  return useQuery<ThingList, ApiError>({
    ...pageOf(client, folder, { ask, page: 0, everyMs }),
    placeholderData: keepPreviousData,
  })
}

export interface RowPages {
  readonly pages: readonly number[]
  readonly everyMs?: number | false // how often they are asked for again
}

/** Rows by their place in the list, of the pages that are in sight; undefined: not here yet. */
export function useThingRows(
  folder: ThingFolder,
  ask: ThingAskInput,
  { pages, everyMs = listEveryMs }: RowPages,
): (index: number) => ThingRow | undefined {
  const client = useClient()
  const found = useQueries({
    queries: pages.map((page) => pageOf(client, folder, { ask, page, everyMs })),
  })
  const byPage = new Map(pages.map((page, index) => [page, found[index]?.data?.rows]))
  return (index) => byPage.get(Math.floor(index / rowsPerAnswer))?.[index % rowsPerAnswer]
}

interface PageAsk {
  readonly ask: ThingAskInput
  readonly page: number
  readonly everyMs: number | false
}

function pageOf(client: Client, folder: ThingFolder, { ask, page, everyMs }: PageAsk) {
  const query = { ...ask, offset: page * rowsPerAnswer, limit: rowsPerAnswer }
  return {
    queryKey: ['things', client.context, folder, query],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<ThingList> =>
      client.call(listThings, { params: { kind: folder }, query }, signal),
    refetchInterval: everyMs,
  }
}

/** Every row that fits, for a file. */
export async function readAllThings(
  client: Client,
  folder: ThingFolder,
  ask: ThingAskInput,
): Promise<readonly ThingRow[]> {
  const rows: ThingRow[] = []
  for (;;) {
    const query = { ...ask, offset: rows.length, limit: rowsOfAll }
    const answer = await client.call(listThings, { params: { kind: folder }, query })
    rows.push(...answer.rows)
    if (answer.rows.length === 0 || rows.length >= answer.matched) return rows
  }
}

export function useNamespaceRows(window: string): UseQueryResult<NamespaceRows, ApiError> {
  const client = useClient()
  return useQuery<NamespaceRows, ApiError>({
    queryKey: ['namespaceRows', client.context, window],
    queryFn: ({ signal }) => client.call(listNamespaceRows, { query: { window } }, signal),
    refetchInterval: listEveryMs,
    placeholderData: keepPreviousData,
  })
}

/** One namespace; while its page is open it is asked for again, and what was known stays. */
export function useNamespaceDetails(
  namespace: string,
  window: string,
): UseQueryResult<NamespaceDetails, ApiError> {
  const client = useClient()
  return useQuery<NamespaceDetails, ApiError>({
    queryKey: ['namespaceDetails', client.context, namespace, window],
    queryFn: ({ signal }) =>
      client.call(getNamespace, { params: { namespace }, query: { window } }, signal),
    refetchInterval: listEveryMs,
  })
}

export interface ThingAddress {
  readonly kind: ThingFolder
  readonly namespace: string
  readonly name: string
}

/** One thing; while its page is open it is asked for again, and what was known stays. */
export function useThing(thing: ThingAddress, window: string): UseQueryResult<Thing, ApiError> {
  const client = useClient()
  return useQuery<Thing, ApiError>({
    queryKey: ['thing', client.context, thing, window],
    queryFn: ({ signal }) => client.call(getThing, { params: thing, query: { window } }, signal),
    refetchInterval: listEveryMs,
  })
}

/** What the API server holds of it, asked with the rights of whoever looks. */
export function useLiveThing(thing: ThingAddress): UseQueryResult<LiveThing, ApiError> {
  const client = useClient()
  return useQuery<LiveThing, ApiError>({
    queryKey: ['liveThing', client.context, thing],
    queryFn: ({ signal }) => client.call(getLiveThing, { params: thing }, signal),
    refetchInterval: listEveryMs,
  })
}

export function useOverview(window: string): UseQueryResult<Overview, ApiError> {
  const client = useClient()
  return useQuery<Overview, ApiError>({
    queryKey: ['overview', client.context, window],
    queryFn: ({ signal }) => client.call(getOverview, { query: { window } }, signal),
    refetchInterval: listEveryMs,
  })
}

/** The services that stand out, of the tables that are shown. */
export function useInsights(
  window: string,
  names: readonly InsightName[],
): UseQueryResult<Insights, ApiError> {
  const client = useClient()
  const query = { window, names: names.join(',') }
  return useQuery<Insights, ApiError>({
    queryKey: ['insights', client.context, query],
    queryFn: ({ signal }) => client.call(listInsights, { query }, signal),
    refetchInterval: listEveryMs,
    placeholderData: keepPreviousData,
  })
}
