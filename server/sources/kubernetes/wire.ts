import http from 'node:http'
import https from 'node:https'
import { KubeFailure, KubeRefusal } from './kube-failure.ts'
import { isRaw } from './raw.ts'

/** How to reach a server and as whom: what the kubeconfig says. */
export interface BaseOptions extends Omit<https.RequestOptions, 'headers'> {
  readonly headers?: http.OutgoingHttpHeaders
}

/** What is asked of a server, whoever asks. */
export interface WireAsk {
  readonly path: string
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown // sent as JSON
  readonly contentType?: string // absent: application/json
  readonly accept?: string
  /** Whether it may be asked twice; absent: when it is a GET. */
  readonly isRepeatable?: boolean
}

export interface Agents {
  readonly plain: http.Agent
  readonly secure: https.Agent
}

export function createAgents(): Agents {
  const kept = { keepAlive: true, keepAliveMsecs: 30_000 }
  return { plain: new http.Agent(kept), secure: new https.Agent(kept) }
}

export interface Sending {
  readonly base: BaseOptions
  readonly server: string
  readonly agents: Agents
  readonly signal: AbortSignal
}

/**
 * Resolves with the answer's head. Servers let go of idle connections, sometimes just when one is
 * used again: what may be asked twice is asked on another one then.
 */
export function send(ask: WireAsk, sending: Sending): Promise<http.IncomingMessage> {
  const { base, server, agents, signal } = sending
  const body = ask.body === undefined ? undefined : JSON.stringify(ask.body)
  const url = new URL(server + ask.path)
  const isSecure = url.protocol === 'https:'
  const options: https.RequestOptions = {
    agent: isSecure ? agents.secure : agents.plain,
    ...base,
    method: ask.method ?? 'GET',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    path: url.pathname + url.search,
    signal,
    headers: {
      accept: ask.accept ?? 'application/json',
      'user-agent': 'alidade',
      ...(body === undefined ? {} : bodyHeaders(body, ask)),
      ...base.headers,
    },
  }
  return new Promise((resolve, reject) => {
    const request = isSecure ? https.request(options) : http.request(options)
    request.on('response', resolve)
    request.on('error', (error) => {
      const isStale = request.reusedSocket && hasEnded(error)
      if (isStale && isRepeatable(ask)) resolve(send(ask, sending))
      else reject(error)
    })
    request.end(body)
  })
}

const isRepeatable = ({ method = 'GET', isRepeatable = method === 'GET' }: WireAsk): boolean =>
  isRepeatable

const hasEnded = (error: Error): boolean =>
  'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')

/** Node would send the body of a DELETE without saying how long it is. */
function bodyHeaders(body: string, { contentType }: WireAsk): http.OutgoingHttpHeaders {
  return {
    'content-type': contentType ?? 'application/json',
    'content-length': Buffer.byteLength(body),
  }
}

export function readAll(response: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    response.on('error', reject)
    response.on('close', () => {
      if (!response.complete) reject(new KubeFailure(null, 'Cut', 'the connection was cut'))
    })
  })
}

/** Hands on line after line; resolves when the answer ends, throws when it breaks. */
export function readLines(
  response: http.IncomingMessage,
  take: (line: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let rest = ''
    response.setEncoding('utf8')
    response.on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      try {
        for (const line of lines) if (line !== '') take(line)
      } catch (error) {
        response.destroy()
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    })
    response.on('end', resolve)
    response.on('error', reject)
    response.on('close', () => {
      if (!response.complete) reject(new KubeFailure(null, 'Cut', 'the connection was cut'))
    })
  })
}

/** The texts of `Warning: 299 - "text"`, which comes once for each or as one list. */
export function warningsOf({ headers }: http.IncomingMessage): readonly string[] {
  const { warning } = headers
  const whole = typeof warning === 'string' ? warning : ''
  return [...whole.matchAll(/\b299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    text.replace(/\\(.)/g, '$1'),
  )
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new KubeFailure(null, 'NoJson', 'it answered with something that is no JSON')
  }
}

/** What an answer that is no success says. */
export async function failureIn(
  response: http.IncomingMessage,
  status: number,
): Promise<KubeFailure> {
  const text = await readAll(response)
  let answer: unknown = null
  try {
    answer = JSON.parse(text)
  } catch {
    // A proxy's page: its status says enough.
  }
  return new KubeRefusal(status, isRaw(answer) ? answer : {})
}
