import { useQueries, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import {
  compareProxies,
  getProxyDocument,
  getProxyInfo,
  getProxySync,
  getProxyTable,
  getWaypoint,
  listProxies,
  setProxyLogLevel,
  type Proxies,
  type ProxiesSync,
  type ProxyDifferences,
  type ProxyDocument,
  type ProxyInfo,
  type ProxySection,
  type ProxyTable,
  type ProxyTableAskInput,
  type Waypoint,
} from '#contract/proxy.ts'
import type {
  CertificateRow,
  ClusterRow,
  EndpointRow,
  ListenerRow,
  NodeServiceRow,
  NodeWorkloadRow,
  ProxyRow,
  RouteRow,
  StatRow,
} from '#contract/proxy-rows.ts'
import { t } from '../i18n/t.ts'
import { ApiError, type Client } from './client.ts'
import { useClient } from './client-context.ts'

export interface ProxySubject {
  readonly namespace: string
  readonly kind: 'apps' | 'services' | 'workloads' | 'pods'
  readonly name: string
}

export interface PodName {
  readonly namespace: string
  readonly pod: string
}

/** Whose rows a table has. */
interface RowTypes {
  readonly clusters: ClusterRow
  readonly endpoints: EndpointRow
  readonly listeners: ListenerRow
  readonly routes: RouteRow
  readonly secrets: CertificateRow
  readonly stats: StatRow
  readonly services: NodeServiceRow
  readonly workloads: NodeWorkloadRow
}
export type RowOf<Section extends ProxySection> = RowTypes[Section]

type TableHead = Omit<ProxyTable, 'section' | 'rows'>
export interface TableOf<Section extends ProxySection> extends TableHead {
  readonly section: Section
  readonly rows: readonly RowOf<Section>[]
}
interface AnyTable extends TableHead {
  readonly section: ProxySection
  readonly rows: readonly ProxyRow[]
}

const podsEveryMs = 15_000
const syncEveryMs = 15_000
/** Rows of one answer; whoever scrolls further asks for the next. */
export const rowsPerAnswer = 200
const rowsOfAll = 2000

/** Which pods have a proxy; pods come and go, so it is asked again and again. */
export function useProxies(
  subject: ProxySubject,
  isWanted = true,
): UseQueryResult<Proxies, ApiError> {
  const client = useClient()
  return useQuery<Proxies, ApiError>({
    queryKey: ['proxies', client.context, subject],
    queryFn: ({ signal }) => client.call(listProxies, { params: subject }, signal),
    refetchInterval: podsEveryMs,
    enabled: isWanted,
  })
}

export function useProxySync(subject: ProxySubject): UseQueryResult<ProxiesSync, ApiError> {
  const client = useClient()
  return useQuery<ProxiesSync, ApiError>({
    queryKey: ['proxySync', client.context, subject],
    queryFn: ({ signal }) => client.call(getProxySync, { params: subject }, signal),
    refetchInterval: syncEveryMs,
  })
}

/** What is enrolled with a waypoint, by the name of its workload. */
export function useWaypoint({
  namespace,
  name,
}: Pick<ProxySubject, 'namespace' | 'name'>): UseQueryResult<Waypoint, ApiError> {
  const client = useClient()
  return useQuery<Waypoint, ApiError>({
    queryKey: ['waypoint', client.context, namespace, name],
    queryFn: ({ signal }) => client.call(getWaypoint, { params: { namespace, name } }, signal),
  })
}

/**
 * What is read of one proxy: asked once, since it is much work for the proxy, and again with
 * another `turn`. `snapshot` names the moment that others have read meanwhile.
 */
export interface Reading {
  readonly pod: PodName
  readonly turn: number
  readonly snapshot: () => string | undefined
}

const onceRead = { staleTime: Infinity, refetchOnWindowFocus: false, retry: false } as const

/** What a proxy says of itself. */
export function useProxyInfo(
  { pod, turn }: Omit<Reading, 'snapshot'>,
  isWanted = true,
): UseQueryResult<ProxyInfo, ApiError> {
  const client = useClient()
  return useQuery<ProxyInfo, ApiError>({
    ...onceRead,
    queryKey: ['proxyInfo', client.context, pod, turn],
    queryFn: ({ signal }) => client.call(getProxyInfo, { params: pod }, signal),
    enabled: isWanted,
  })
}

export interface TableQuestion<Section extends ProxySection> {
  readonly reading: Reading
  readonly section: Section
  readonly ask: Omit<ProxyTableAskInput, 'snapshot' | 'offset' | 'limit'>
}

const isOf = <Section extends ProxySection>(
  table: AnyTable,
  section: Section,
): table is TableOf<Section> => table.section === section

async function readTable<Section extends ProxySection>(
  client: Client,
  { reading, section, ask }: TableQuestion<Section>,
  page: { readonly offset: number; readonly limit: number; readonly signal?: AbortSignal },
): Promise<TableOf<Section>> {
  const snapshot = reading.snapshot()
  const { offset, limit, signal } = page
  const query = { ...ask, offset, limit, ...(snapshot === undefined ? {} : { snapshot }) }
  const answer: AnyTable = await client.call(
    getProxyTable,
    { params: { ...reading.pod, section }, query },
    signal,
  )
  if (isOf(answer, section)) return answer
  throw new ApiError('badAnswer', t('The console answered with another table.'))
}

function pageOf<Section extends ProxySection>(
  client: Client,
  question: TableQuestion<Section>,
  page: number,
) {
  const { reading, section, ask } = question
  return {
    ...onceRead,
    queryKey: ['proxyTable', client.context, reading.pod, reading.turn, section, ask, page],
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<TableOf<Section>> =>
      readTable(client, question, { offset: page * rowsPerAnswer, limit: rowsPerAnswer, signal }),
  }
}

/** The head of a table: its first rows, counts and facets. */
export function useProxyTable<Section extends ProxySection>(
  question: TableQuestion<Section>,
): UseQueryResult<TableOf<Section>, ApiError> {
  const client = useClient()
  return useQuery<TableOf<Section>, ApiError>({
    ...pageOf(client, question, 0),
    // Another filter leaves the rows standing until its own are there; another pod does not.
    placeholderData: (before, former) =>
      former !== undefined && isSameTable(former.queryKey, question) ? before : undefined,
  })
}

const isSameTable = (
  [, , pod, turn, section]: readonly unknown[],
  { reading, section: wanted }: TableQuestion<ProxySection>,
): boolean =>
  JSON.stringify([pod, turn, section]) === JSON.stringify([reading.pod, reading.turn, wanted])

/** Rows by their place in the table, of the pages in sight; undefined: not here yet. */
export function useProxyRows<Section extends ProxySection>(
  question: TableQuestion<Section>,
  pages: readonly number[],
): (index: number) => RowOf<Section> | undefined {
  const client = useClient()
  const found = useQueries({ queries: pages.map((page) => pageOf(client, question, page)) })
  const byPage = new Map(pages.map((page, index) => [page, found[index]?.data?.rows]))
  return (index) => byPage.get(Math.floor(index / rowsPerAnswer))?.[index % rowsPerAnswer]
}

/** Every row that fits, for a file. */
export async function readAllRows<Section extends ProxySection>(
  client: Client,
  question: TableQuestion<Section>,
): Promise<readonly RowOf<Section>[]> {
  const rows: RowOf<Section>[] = []
  for (;;) {
    const answer = await readTable(client, question, { offset: rows.length, limit: rowsOfAll })
    rows.push(...answer.rows)
    if (answer.rows.length === 0 || rows.length >= answer.matched) return rows
  }
}

export interface DocumentQuestion {
  readonly reading: Reading
  readonly document: ProxyDocument
  readonly resource?: string | undefined
}

/** JSON as it is written, which may be long. */
export function useProxyDocument({
  reading,
  document,
  resource,
}: DocumentQuestion): UseQueryResult<string, ApiError> {
  const client = useClient()
  return useQuery<string, ApiError>({
    ...onceRead,
    gcTime: 30_000, // some have 20 MB
    queryKey: ['proxyDocument', client.context, reading.pod, reading.turn, document, resource],
    queryFn: async ({ signal }) => {
      const snapshot = reading.snapshot()
      const query = {
        ...(resource === undefined ? {} : { resource }),
        ...(snapshot === undefined ? {} : { snapshot }),
      }
      const params = { ...reading.pod, document }
      const answer = await client.open(getProxyDocument, { params, query }, { signal })
      return answer.text()
    },
  })
}

export interface DifferenceQuestion {
  readonly reading: Reading
  readonly section: ProxySection
  readonly withPod?: string | undefined
  readonly withSnapshot?: string | undefined
}
export function useProxyDifferences({
  reading,
  section,
  withPod,
  withSnapshot,
}: DifferenceQuestion): UseQueryResult<ProxyDifferences, ApiError> {
  const client = useClient()
  const other = {
    ...(withPod === undefined ? {} : { withPod }),
    ...(withSnapshot === undefined ? {} : { withSnapshot }),
  }
  return useQuery<ProxyDifferences, ApiError>({
    ...onceRead,
    queryKey: ['proxyDifferences', client.context, reading.pod, reading.turn, section, other],
    queryFn: ({ signal }) => {
      const snapshot = reading.snapshot()
      const query = { ...other, ...(snapshot === undefined ? {} : { snapshot }) }
      return client.call(compareProxies, { params: { ...reading.pod, section }, query }, signal)
    },
  })
}

/**
 * Has all of a proxy read that a moment is made of, so that every table of it can be compared later.
 * What cannot be read now is said where it is compared.
 */
export function useReadWholeMoment(): (
  pod: PodName,
  moment: { readonly snapshot: string; readonly sections: readonly ProxySection[] },
) => void {
  const client = useClient()
  return (pod, { snapshot, sections }) => {
    const query = { snapshot, limit: 1 }
    for (const section of sections)
      client.call(getProxyTable, { params: { ...pod, section }, query }).catch(() => undefined)
  }
}

/** Sets the level of a proxy's log; whoever shows it asks anew. Rejects with an ApiError. */
export function useSetLogLevel(): (
  pod: PodName,
  change: { readonly logger: string | null; readonly level: string },
) => Promise<void> {
  const client = useClient()
  const queries = useQueryClient()
  return async (pod, body) => {
    await client.call(setProxyLogLevel, { params: pod, body })
    await queries.invalidateQueries({ queryKey: ['proxyInfo', client.context, pod] })
  }
}
