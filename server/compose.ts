import { readFileSync } from 'node:fs'
import type { Logger } from 'pino'
import type { BackEnd } from '#contract/status.ts'
import type { Config } from './config.ts'
import { AppError, SourceUnavailableError } from './errors.ts'
import { createLateNamedCluster } from './late-cluster.ts'
import { createLateMetrics, createLateTracing } from './late-source.ts'
import type { Mesh } from './seams/mesh.ts'
import type { ClusterSource, MetricsSource, Source, TracingSource } from './seams/source.ts'
import { createClusterSource } from './sources/kubernetes/cluster-source.ts'
import {
  discoverBackEnds,
  type BackEndCandidate,
  type DiscoveredBackEnds,
} from './sources/kubernetes/discover-back-ends.ts'
import { openForward, type Forward } from './sources/kubernetes/forward.ts'
import type { KubeconfigOptions } from './sources/kubernetes/kubeconfig.ts'
import { createPrometheusSource } from './sources/prometheus/prometheus-source.ts'
import { createTracingSource } from './sources/tracing/tracing-source.ts'

export interface Sources {
  readonly metrics: MetricsSource
  readonly clusters: readonly ClusterSource[]
  readonly tracing: TracingSource
  /** What was found and how to say otherwise, for the person who started the console. */
  readonly sentences: readonly string[]
  readonly isReady: () => boolean
  readonly close: () => Promise<void>
}

export interface ComposeDeps {
  readonly meshes: readonly Mesh[]
  readonly countQuery: (source: string, outcome: string, seconds: number) => void
  readonly log: Logger
  /** The context that the addresses of the settings are about, when these are of another one. */
  readonly otherThan?: string
}

const firstListsMs = 10_000
const lookAgainMs = 30_000
const usualClusterName = 'Kubernetes'

interface Missing {
  readonly what: string
  readonly option: string
}

const metricsMissing: Missing = { what: 'metric store', option: '--prometheus' }
const tracingMissing: Missing = { what: 'trace store', option: '--tracing' }

/** What to do about a store that is neither named nor found. */
function sayMissing({ what, option }: Missing, otherThan: string | undefined): string {
  if (otherThan === undefined)
    return `No ${what} is known: give its address with ${option}, or a --kubeconfig of the cluster where it runs.`
  return `No ${what} was found in this cluster. ${option} names the one of the context "${otherThan}" only: to name one for this cluster, write it under perContext in the file of --config.`
}

/**
 * Opens the back ends that the settings name, and looks in the cluster for those that they do not.
 * Throws AppError when the settings cannot work; a back end that is merely down does not stop it.
 */
export async function composeSources(config: Config, deps: ComposeDeps): Promise<Sources> {
  const cluster = await openCluster(config, deps)
  try {
    return await composeAround(cluster, config, deps)
  } catch (error) {
    await cluster?.close()
    throw error
  }
}

async function composeAround(
  cluster: ClusterSource | null,
  config: Config,
  deps: ComposeDeps,
): Promise<Sources> {
  const forwards: Forward[] = []
  const sentences: string[] = []

  const look = (): DiscoveredBackEnds | null => {
    if (cluster === null) return null
    const inventory = cluster.inventory()
    const preferred = deps.meshes.flatMap((mesh) => [
      ...mesh.readConfig(inventory).controlPlaneNamespaces,
    ])
    return discoverBackEnds(inventory, preferred)
  }

  /** Reaches a service of the cluster through the API server; null: there is none to reach. */
  const reach = async (candidate: BackEndCandidate | null | undefined): Promise<Reached | null> => {
    if (candidate === null || candidate === undefined) return null
    try {
      const forward = await openForward({
        ...kubeconfigOptions(config),
        namespace: candidate.namespace,
        service: candidate.service,
        port: candidate.port,
      })
      forwards.push(forward)
      return { url: candidate.url, howFound: candidate.howFound, socketPath: forward.socketPath }
    } catch (error) {
      deps.log.warn({ err: error }, 'a back end was found and not reached')
      throw error
    }
  }

  const found = config.prometheus === undefined || config.tracing === undefined ? look() : null
  const isAway = cluster?.status().state === 'notReached'
  // Of a cluster that is not there yet nothing can be said; it is looked at when it comes.
  sentences.push(...(isAway ? sayAway(cluster.status()) : (found?.sentences ?? [])))

  const metrics =
    config.prometheus === undefined
      ? await createLateMetrics({
          id: 'metrics',
          kind: 'metrics',
          find: async () => {
            const reached = await reach(look()?.metrics)
            return reached === null ? null : openMetrics(config, reached)
          },
          lookEveryMs: lookAgainMs,
          missing: sayMissing(metricsMissing, deps.otherThan),
        })
      : openMetrics(config, { url: config.prometheus, howFound: 'configuration' })

  const tracing =
    config.tracing === undefined
      ? await createLateTracing({
          id: 'tracing',
          kind: 'tracing',
          find: async () => {
            const reached = await reach(look()?.tracing)
            return reached === null ? null : openTracing(config, reached)
          },
          lookEveryMs: lookAgainMs,
          missing: sayMissing(tracingMissing, deps.otherThan),
        })
      : openTracing(config, { url: config.tracing, howFound: 'configuration' })

  const clusters = cluster === null ? [] : [cluster]
  const all: readonly Source[] = [metrics, ...clusters, tracing]
  return {
    metrics: countQueries(metrics, deps.countQuery),
    clusters,
    tracing,
    sentences,
    isReady: () => all.every((source) => source.status().state !== 'connecting'),
    close: async () => {
      await Promise.all(all.map((source) => source.close()))
      await Promise.all(forwards.map((forward) => forward.close()))
    },
  }
}

