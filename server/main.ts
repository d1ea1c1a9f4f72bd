import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pino, type Logger } from 'pino'
import { createApp } from './app.ts'
import { HelpShown, readConfig, type Config } from './config.ts'
import type { ContextKeeper } from './contexts.ts'
import { AppError } from './errors.ts'
import { defaultHealthRules, readHealthRules } from './health/health.ts'
import { exportHealth } from './http/health-metrics.ts'
import { createOwnMetrics } from './http/own-metrics.ts'
import { createRecentLog, type RecentLog } from './http/recent-log.ts'
import { meshes as meshesById } from './meshes/index.ts'
import { openContexts } from './open-contexts.ts'
import { readDashboards } from './read-dashboards.ts'
import type { DashboardSearch } from './seams/dashboard-search.ts'
import { createDashboardSearch } from './sources/grafana/dashboard-search.ts'
import { startTracing } from './own-tracing.ts'
import { createGrafanaSource } from './sources/grafana/grafana-source.ts'
import type { Source } from './seams/source.ts'
import { readSecrets } from './read-secrets.ts'
import { tellSettings } from './tell-settings.ts'
import { neutralRules } from './validations/rules/index.ts'

const root = path.dirname(import.meta.dirname)
const version = '0.1.0'

export interface RunningConsole {
  readonly url: string
  readonly sentences: readonly string[] // what was found, for the person who started it
  readonly close: () => Promise<void>
}

/**
 * Starts the console. Throws AppError with one sentence for whatever the person who starts it can
 * mend: a port in use, an unreadable kubeconfig, a wrong address.
 */
export async function startConsole(config: Config): Promise<RunningConsole> {
  const recentLog = createRecentLog()
  const log = createLog(config, recentLog)
  const stopTracing = await startTracing(config.tracesEndpoint)
  const healthRules =
    config.health === undefined
      ? defaultHealthRules
      : [...readHealthRules(config.health), ...defaultHealthRules]
  let viewers = (): number => 0
  const ownMetrics = createOwnMetrics(() => viewers())
  const groupings = config.chartGroupings ?? []
  const meshes = Object.values(meshesById).map((mesh) => ({
    ...mesh,
    charts: mesh.charts.withGroupings(groupings),
  }))
  const rules = [...neutralRules, ...meshes.flatMap((mesh) => mesh.rules)]
  const { countQuery } = ownMetrics
  const dashboards = readDashboards(config.dashboards)
  const opened = await openContexts(config, {
    meshes,
    dashboards,
    healthRules,
    rules,
    countQuery,
    log,
  })
  const { contexts } = opened
  const grafana = openGrafana(config)
  try {
    viewers = contexts.viewers
    const app = createApp({
      contexts,
      meshes,
      rules,
      examples: new Map(meshes.flatMap((mesh) => [...mesh.examples])),
      grafana: config.grafana ?? null,
      dashboardSearch: openDashboardSearch(config),
      dashboards: grafana,
      dashboardLinks: config.dashboardLinks ?? [],
      detailRows: config.detailRows ?? [],
      auth: config.auth,
      ownMetrics,
      log,
      recentLog,
      settings: tellSettings(config),
      secrets: () => readSecrets(config),
      version,
      startedAt: Date.now(),
      now: Date.now,
      basePath: config.basePath,
      presets: { find: config.findPresets ?? null, hide: config.hidePresets ?? null },
      embedIn: config.embedIn,
      allowedHosts: config.allowedHosts,
      pageFolder: path.join(root, 'dist', 'ui'),
      isReady: opened.isReady,
    })
    const server = await listen(createServer(app), config)
    const stopHealth = config.healthMetrics
      ? exportHealth(opened.hub, ownMetrics.registry)
      : () => undefined
    return {
      url: urlOf(server, config),
      sentences: opened.sentences,
      close: () => {
        stopHealth()
        void grafana?.close()
        return closeAll(server, contexts, stopTracing)
      },
    }
  } catch (error) {
    await grafana?.close()
    await contexts.close()
    throw error
  }
}

/** Null: no link names a dashboard by its title, or nobody says where they are. */
function openDashboardSearch(config: Config): DashboardSearch | null {
  const { grafana, grafanaInternal: url = grafana, grafanaTokenFile: tokenFile } = config
  const isNamed = config.dashboardLinks?.some(({ dashboard }) => dashboard !== undefined) === true
  if (url === undefined || !isNamed) return null
  return createDashboardSearch({
    url,
    headers: Object.fromEntries(config.grafanaHeader ?? []),
    ...(tokenFile === undefined ? {} : { tokenFile }),
  })
}

function openGrafana({ grafana, grafanaInternal: url = grafana }: Config): Source | null {
  return url === undefined ? null : createGrafanaSource({ url, howFound: 'configuration' })
}

const severe = new Set(['warn', 'error', 'silent'])

function createLog({ logLevel }: Config, recent: RecentLog): Logger {
  return pino(
    {
      // Of what is written nowhere a report of a fault still knows the warnings.
      level: severe.has(logLevel) ? 'warn' : logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.multistream([
      // Log lines go to standard error: standard output is for the person who started it.
      { level: logLevel, stream: pino.destination({ fd: 2, sync: true }) },
      { level: 'warn', stream: recent },
    ]),
  )
}

function listen(server: Server, { host, port }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)))
    server.listen(port, host, () => resolve(server))
  })
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): AppError {
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is in use: stop what listens there, or choose another with --port.`,
    EACCES: `Port ${port} may not be used by this user: choose one above 1023 with --port.`,
    EADDRNOTAVAIL: `${host} is no address of this machine: choose another with --host.`,
    ENOTFOUND: `${host} is no address of this machine: choose another with --host.`,
  }
  return new AppError(
    'unavailable',
    reasons[error.code ?? ''] ?? `Cannot listen on ${host}:${port}: ${error.message}`,
  )
}

function urlOf(server: Server, { host, basePath }: Config): string {
  const { port } = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  return `http://${name === '0.0.0.0' ? '127.0.0.1' : name}:${port}${basePath}/`
}

async function closeAll(
  server: Server,
  contexts: ContextKeeper,
  stopTracing: () => Promise<void>,
): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await contexts.close()
  await stopTracing()
}

/** What to do with an error at the start: one sentence on standard error, exit code 1. */
function sayWhatFailed(error: unknown): null {
  if (error instanceof HelpShown) return null
  if (!(error instanceof AppError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
  return null
}

/** The settings; null when help was asked for, or when they are wrong, which it has said. */
export function readSettings(argv: readonly string[]): Config | null {
  try {
    return readConfig(argv, process.env)
  } catch (error) {
    return sayWhatFailed(error)
  }
}

/** Starts the console and greets whoever started it; null when it cannot start, which it has said. */
export async function runConsole(
  config: Config,
  greet: (line: string) => void,
): Promise<RunningConsole | null> {
  try {
    const running = await startConsole(config)
    for (const sentence of running.sentences) greet(sentence)
    greet(`Alidade: ${running.url}`)
    return running
  } catch (error) {
    return sayWhatFailed(error)
  }
}

if (import.meta.main) {
  const config = readSettings(process.argv.slice(2))
  const running =
    config === null ? null : await runConsole(config, (line) => process.stdout.write(`${line}\n`))
  if (running === null) process.exit()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void running.close().then(() => process.exit(0))
    })
}
