import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { LabClock } from '../seams.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { randomFrom } from '../world/random.ts'
import { findPermission } from './access.ts'
import type { AccessAsk } from './access.ts'
import { inventLogLines } from './log-lines.ts'
import type { LogSource } from './log-lines.ts'
import { answerLog } from './logs.ts'
import { answerPath } from './paths.ts'
import { PortForwarding } from './port-forward.ts'
import type { PodPorts } from './port-forward.ts'
import { answerGet, findObject, Lister } from './reading.ts'
import { readRequest } from './request-info.ts'
import type { RequestInfo, ResourceRequest } from './request-info.ts'
import { answerReview } from './reviews.ts'
import { scaleOf } from './scale.ts'
import { failureStatus, KubeStatusError, methodNotAllowed, NoSuchPageError } from './status.ts'
import { anonymous, findUser, readToken } from './users.ts'
import type { LabUser } from './users.ts'
import { answerWatch } from './watching.ts'
import { listJson, objectJson, readBody, readForm, sendFailure, sendJson } from './wire.ts'
import { deleteObject, deleteObjects } from './deleting.ts'
import type { WriteAsk, Written } from './write-ask.ts'
import { createObject, patchObject, updateObject } from './writing.ts'

export interface KubernetesFaceOptions {
  readonly store: ObjectStore
  readonly clock: LabClock
  /** Who comes without a token; the API server's own anonymous user when left out. */
  readonly withoutToken?: LabUser
  readonly logs?: LogsOfContainers // invented lines when left out
  readonly ports?: PodPorts // nobody listens in any pod when left out
  readonly bookmarkSeconds?: number // default 30
  readonly seed?: number // of generated names
}

/** What containers wrote, and until when that is known. */
export interface LogsOfContainers {
  readonly lines: LogSource
  readonly nowMs: () => number
}

export interface KubernetesFace {
  readonly listener: RequestListener
  /** Takes connections that become web sockets: forwarded ports. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex) => void
  /** Ends all watches, followed logs and forwarded ports. */
  readonly stop: () => void
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly user: LabUser
}

/** A Kubernetes API server over the store: discovery, reads, watches, writes, reviews, logs. */
export function createKubernetesFace(options: KubernetesFaceOptions): KubernetesFace {
  const { store, clock } = options
  const stopping = new AbortController()
  const lister = new Lister(store)
  const random = randomFrom(options.seed ?? 1)
  const forwarding = new PortForwarding(options.ports ?? (() => null))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://lab.invalid')
    const user = identify(request)
    const info = readRequest(request.method ?? 'GET', url)
    authorize(info, user)
    if (!info.isResource) {
      answerPath(info, request, response)
      return
    }
    const isRead = ['get', 'list', 'watch'].includes(info.verb)
    if (isRead) read(info, { request, response, user })
    else await write(info, { request, response, user })
  }

  function identify(request: IncomingMessage): LabUser {
    const token = readToken(request.headers.authorization)
    if (token === null) return options.withoutToken ?? anonymous
    const user = findUser(token)
    if (user === null) throw new KubeStatusError('Unauthorized', 'Unauthorized')
    return user
  }

  function authorize(info: RequestInfo, user: LabUser): void {
    const ask = accessAskOf(info)
    if (findPermission(store, user, ask) === null) throw forbidden(info, user)
  }

  /** As an API server from 1.35 on: it asks for `get`, since it is a web socket, and `create`. */
  function forward(request: IncomingMessage, socket: Duplex): void {
    const user = identify(request)
    const info = readRequest('GET', new URL(request.url ?? '/', 'http://lab.invalid'))
    authorize(info, user)
    if (!info.isResource || info.subresource !== 'portforward') throw methodNotAllowed()
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') throw upgradeRequired()
    authorize({ ...info, verb: 'create' }, user)
    const pod = findObject(store, info)
    forwarding.accept({ request, socket, pod, port: Number(info.query.get('ports') ?? 0) })
  }

  function read(info: ResourceRequest, { request, response }: Exchange): void {
    const form = readForm(request.headers.accept)
    const { signal } = stopping
    if (info.verb === 'watch') {
      const bookmarkSeconds = options.bookmarkSeconds ?? 30
      answerWatch(store, info, { response, form, signal, bookmarkSeconds })
    } else if (info.subresource === 'log') {
      const logs = options.logs ?? { lines: inventLogLines, nowMs: () => clock.nowMs() }
      answerLog(store, info, { response, signal, ...logs })
    } else if (info.subresource === 'portforward') {
      throw upgradeRequired()
    } else if (info.subresource === 'scale') {
      sendJson(response, 200, JSON.stringify(scaleOf(findObject(store, info))))
    } else {
      const json = info.verb === 'list' ? lister.answer(info, form) : answerGet(store, info, form)
      sendJson(response, 200, json)
    }
  }

  async function write(
    info: ResourceRequest,
    { request, response, user }: Exchange,
  ): Promise<void> {
    const body = await readBody(request)
    if (info.type.isReview) {
      const answer = answerReview(info.type.kind, { objects: store, user, body })
      sendJson(response, 201, JSON.stringify(answer))
      return
    }
    const ask: WriteAsk = {
      store,
      request: info,
      body,
      contentType: request.headers['content-type'] ?? '',
      userAgent: request.headers['user-agent'] ?? '',
      nowMs: clock.nowMs(),
      random,
    }
    sendWritten(ask, response)
  }

  return {
    listener: (request, response) => {
      answer(request, response).catch((error: unknown) => refuse(response, error))
    },
    upgrade: (request, socket) => {
      socket.on('error', () => socket.destroy())
      try {
        forward(request, socket)
      } catch (error) {
        refuseUpgrade(socket, asStatus(error))
      }
    },
    stop: () => {
      stopping.abort()
      forwarding.stop()
    },
  }
}

