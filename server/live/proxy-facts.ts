import type { ProxiesSync, ProxyInfo, ProxySync } from '#contract/proxy.ts'
import { AppError } from '../errors.ts'
import type { PodObject } from '../seams/inventory.ts'
import type { LogLevels, ReadSync, SyncSource, TypeSync } from '../seams/proxy-program.ts'
import { askAdmin, readJson, type AskedProxy } from './proxy-admin.ts'

type Levels = ProxyInfo['levels']

/** What a proxy says of itself. Levels that it does not tell are null; nothing else hangs on them. */
export async function readInfo(
  asked: AskedProxy,
  signal: AbortSignal,
  now: () => number,
): Promise<Omit<ProxyInfo, 'warnings'>> {
  const { program, proxy } = asked
  const unknown = { build: null, state: null, startedAt: null, nodeId: null, facts: [] }
  const takenAt = now()
  const said =
    program.info === null
      ? { ...unknown, takenAt, version: proxy.version }
      : program.info.read(
          readJson(
            asked,
            await askAdmin(asked, { method: 'GET', path: program.info.path }, signal),
          ),
          takenAt,
        )
  return { ...said, levels: await readLevels(asked, signal) }
}

async function readLevels(asked: AskedProxy, signal: AbortSignal): Promise<Levels> {
  const { logging } = asked.program
  if (logging === null) return null
  return askLevels(asked, { logging, path: logging.readPath }, signal)
}

async function askLevels(
  asked: AskedProxy,
  { logging, path }: { readonly logging: LogLevels; readonly path: string },
  signal: AbortSignal,
): Promise<Levels> {
  const { httpStatus, text } = await askAdmin(asked, { method: logging.method, path }, signal)
  const levels = httpStatus === 200 ? logging.read(text) : null
  return levels === null ? null : [...levels]
}

const loggerName = /^[\w.:*/-]+$/

/**
 * Sets the level of one logger, or of all. Throws AppError badRequest for a level or a logger that
 * the proxy does not know.
 */
export async function setLevel(
  asked: AskedProxy,
  change: { readonly logger: string | null; readonly level: string },
  signal: AbortSignal,
): Promise<Levels> {
  const { logging } = asked.program
  if (logging === null)
    throw new AppError('badRequest', 'This kind of proxy does not let its log levels be set.')
  if (!logging.levels.includes(change.level))
    throw new AppError('badRequest', `There is no log level ${change.level}.`, {
      field: 'level',
      allowed: logging.levels,
    })
  if (change.logger !== null && !loggerName.test(change.logger))
    throw new AppError('badRequest', 'No logger has such a name.', { field: 'logger' })
  const path = logging.writePath(change)
  const answer = await askAdmin(asked, { method: 'POST', path }, signal)
  if (answer.httpStatus !== 200)
    throw new AppError(
      'badRequest',
      `The proxy did not take it (status ${answer.httpStatus}): it may have no logger of that name.`,
      { field: 'logger' },
    )
  return logging.read(answer.text) === null
    ? readLevels(asked, signal)
    : [...(logging.read(answer.text) ?? [])]
}

const unknownType: TypeSync = { state: 'unknown', sent: null, acknowledged: null }
const unknownTypes = {
  clusters: unknownType,
  listeners: unknownType,
  endpoints: unknownType,
  routes: unknownType,
}

const syncLimits = { maxBytes: 64 * 1024 * 1024, deadlineMs: 10_000 }

/**
 * What the control plane says of these proxies, asked with the rights of whoever asks. What cannot
 * be known is unknown, with a reason; it throws for nothing that the control plane does.
 */
export async function readSyncOf(
  asked: Pick<AskedProxy, 'cluster' | 'identity' | 'mesh'>,
  pods: readonly PodObject[],
  signal: AbortSignal,
): Promise<ProxiesSync> {
  const { cluster, mesh } = asked
  const source = mesh.syncAt(cluster.inventory())
  if (source === null)
    return unknownOf(pods, 'No control plane is known in this cluster that could say it.')
  const told = await Promise.all(
    source.pods.map((pod) => askControlPlane(asked, { source, pod }, signal)),
  )
  const byPod = new Map(told.flatMap((one) => one.rows).map((row) => [keyOf(row), row]))
  const servedBy = new Map(told.flatMap(({ rows, pod }) => rows.map((row) => [keyOf(row), pod])))
  const reason = told.find((one) => one.reason !== null)?.reason ?? null
  const proxies = pods.map(({ namespace, name }): ProxySync => {
    const key = `${namespace}/${name}`
    const row = byPod.get(key)
    if (row === undefined) return { pod: name, controlPlane: null, ...unknownTypes }
    const { clusters, listeners, endpoints, routes } = row
    return {
      ...{ pod: name, controlPlane: servedBy.get(key) ?? null },
      ...{ clusters, listeners, endpoints, routes },
    }
  })
  const isMissing = proxies.some(({ controlPlane }) => controlPlane === null)
  const unserved = 'The control plane does not name some of these proxies: they are not connected.'
  return { proxies, reason: isMissing ? (reason ?? unserved) : null }
}

const keyOf = ({ namespace, pod }: ReadSync): string => `${namespace}/${pod}`

interface Told {
  readonly pod: string
  readonly rows: readonly ReadSync[]
  readonly reason: string | null
}

async function askControlPlane(
  { cluster, identity, mesh }: Pick<AskedProxy, 'cluster' | 'identity' | 'mesh'>,
  { source, pod }: { readonly source: SyncSource; readonly pod: string },
  signal: AbortSignal,
): Promise<Told> {
  const pieces: Uint8Array[] = []
  const take = (piece: Uint8Array): void => {
    pieces.push(piece)
  }
  const ask = { ...syncLimits, method: 'GET', path: source.path } as const
  const { namespace, port } = source
  try {
    const answer = await cluster.proxies.ask(
      identity,
      { ...ask, namespace, pod, port },
      { take, signal },
    )
    if (answer.kind === 'refused') return { pod, rows: [], reason: answer.message }
    const rows = answer.httpStatus === 200 ? mesh.readSync(parse(pieces)) : null
    if (rows !== null) return { pod, rows, reason: null }
    const status = answer.httpStatus === 200 ? 'something else' : `status ${answer.httpStatus}`
    return { pod, rows: [], reason: `The control plane ${pod} answered with ${status}.` }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unauthenticated') throw error
    return { pod, rows: [], reason: error.message }
  }
}

function parse(pieces: readonly Uint8Array[]): unknown {
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    return null
  }
}

function unknownOf(pods: readonly PodObject[], reason: string): ProxiesSync {
  return {
    proxies: pods.map(({ name }) => ({ pod: name, controlPlane: null, ...unknownTypes })),
    reason,
  }
}
