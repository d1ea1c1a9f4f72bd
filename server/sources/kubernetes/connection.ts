import type https from 'node:https'
import type http from 'node:http'
import { displayAddress } from '../../seams/address.ts'
import { readKubeAccess, type KubeAccess, type KubeconfigOptions } from './kubeconfig.ts'
import { asFailure, KubeFailure } from './kube-failure.ts'
import {
  createAgents,
  failureIn,
  parse,
  readAll,
  readLines,
  send,
  warningsOf,
  type BaseOptions,
  type WireAsk,
} from './wire.ts'

export interface KubeAsk extends WireAsk {
  /** Whose bearer token; absent: our own identity. */
  readonly token?: string
  readonly deadlineMs?: number
  readonly signal?: AbortSignal
}

/** Speaks with one API server; throws KubeFailure only. Learns what each call meets. */
export interface KubeConnection {
  readonly address: string
  readonly access: () => KubeAccess
  readonly request: (ask: KubeAsk) => Promise<unknown>
  /** As `request`, with what the server warned of while it answered. */
  readonly exchange: (ask: KubeAsk) => Promise<Exchanged>
  /**
   * Hands on event after event until the server ends the watch; throws when it breaks. `opened`: the
   * server has taken it.
   */
  readonly watch: (
    ask: KubeAsk,
    take: (event: unknown) => void,
    opened?: () => void,
  ) => Promise<void>
  /** The head of an answer whose body is still to be read, by whoever asked. */
  readonly open: (ask: KubeAsk, signal: AbortSignal) => Promise<http.IncomingMessage>
  readonly close: () => void
}

export interface Exchanged {
  readonly body: unknown
  readonly warnings: readonly string[]
}

interface Listener {
  readonly reached: () => void
  readonly notReached: (message: string) => void
}

const defaultDeadlineMs = 30_000
const rereadEveryMs = 30_000
const ownOptionsLastMs = 5000

export function createConnection(options: KubeconfigOptions, listener: Listener): KubeConnection {
  let access = readKubeAccess(options)
  let readAt = Date.now()
  const agents = createAgents()
  let own: { readonly at: number; readonly options: Promise<BaseOptions> } | null = null

  /** One run of a plug-in serves all requests of a moment. */
  const ownOptions = (): Promise<BaseOptions> => {
    if (own !== null && Date.now() - own.at < ownOptionsLastMs) return own.options
    const made = optionsOf(access)
    own = { at: Date.now(), options: made }
    return made
  }

  /** Credentials may have been renewed in the file; a plug-in's are asked for anew. */
  const reread = (): void => {
    if (Date.now() - readAt < rereadEveryMs) return
    readAt = Date.now()
    own = null
    try {
      access = readKubeAccess(options)
    } catch {
      // The file is being written, or gone: what was read before may still hold.
    }
  }

  const open = async (ask: KubeAsk, signal: AbortSignal): Promise<http.IncomingMessage> => {
    const isOwn = ask.token === undefined
    const base = isOwn ? await ownOptions() : withoutUser(await ownOptions(), ask.token)
    const response = await send(ask, { base, server: access.cluster.server, agents, signal })
    const status = response.statusCode ?? 0
    if (status < 200 || status >= 300) throw await failureIn(response, status)
    listener.reached()
    return response
  }

  /** The failure, after the listener has heard what it says of the server. */
  const noted = (error: unknown, ask: KubeAsk): KubeFailure => {
    const isOwn = ask.token === undefined
    const failure = asFailure(error)
    if (failure.httpStatus === null && failure.reason !== 'Aborted')
      listener.notReached(
        `The Kubernetes API cannot be reached (${displayAddress(access.cluster.server)}, ${failure.message}): is the cluster running, and may this machine connect to it?`,
      )
    else if (failure.httpStatus === 401 && isOwn) {
      reread()
      listener.notReached(
        failure.reason === 'NoCredentials'
          ? failure.message
          : `The Kubernetes API does not accept the ${access.identity}: log in again, or name another context.`,
      )
    } else if (failure.httpStatus !== null && failure.httpStatus < 500) listener.reached()
    return failure
  }

  const exchange = async (ask: KubeAsk): Promise<Exchanged> => {
    const deadline = AbortSignal.timeout(ask.deadlineMs ?? defaultDeadlineMs)
    const signal = ask.signal === undefined ? deadline : AbortSignal.any([ask.signal, deadline])
    try {
      const response = await open(ask, signal)
      return { body: parse(await readAll(response)), warnings: warningsOf(response) }
    } catch (error) {
      const isLate = deadline.aborted && ask.signal?.aborted !== true
      throw noted(isLate ? new KubeFailure(null, 'Timeout', 'no answer in time') : error, ask)
    }
  }

  return {
    get address() {
      return displayAddress(access.cluster.server)
    },
    access: () => access,
    exchange,
    request: async (ask) => (await exchange(ask)).body,
    watch: async (ask, take, opened) => {
      try {
        const response = await open(ask, ask.signal ?? new AbortController().signal)
        opened?.()
        await readLines(response, (line) => take(parse(line)))
      } catch (error) {
        throw noted(error, ask)
      }
    },
    open: async (ask, signal) => {
      try {
        return await open(ask, signal)
      } catch (error) {
        throw noted(error, ask)
      }
    },
    close: () => {
      agents.plain.destroy()
      agents.secure.destroy()
    },
  }
}

async function optionsOf({ config, cluster, identity }: KubeAccess): Promise<BaseOptions> {
  const options: https.RequestOptions = {}
  try {
    await config.applyToHTTPSOptions(options)
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    const said = text.trim().split('\n')[0] ?? ''
    throw new KubeFailure(
      401,
      'NoCredentials',
      `The credentials of the ${identity} cannot be had (${said || 'its command failed'}): run its command by hand, or log in again.`,
    )
  }
  const { agent, headers, ...rest } = options
  return {
    ...rest,
    headers: Object.fromEntries(Object.entries(headers ?? {})),
    // The library's agent opens a connection per request; it is needed for proxies only.
    ...(cluster.proxyUrl === undefined || agent === undefined ? {} : { agent }),
  }
}

/** How to reach the server, without whom we are, as somebody else. */
function withoutUser(own: BaseOptions, token: string | undefined): BaseOptions {
  const { ca, rejectUnauthorized, servername, agent } = own
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
    ...(servername === undefined ? {} : { servername }),
    ...(agent === undefined ? {} : { agent }),
    headers: { authorization: `Bearer ${token ?? ''}` },
  }
}
