import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import {
  explainLogLine,
  getLogContainers,
  getLogs,
  longestExplained,
  type LogAskInput,
  type LogContainers,
  type LogLine,
  type LogLineExplained,
  type LogPage,
} from '#contract/logs.ts'
import type { ApiError, Client } from './client.ts'
import { useClient } from './client-context.ts'

export interface LogSubject {
  readonly namespace: string
  readonly kind: 'apps' | 'services' | 'workloads' | 'pods'
  readonly name: string
}

const containersEveryMs = 10_000

/** Whose logs there are; pods come and go, so it is asked again and again. */
export function useLogContainers(subject: LogSubject): UseQueryResult<LogContainers, ApiError> {
  const client = useClient()
  return useQuery<LogContainers, ApiError>({
    queryKey: ['logContainers', client.context, subject],
    queryFn: ({ signal }) => client.call(getLogContainers, { params: subject }, signal),
    refetchInterval: containersEveryMs,
  })
}

/** What each field of a line says; of a long line its beginning. */
export function useExplained(line: LogLine): UseQueryResult<LogLineExplained, ApiError> {
  const client = useClient()
  const [namespace = '', pod = ''] = line.source.split('/')
  const query = {
    text: line.text.slice(0, longestExplained),
    ...(line.at === null ? {} : { at: line.at }),
  }
  return useQuery<LogLineExplained, ApiError>({
    queryKey: ['logLine', client.context, namespace, pod, query],
    queryFn: ({ signal }) =>
      client.call(explainLogLine, { params: { namespace, pod }, query }, signal),
    enabled: query.text !== '',
    staleTime: Infinity,
  })
}

export interface PageOfLogs {
  readonly at?: number
  readonly side: 'before' | 'after'
  readonly limit: number
}

export function fetchLogs(
  client: Client,
  of: { readonly subject: LogSubject; readonly ask: LogAskInput; readonly page: PageOfLogs },
  signal?: AbortSignal,
): Promise<LogPage> {
  const { subject, ask, page } = of
  return client.call(getLogs, { params: subject, query: { ...ask, ...page } }, signal)
}
