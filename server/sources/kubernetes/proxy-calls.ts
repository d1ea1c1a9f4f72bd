import http from 'node:http'
import type { Duplex } from 'node:stream'
import { AppError, SourceUnavailableError, type SourceFailure } from '../../errors.ts'
import type { Identity } from '../../seams/identity.ts'
import {
  sayMissingForwardRight,
  type PieceTaker,
  type ProxyAnswer,
  type ProxyAsk,
  type ProxyCalls,
} from '../../seams/proxy-calls.ts'
import type { KubeConnection } from './connection.ts'
import { asFailure, KubeFailure } from './kube-failure.ts'
import { configAs } from './kubeconfig.ts'
import { openPodStream } from './pod-stream.ts'

interface ProxyCallOptions {
  readonly source: string // id of the back end
  readonly connection: Pick<KubeConnection, 'access' | 'address'>
}

/** HTTP with ports of pods by port-forward: what a proxy says of itself it says to its pod alone. */
export function createProxyCalls({ source, connection }: ProxyCallOptions): ProxyCalls {
  const broken = (ask: ProxyAsk, failure: SourceFailure, cause: unknown): SourceUnavailableError =>
    new SourceUnavailableError({ source, failure, cause }, sayBroken(ask, failure, cause))

  return {
    ask: async (identity, ask, { take, signal }) => {
      const late = AbortSignal.timeout(ask.deadlineMs)
      const either = AbortSignal.any([signal, late])
      try {
        const config = configAs(connection.access(), tokenOf(identity))
        const stream = await openPodStream(config, ask, either)
        try {
          return await exchange(stream, ask, take)
        } finally {
          stream.destroy()
        }
      } catch (error) {
        if (signal.aborted) throw signal.reason
        if (late.aborted) throw broken(ask, 'timeout', error)
        if (error instanceof AppError) throw error
        const failure = asFailure(error)
        const refused = refusalOf(failure, ask, identity)
        if (refused !== null) return refused
        throw broken(ask, failure.reason === 'TooLarge' ? 'tooLarge' : 'unavailable', failure)
      }
    },
  }
}

function tokenOf(identity: Identity): string | null {
  if (identity.kind === 'anonymous') return null
  if (identity.token.trim() !== '') return identity.token
  throw new AppError('unauthenticated', 'Sign in with a Kubernetes bearer token.')
}

/** One request and its answer; the connection is not used again. */
function exchange(stream: Duplex, ask: ProxyAsk, take: PieceTaker): Promise<ProxyAnswer> {
  return new Promise((resolve, reject) => {
    const { method, path, maxBytes } = ask
    const request = http.request({
      ...{ method, path, createConnection: () => stream },
      headers: { host: 'localhost', ...(method === 'POST' ? { 'content-length': '0' } : {}) },
    })
    // What broke the stream says more than what the request makes of it.
    const fail = (error: Error): void => reject(stream.errored ?? error)
    request.on('error', fail)
    request.on('response', (response) => {
      const httpStatus = response.statusCode ?? 0
      const isWanted = httpStatus === 200
      let bytes = 0
      response.on('error', fail)
      response.on('data', (piece: Buffer) => {
        bytes += piece.length
        if (bytes > maxBytes) {
          const limit = `more than ${Math.round(maxBytes / 1024 / 1024)} MB`
          stream.destroy(new KubeFailure(null, 'TooLarge', limit))
        } else if (isWanted) take(piece)
      })
      response.on('end', () => {
        const contentType = response.headers['content-type'] ?? ''
        resolve({ kind: 'answered', httpStatus, contentType, bytes })
      })
      response.on('close', () => {
        if (!response.complete)
          fail(new KubeFailure(null, 'Cut', 'the connection was cut in the middle'))
      })
    })
    request.end()
  })
}

function refusalOf(failure: KubeFailure, ask: ProxyAsk, identity: Identity): ProxyAnswer | null {
  const { namespace, pod, port } = ask
  const { httpStatus, reason } = failure
  if (httpStatus === 401 && identity.kind === 'token')
    throw new AppError('unauthenticated', 'The cluster does not accept this token any more.')
  if (httpStatus === 403) {
    // API servers ask for `get`, since it is a web socket, and from 1.35 on for `create`, too.
    const message = sayMissingForwardRight(identity, namespace, ['get', 'create'])
    return { kind: 'refused', reason: 'forbidden', message }
  }
  if (httpStatus === 404)
    return {
      ...{ kind: 'refused', reason: 'podGone' },
      message: `The pod ${pod} is not there any more.`,
    }
  if (reason === 'NotListening')
    return {
      ...{ kind: 'refused', reason: 'notListening' },
      message: `Nobody answers on port ${port} of the pod ${pod}: its proxy has not begun, or has no port of its own there.`,
    }
  return null
}

function sayBroken({ pod, deadlineMs }: ProxyAsk, failure: SourceFailure, cause: unknown): string {
  if (failure === 'timeout')
    return `The proxy of ${pod} did not answer in ${Math.round(deadlineMs / 1000)} s: ask again, or look at its load.`
  const why = cause instanceof Error ? cause.message : 'no reason was given'
  if (failure === 'tooLarge')
    return `The proxy of ${pod} answers ${why}, which the console does not read.`
  return `The way to the proxy of ${pod} broke (${why}): ask again.`
}
