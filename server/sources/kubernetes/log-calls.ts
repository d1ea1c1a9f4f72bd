import type { IncomingMessage } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import { AppError, SourceUnavailableError } from '../../errors.ts'
import type { Identity } from '../../seams/identity.ts'
import {
  sayMissingLogRight,
  type LogAsk,
  type LogCalls,
  type LogRefusal,
  type OpenedLog,
} from '../../seams/log-calls.ts'
import type { KubeConnection } from './connection.ts'
import { asFailure, KubeFailure } from './kube-failure.ts'
import { isRaw, mapAt } from './raw.ts'

interface LogCallOptions {
  readonly source: string // id of the back end
  readonly connection: KubeConnection
}

/** Logs by the API server, which asks the kubelet of the pod's node for them. */
export function createLogCalls({ source, connection }: LogCallOptions): LogCalls {
  const unavailable = (failure: KubeFailure): SourceUnavailableError =>
    new SourceUnavailableError(
      {
        source,
        failure: failure.reason === 'Timeout' ? 'timeout' : 'unavailable',
        cause: failure,
      },
      failure.httpStatus === null
        ? `The log broke off (${connection.address}, ${failure.message}): it is asked for again.`
        : `The Kubernetes API could not read this log (${connection.address}, ${failure.message}).`,
    )

  return {
    open: async (identity, ask, signal): Promise<OpenedLog> => {
      const token = tokenOf(identity)
      try {
        const response = await connection.open(
          {
            path: pathOf(ask),
            accept: 'text/plain, application/json;q=0.5, */*;q=0.1',
            ...(token === undefined ? {} : { token }),
          },
          signal,
        )
        const bytes = bodyOf(response, (error) => unavailable(asFailure(error)))
        return { kind: 'open', bytes }
      } catch (error) {
        if (signal.aborted) throw error
        return refusalOf(asFailure(error), { ask, identity, unavailable })
      }
    },
    configMap: async (namespace, name) => {
      try {
        const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/configmaps/${encodeURIComponent(name)}`
        const answer = await connection.request({ path, deadlineMs: 5000 })
        return isRaw(answer) ? mapAt(answer, 'data') : null
      } catch {
        return null
      }
    },
  }
}

/** The bytes of an answer; what cuts them off is told as `sayCut` tells it. */
function bodyOf(response: IncomingMessage, sayCut: (error: unknown) => Error): Readable {
  const bytes = new PassThrough({ highWaterMark: 16 * 1024 })
  response.on('error', (error) => bytes.destroy(sayCut(error)))
  response.on('close', () => {
    if (!response.complete && !bytes.destroyed)
      bytes.destroy(sayCut(new KubeFailure(null, 'Cut', 'the connection was cut')))
  })
  // Whoever reads no more hangs up.
  bytes.on('close', () => response.destroy())
  response.pipe(bytes)
  return bytes
}

function tokenOf(identity: Identity): string | undefined {
  if (identity.kind === 'anonymous') return undefined
  // The API server takes an empty token for nobody's.
  if (identity.token.trim() === '')
    throw new AppError('unauthenticated', 'Sign in with a Kubernetes bearer token.')
  return identity.token
}

function pathOf(ask: LogAsk): string {
  const query = new URLSearchParams({ container: ask.container, timestamps: 'true' })
  if (ask.follow === true) query.set('follow', 'true')
  if (ask.previous === true) query.set('previous', 'true')
  if (ask.sinceMs !== undefined)
    query.set('sinceTime', `${new Date(ask.sinceMs).toISOString().slice(0, 19)}Z`)
  if (ask.tailLines !== undefined) query.set('tailLines', String(ask.tailLines))
  if (ask.limitBytes !== undefined) query.set('limitBytes', String(ask.limitBytes))
  const [namespace, pod] = [ask.namespace, ask.pod].map(encodeURIComponent)
  return `/api/v1/namespaces/${namespace ?? ''}/pods/${pod ?? ''}/log?${query.toString()}`
}

interface Refused {
  readonly ask: LogAsk
  readonly identity: Identity
  readonly unavailable: (failure: KubeFailure) => SourceUnavailableError
}

function refusalOf(failure: KubeFailure, { ask, identity, unavailable }: Refused): OpenedLog {
  const { namespace, pod, container } = ask
  const refused = (reason: LogRefusal, message: string): OpenedLog => ({
    kind: 'refused',
    reason,
    message,
  })
  const { httpStatus, message } = failure
  if (httpStatus === 401 && identity.kind === 'token')
    throw new AppError('unauthenticated', 'The cluster does not accept this token any more.')
  if (httpStatus === 403) return refused('forbidden', sayMissingLogRight(identity, namespace))
  if (httpStatus === 404) return refused('podGone', `The pod ${pod} is not there any more.`)
  if (httpStatus === 400 && message.includes('previous terminated container'))
    return refused('noPrevious', `${container} has not been restarted, so there is no run before.`)
  if (httpStatus === 400 && /is waiting to start|is not available|PodInitializing/.test(message))
    return refused('waiting', `${container} has not begun yet: ${reasonIn(message)}.`)
  if (httpStatus === 400) return refused('noContainer', `${pod} has no container ${container}.`)
  throw unavailable(failure)
}

const reasonIn = (message: string): string => message.split(': ').at(-1) ?? message