function sayAway({ message }: BackEnd): readonly string[] {
  const why = message ?? 'The Kubernetes API cannot be reached.'
  return [why, 'The console goes on without it and looks for it again and again.']
}

interface Reached {
  readonly url: string
  readonly howFound: string
  readonly socketPath?: string
}

/** Where the settings say that the cluster is; empty: nowhere. */
export const kubeconfigOptions = ({
  kubeconfig,
  context,
  inCluster,
  serviceAccountFolder,
}: Config): KubeconfigOptions => ({
  ...(kubeconfig === undefined ? {} : { kubeconfigPath: kubeconfig }),
  ...(context === undefined ? {} : { context }),
  ...(inCluster ? { inCluster } : {}),
  ...(inCluster && serviceAccountFolder !== undefined ? { serviceAccountFolder } : {}),
})

/**
 * The cluster of the settings, with its first lists read. Its name is the one that the settings
 * give, else the one that the mesh in it was told, since that is what the telemetry says.
 */
async function openCluster(
  config: Config,
  { meshes, log }: ComposeDeps,
): Promise<ClusterSource | null> {
  const options = kubeconfigOptions(config)
  if (Object.keys(options).length === 0) {
    if (config.auth === 'token')
      throw new AppError(
        'badRequest',
        '--auth token asks a cluster who may see what: give its --kubeconfig.',
      )
    return null
  }
  const open = (cluster: string): ClusterSource =>
    createClusterSource({
      ...options,
      cluster,
      keep: {
        annotationPrefixes: [
          'health.',
          'alidade.dev/',
          'kiali.io/ignore-validations',
          'kiali.io/dashboards',
          'kiali.io/runtimes',
          ...meshes.flatMap(({ needs }) => needs.annotationPrefixes),
        ],
        envNames: ['TZ', ...meshes.flatMap(({ needs }) => needs.envNames)],
      },
      crdGroups: [...new Set(meshes.flatMap(({ needs }) => needs.apiGroups))],
    })
  const nameOf = (one: ClusterSource): string | null =>
    meshes.map((mesh) => mesh.clusterNameOf(one.inventory())).find(Boolean) ?? null
  const cluster = open(config.clusterName ?? usualClusterName)
  await cluster.ready(firstListsMs)
  if (config.clusterName !== undefined) return cluster
  if (cluster.status().state !== 'reached')
    return createLateNamedCluster({
      ...{ first: cluster, open, nameOf },
      onError: (err) => log.warn({ err }, 'a cluster could not be opened under its own name'),
    })
  const told = nameOf(cluster)
  if (told === null || told === cluster.cluster) return cluster
  await cluster.close()
  const renamed = open(told)
  await renamed.ready(firstListsMs)
  return renamed
}

function openMetrics(config: Config, reached: Reached): MetricsSource {
  const { prometheusUser: user, prometheusPasswordFile: passwordFile } = config
  if ((user === undefined) !== (passwordFile === undefined))
    throw new AppError(
      'badRequest',
      '--prometheus-user and --prometheus-password-file are given together.',
    )
  for (const file of [config.prometheusTokenFile, passwordFile, config.prometheusCaFile])
    checkReadable(file)
  return createPrometheusSource({
    id: 'metrics',
    ...reached,
    headers: Object.fromEntries(config.prometheusHeader ?? []),
    ...(config.prometheusTokenFile === undefined
      ? {}
      : { bearerTokenFile: config.prometheusTokenFile }),
    ...(user === undefined || passwordFile === undefined
      ? {}
      : { basicAuth: { user, passwordFile } }),
    ...(config.prometheusCaFile === undefined ? {} : { caFile: config.prometheusCaFile }),
    deadlineMs: config.prometheusDeadline * 1000,
    maxAnswerBytes: config.prometheusMaxAnswerMb * 1024 * 1024,
  })
}

function checkReadable(file: string | undefined): void {
  if (file === undefined) return
  try {
    readFileSync(file)
  } catch {
    throw new AppError(
      'badRequest',
      `The file ${file} cannot be read: check the path and its rights.`,
    )
  }
}

function openTracing(config: Config, reached: Reached): TracingSource {
  const { tracingCaFile: caFile, tracingTokenFile: bearerTokenFile, tracingApi: api } = config
  for (const file of [caFile, bearerTokenFile]) checkReadable(file)
  const { tracingTraceLink: traceLink } = config
  return createTracingSource({
    id: 'tracing',
    ...reached,
    headers: Object.fromEntries(config.tracingHeader ?? []),
    ...(bearerTokenFile === undefined ? {} : { bearerTokenFile }),
    ...(api === undefined ? {} : { api }),
    ...(traceLink === undefined ? {} : { traceLink }),
    ...(caFile === undefined ? {} : { caFile }),
    ...(config.tracingExternal === undefined ? {} : { externalUrl: config.tracingExternal }),
  })
}

/** The same source, with every question counted and timed. */
function countQueries(source: MetricsSource, count: ComposeDeps['countQuery']): MetricsSource {
  const counted = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    const startedAt = performance.now()
    const say = (outcome: string): void =>
      count(source.id, outcome, (performance.now() - startedAt) / 1000)
    try {
      const answer = await ask()
      say('ok')
      return answer
    } catch (error) {
      say(error instanceof SourceUnavailableError ? error.failure : 'cancelled')
      throw error
    }
  }
  return {
    ...source,
    query: (...args) => counted(() => source.query(...args)),
    queryRange: (...args) => counted(() => source.queryRange(...args)),
  }
}
