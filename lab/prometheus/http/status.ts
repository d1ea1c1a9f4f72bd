import type { Response } from 'express'
import type { Generation } from '../promql/values.ts'
import type { SampleStore } from '../sample-store.ts'
import { writeData } from './answers.ts'

export interface StatusDeps {
  readonly store: SampleStore
  readonly scrapeIntervalMs: number
  readonly startedMs: number
  readonly generation: Generation
}

type StatusAnswer = (deps: StatusDeps) => unknown

/** What is told under `/api/v1/`: of the lab where there is a truth to tell, empty lists elsewhere. */
const answers: Readonly<Record<string, StatusAnswer>> = {
  'status/buildinfo': ({ generation }) => ({
    version: generation === 3 ? '3.5.0' : '2.42.0',
    revision: 'lab',
    branch: 'HEAD',
    buildUser: 'lab',
    buildDate: '20260101-00:00:00',
    goVersion: '',
  }),
  'status/config': ({ scrapeIntervalMs }) => ({ yaml: configOf(scrapeIntervalMs / 1_000) }),
  'status/flags': ({ store }) => ({
    'query.lookback-delta': '5m',
    'query.max-concurrency': '20',
    'query.max-samples': '50000000',
    'query.timeout': '2m',
    'storage.tsdb.retention.time': durationText(store.retentionMs),
    'web.external-url': '',
    'web.route-prefix': '/',
  }),
  'status/runtimeinfo': ({ store, startedMs }) => ({
    startTime: new Date(startedMs).toISOString(),
    CWD: '/',
    reloadConfigSuccess: true,
    lastConfigTime: new Date(startedMs).toISOString(),
    corruptionCount: 0,
    goroutineCount: 0,
    GOMAXPROCS: 1,
    GOGC: '',
    GODEBUG: '',
    storageRetention: durationText(store.retentionMs),
  }),
  'status/tsdb': ({ store }) => ({
    headStats: {
      numSeries: store.seriesCount(),
      numLabelPairs: 0,
      chunkCount: 0,
      minTime: 0,
      maxTime: 0,
    },
    seriesCountByMetricName: [],
    labelValueCountByLabelName: [],
    memoryInBytesByLabelName: [],
    seriesCountByLabelValuePair: [],
  }),
  rules: () => ({ groups: [] }),
  alerts: () => ({ alerts: [] }),
  query_exemplars: () => [],
  targets: () => ({ activeTargets: [], droppedTargets: [], droppedTargetCounts: {} }),
}

export const statusPaths: readonly string[] = Object.keys(answers)

export function answerStatus(path: string, response: Response, deps: StatusDeps): void {
  writeData(response, JSON.stringify(answers[path]?.(deps) ?? null))
}

function configOf(seconds: number): string {
  return [
    'global:',
    `  scrape_interval: ${seconds}s`,
    `  scrape_timeout: ${seconds}s`,
    `  evaluation_interval: ${seconds}s`,
    'scrape_configs:',
    '- job_name: kubernetes-pods',
    '  honor_labels: false',
    `  scrape_interval: ${seconds}s`,
    '  metrics_path: /stats/prometheus',
    '',
  ].join('\n')
}

function durationText(ms: number): string {
  if (ms % 3_600_000 === 0) return `${ms / 3_600_000}h`
  return ms % 60_000 === 0 ? `${ms / 60_000}m` : `${ms / 1_000}s`
}