function sendWritten(ask: WriteAsk, response: ServerResponse): void {
  const { request } = ask
  const served = { ...request, form: 'full' as const }
  const writers: Readonly<Record<string, (what: WriteAsk) => Written>> = {
    create: createObject,
    update: updateObject,
    patch: patchObject,
  }
  const writer = writers[request.verb]
  if (writer !== undefined) {
    sendObject(writer(ask), request, response)
  } else if (request.verb === 'delete') {
    sendJson(response, 200, JSON.stringify(deleteObject(ask)))
  } else if (request.verb === 'deletecollection') {
    const gone = deleteObjects(ask)
    const resourceVersion = String(ask.store.revision())
    sendJson(response, 200, listJson(gone, served, { resourceVersion, continue: '', remaining: 0 }))
  } else {
    throw methodNotAllowed()
  }
}

function sendObject(written: Written, request: ResourceRequest, response: ServerResponse): void {
  if (written.warnings.length > 0) {
    const texts = written.warnings.map((text) => `299 - "${text.replaceAll('"', '\\"')}"`)
    response.setHeader('warning', texts)
  }
  const json =
    request.subresource === 'scale'
      ? JSON.stringify(scaleOf(written.object))
      : objectJson(written.object, { ...request, form: 'full' })
  sendJson(response, written.code, json)
}

function accessAskOf(info: RequestInfo): AccessAsk {
  if (!info.isResource) return { verb: info.verb, path: info.path }
  const { verb, type, name, subresource } = info
  const resource = subresource === '' ? type.plural : `${type.plural}/${subresource}`
  return { verb, group: type.group, resource, namespace: scopeOf(info), name }
}

/** Rights on a namespace itself are those inside of it, as the real server has it. */
function scopeOf({ type, namespace, name }: ResourceRequest): string {
  return type.group === '' && type.plural === 'namespaces' ? name : namespace
}

function forbidden(info: RequestInfo, user: LabUser): KubeStatusError {
  if (!info.isResource) {
    return new KubeStatusError(
      'Forbidden',
      `forbidden: User "${user.name}" cannot ${info.verb} path "${info.path}"`,
      {},
    )
  }
  const { verb, type, name, subresource } = info
  const namespace = scopeOf(info)
  const qualified = type.group === '' ? type.plural : `${type.plural}.${type.group}`
  const resource = subresource === '' ? type.plural : `${type.plural}/${subresource}`
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`
  const which = name === '' ? '' : ` "${name}"`
  return new KubeStatusError(
    'Forbidden',
    `${qualified}${which} is forbidden: User "${user.name}" cannot ${verb} resource "${resource}" in API group "${type.group}" ${where}`,
    {
      ...(name === '' ? {} : { name }),
      ...(type.group === '' ? {} : { group: type.group }),
      kind: type.plural,
    },
  )
}

function refuse(response: ServerResponse, error: unknown): void {
  if (!(error instanceof NoSuchPageError)) {
    sendFailure(response, asStatus(error))
    return
  }
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
  response.end('404 page not found\n')
}

function upgradeRequired(): KubeStatusError {
  return new KubeStatusError('BadRequest', 'Upgrade request required')
}

function refuseUpgrade(socket: Duplex, error: KubeStatusError): void {
  const body = JSON.stringify(failureStatus(error))
  socket.end(
    [
      `HTTP/1.1 ${error.code} ${error.reason}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

function asStatus(error: unknown): KubeStatusError {
  if (error instanceof KubeStatusError) return error
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new KubeStatusError('InternalError', `Internal error occurred: ${why}`)
}
