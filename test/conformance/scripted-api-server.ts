import type { ServerResponse } from 'node:http'
import { startFaultServer, type FaultServer } from './fault-server.ts'

export interface PlainObject {
  readonly metadata: Readonly<Record<string, unknown>>
  readonly [field: string]: unknown
}

/** What a script says to one request; null: answer as usual. */
type Script = (ask: {
  readonly path: string
  readonly query: URLSearchParams
  readonly response: ServerResponse
}) => boolean

export interface ScriptedApiServer {
  readonly server: FaultServer
  /** Objects by the path of their list. What is not here is an empty list. */
  readonly objects: Map<string, PlainObject[]>
  readonly setVersion: (version: number) => void
  /** Watches that are open on a list. */
  readonly watches: (path: string) => readonly ServerResponse[]
  /** Comes before the usual answers; true: it has answered. */
  readonly script: (script: Script) => void
  readonly send: (path: string, event: object) => void
}

/** Just enough of an API server to go wrong in ways that a real one does once a month. */
export async function startScriptedApiServer(): Promise<ScriptedApiServer> {
  const objects = new Map<string, PlainObject[]>()
  const open = new Map<string, Set<ServerResponse>>()
  let script: Script = () => false
  let version = 1

  const json = (response: ServerResponse, body: object, status = 200): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const server = await startFaultServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://server')
    const { pathname: path, searchParams: query } = url
    if (script({ path, query, response })) return
    if (path === '/version') {
      json(response, { gitVersion: 'v1.36.0' })
      return
    }
    if (query.get('watch') === 'true') {
      const watchers = open.get(path) ?? new Set()
      open.set(path, watchers.add(response))
      response.on('close', () => watchers.delete(response))
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
      return
    }
    const all = objects.get(path) ?? []
    const limit = Number(query.get('limit')) || all.length || 1
    const from = Number(query.get('continue') ?? 0)
    const rest = from + limit < all.length ? { continue: String(from + limit) } : {}
    json(response, {
      kind: 'List',
      apiVersion: 'v1',
      metadata: { resourceVersion: String(version), ...rest },
      items: all.slice(from, from + limit),
    })
  })
  return {
    server,
    objects,
    setVersion: (next) => {
      version = next
    },
    watches: (path) => [...(open.get(path) ?? [])],
    script: (next) => {
      script = next
    },
    send: (path, event) => {
      for (const response of open.get(path) ?? []) response.write(`${JSON.stringify(event)}\n`)
    },
  }
}

const reasons: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  410: 'Expired',
}

/** A refusal, as API servers write it. */
export function refuse(response: ServerResponse, code: number, message: string): true {
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code,
    reason: reasons[code] ?? 'Unknown',
    message,
  }
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(status))
  return true
}
