import type { Logger } from 'pino'
import { createAuthenticator } from './auth/authenticator.ts'
import type { DashboardFile } from './charts/dashboard-file.ts'
import { composeSources, kubeconfigOptions, type ComposeDeps, type Sources } from './compose.ts'
import { settingsOfOther, type Config } from './config.ts'
import {
  createContexts,
  type ClosableContext,
  type ContextKeeper,
  type OfferedContext,
} from './contexts.ts'
import { AppError } from './errors.ts'
import type { HealthRule } from './seams/health.ts'
import { Charts } from './live/charts.ts'
import { Dashboards } from './live/dashboards.ts'
import { GraphHub } from './live/hub.ts'
import { Traces } from './live/traces.ts'
import { MeshReader } from './live/mesh-reader.ts'
import { settingsOf } from './live/mesh-settings.ts'
import { Validations } from './live/validations.ts'
import type { Mesh } from './seams/mesh.ts'
import type { Rule } from './seams/rule.ts'
import { listContexts, type ContextList } from './sources/kubernetes/kubeconfig.ts'

export interface OpenDeps {
  readonly meshes: readonly Mesh[]
  readonly healthRules: readonly HealthRule[]
  readonly rules: readonly Rule[]
  readonly dashboards: readonly DashboardFile[]
  readonly countQuery: ComposeDeps['countQuery']
  readonly log: Logger
}

export interface OpenedContexts {
  readonly contexts: ContextKeeper
  readonly hub: GraphHub // of the starting context
  /** What was found in the starting context, for the person who started the console. */
  readonly sentences: readonly string[]
  readonly isReady: () => boolean // the starting context
}

const idleMs = 5 * 60_000
const mostOpen = 8
const rereadEveryMs = 5_000
const none: ContextList = { contexts: [], current: null }

/**
 * Opens the context that the settings name, and offers the others of the kubeconfig. Throws
 * AppError when the settings cannot work.
 */
export async function openContexts(config: Config, deps: OpenDeps): Promise<OpenedContexts> {
  const list = rememberList(config, deps.log)
  const { current } = list()
  checkNames(config, list())
  const starting = current === null ? {} : (config.perContext[current] ?? {})
  const sources = await composeSources({ ...config, ...starting }, deps)
  const startingContext = contextOf(sources, config, deps)
  const contexts = createContexts({
    starting: startingContext,
    startingName: current,
    offered: () => offeredOf(config, list(), current),
    open: async (name) => {
      deps.log.info({ context: name }, 'opening a context')
      const settings = settingsOfOther(config, name)
      const others = await composeSources(settings, {
        ...deps,
        ...(current === null ? {} : { otherThan: current }),
      })
      return contextOf(others, settings, deps)
    },
    isOpenly: config.auth === 'anonymous',
    idleMs,
    mostOpen,
    now: Date.now,
    onFailure: (err) => deps.log.warn({ err }, 'a context could not be opened or closed'),
  })
  const { sentences, isReady } = sources
  const { hub } = startingContext
  return { contexts, hub, sentences: [...sentences, ...sayOthers(contexts)], isReady }
}

function contextOf(sources: Sources, config: Config, deps: OpenDeps): ClosableContext {
  const { metrics, clusters, tracing, close } = sources
  const hub = new GraphHub({
    metrics,
    clusters,
    meshes: deps.meshes,
    now: Date.now,
    seriesBudget: config.seriesBudget,
    healthRules: deps.healthRules,
    openBudget: config.openBudget,
    pollMs: config.pollSeconds * 1000,
    onError: (err) => deps.log.warn({ err }, 'a round of questions failed'),
  })
  const charts = new Charts({ metrics, clusters, meshes: deps.meshes, now: Date.now })
  const dashboards = new Dashboards({
    ...{ metrics, charts, files: deps.dashboards },
    labels: { namespace: config.namespaceLabel, pod: config.podLabel },
  })
  const authenticator = createAuthenticator({ mode: config.auth, clusters })
  const closing = new AbortController()
  const validations = new Validations({
    clusters,
    rules: deps.rules,
    readGroups: new Set(deps.meshes.flatMap(({ needs }) => needs.apiGroups)),
    readReferences: (object) =>
      deps.meshes.map((mesh) => mesh.readReferences(object)).find((one) => one !== null) ?? null,
    now: Date.now,
    settingsAt: settingsOf(deps.meshes),
    traffic: (name) => hub.trafficFacts(name, closing.signal),
  })
  const traces = new Traces({ tracing, clusters, meshes: deps.meshes })
  const meshReader = new MeshReader({
    ...{ metrics, now: Date.now, signal: closing.signal },
    labels: { namespaceLabel: config.namespaceLabel, podLabel: config.podLabel },
  })
  return {
    ...{ metrics, clusters, tracing, hub, charts, dashboards, validations },
    ...{ traces, meshReader, authenticator },
    close: async () => {
      closing.abort()
      await close()
    },
  }
}

/**
 * The kubeconfig's contexts, read again after a while. One that cannot be read just now, since it
 * is being written or gone, leaves what was known.
 */
function rememberList(config: Config, log: Logger): () => ContextList {
  const options = kubeconfigOptions(config)
  if (Object.keys(options).length === 0) return () => none
  let known = listContexts(options)
  let readAt = Date.now()
  return () => {
    if (Date.now() - readAt < rereadEveryMs) return known
    readAt = Date.now()
    try {
      known = listContexts(options)
    } catch (err) {
      log.warn({ err }, 'the contexts could not be read again')
    }
    return known
  }
}

function checkNames({ contexts = [], perContext }: Config, list: ContextList): void {
  const known = new Set(list.contexts.map(({ name }) => name))
  for (const [setting, names] of Object.entries({
    '--contexts': contexts,
    perContext: Object.keys(perContext),
  })) {
    const stranger = names.find((name) => !known.has(name))
    if (stranger === undefined) continue
    const choice = known.size === 0 ? 'none' : [...known].join(', ')
    throw new AppError(
      'badRequest',
      `${setting} names the context "${stranger}", which is not in the kubeconfig: it has ${choice}.`,
    )
  }
}

/**
 * Where everybody reads as the server itself, each context that it has credentials for. With tokens
 * only those that somebody has named: strangers are told their names.
 *
 * @see docs/decisions/0006-contexts.md
 */
function offeredOf(
  { auth, contexts }: Config,
  list: ContextList,
  starting: string | null,
): readonly OfferedContext[] {
  if (contexts === undefined && auth === 'token') return []
  const chosen = contexts === undefined ? null : new Set([...contexts, starting])
  return list.contexts
    .filter(({ name }) => chosen === null || chosen.has(name))
    .map((one) => (auth === 'token' ? { name: one.name, cluster: null, user: null } : one))
}

function sayOthers(contexts: ContextKeeper): readonly string[] {
  const others = contexts.list().filter(({ isDefault }) => !isDefault)
  if (others.length === 0) return []
  const shown = others.slice(0, 5).map(({ name }) => name)
  const rest = others.length > shown.length ? ` and ${others.length - shown.length} more` : ''
  return [`Other contexts can be chosen in the page: ${shown.join(', ')}${rest}.`]
}
