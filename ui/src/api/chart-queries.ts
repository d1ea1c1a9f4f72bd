import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
  getChart,
  listCharts,
  type Chart,
  type ChartAskInput,
  type ChartDirection,
  type ChartList,
  type ChartSubject,
} from '#contract/charts.ts'
import {
  getDashboardChart,
  listDashboards,
  type DashboardAskInput,
  type DashboardList,
} from '#contract/dashboards.ts'
import { sayChart, sayCharts, sayDashboards } from './chart-words.ts'
import type { ApiError, Client } from './client.ts'
import { useClient } from './client-context.ts'

const liveEveryMs = 30_000

/** Which charts there are of a subject, and by what they can be grouped. */
export function useChartList(
  subject: ChartSubject,
  direction: ChartDirection,
): UseQueryResult<ChartList, ApiError> {
  const client = useClient()
  return useQuery<ChartList, ApiError>({
    queryKey: ['charts', client.context, subject, direction],
    queryFn: ({ signal }) =>
      client.call(listCharts, { params: subject, query: { direction } }, signal),
    select: sayCharts,
    staleTime: 60_000,
  })
}

/** Where a chart comes from: the same key is the same chart, but for the points it is drawn in. */
export interface ChartSource {
  readonly key: readonly unknown[]
  readonly isLive: boolean
  readonly get: (client: Client, points: number, signal: AbortSignal) => Promise<Chart>
}

/** A chart of a mesh's own telemetry. */
export function chartOf(
  params: ChartSubject & { readonly chart: string },
  query: ChartAskInput,
): ChartSource {
  return {
    key: ['chart', params, query],
    isLive: query.at === undefined,
    get: (client, points, signal) =>
      client.call(getChart, { params, query: { ...query, points } }, signal),
  }
}

/** A chart of a dashboard, over the pods of a subject. */
export function dashboardChartOf(
  params: ChartSubject & { readonly dashboard: string; readonly chart: string },
  query: DashboardAskInput,
): ChartSource {
  return {
    key: ['dashboard', params, query],
    isLive: query.at === undefined,
    get: (client, points, signal) =>
      client.call(getDashboardChart, { params, query: { ...query, points } }, signal),
  }
}

/** Which dashboards there are of what runs in the pods of a subject. */
export function useDashboards(subject: ChartSubject): UseQueryResult<DashboardList, ApiError> {
  const client = useClient()
  return useQuery<DashboardList, ApiError>({
    queryKey: ['dashboards', client.context, subject],
    queryFn: ({ signal }) => client.call(listDashboards, { params: subject }, signal),
    select: sayDashboards,
    staleTime: 60_000,
  })
}

/**
 * A chart, asked for only while it is wanted; live ones again and again. Another time or grouping
 * leaves the former one standing until its own is there.
 */
export function useChart(
  source: ChartSource,
  { points, isWanted }: { readonly points: number; readonly isWanted: boolean },
): UseQueryResult<Chart, ApiError> {
  const client = useClient()
  return useQuery<Chart, ApiError>({
    queryKey: [...source.key, client.context, points],
    queryFn: ({ signal }) => source.get(client, points, signal),
    select: sayChart,
    enabled: isWanted,
    placeholderData: keepPreviousData,
    staleTime: source.isLive ? liveEveryMs : Infinity,
    refetchInterval: source.isLive ? liveEveryMs : false,
  })
}
