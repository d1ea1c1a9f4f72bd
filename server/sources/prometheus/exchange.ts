import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { readTlsFailure } from '../../seams/tls-failures.ts'

/** One HTTP request of a source. Plain data: it crosses into a worker as it is. */
export interface ExchangeAsk {
  readonly url: string // may carry credentials, which are not sent: they go by headers
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly ca: string | null // PEM
  /** A local socket to connect to in the address's place: a port-forward. */
  readonly socketPath: string | null
  readonly maxBytes: number
}

export interface ExchangeAnswer {
  readonly httpStatus: number
  readonly contentType: string
  readonly location: string | null
  readonly server: string // what the answer's headers tell of the product
  readonly bytes: number
}

/** Why there is no answer. `detail` is a cause in a few words, such as ECONNREFUSED. */
export class ExchangeError extends Error {
  readonly reason: 'connection' | 'tooLarge' | 'aborted' | 'certificate'

  constructor(reason: ExchangeError['reason'], detail: string) {
    super(detail)
    this.name = 'ExchangeError'
    this.reason = reason
  }
}

/** Takes the body as it comes in, decompressed. */
export type ChunkTaker = (chunk: Uint8Array) => void

/**
 * Speaks HTTP with one back end over kept connections. Plain node:http, because it starts in a
 * worker in half the time of a client library and drains an answer as fast.
 */
export interface Exchange {
  readonly run: (
    ask: ExchangeAsk,
    take: (answer: Omit<ExchangeAnswer, 'bytes'>) => ChunkTaker,
    signal: AbortSignal,
  ) => Promise<ExchangeAnswer>
  readonly close: () => void
}

const keepAlive = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 16 }

/** Throws ExchangeError only. */
export function createExchange(): Exchange {
  const plain = new http.Agent(keepAlive)
  const secure = new https.Agent(keepAlive)
  return {
    run: (ask, take, signal) =>
      new Promise((resolve, reject) => {
        const fail = (error: Error): void => reject(asExchangeError(error, signal))
        const request = openRequest(ask, { plain, secure, signal })
        request.on('error', fail)
        request.on('response', (response) => {
          const answer = readHead(response)
          const takeChunk = take(answer)
          drain(response, { maxBytes: ask.maxBytes, takeChunk }).then(
            (bytes) => resolve({ ...answer, bytes }),
            (error: unknown) => {
              request.destroy()
              fail(error instanceof Error ? error : new Error('unknown'))
            },
          )
        })
        request.end(ask.body ?? undefined)
      }),
    close: () => {
      plain.destroy()
      secure.destroy()
    },
  }
}

interface Agents {
  readonly plain: http.Agent
  readonly secure: https.Agent
  readonly signal: AbortSignal
}

function openRequest(ask: ExchangeAsk, { plain, secure, signal }: Agents): http.ClientRequest {
  const url = new URL(ask.url)
  const isSecure = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const options = {
    method: ask.method,
    path: url.pathname + url.search,
    headers: {
      accept: 'application/json',
      ...(ask.body === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...ask.headers,
      host: url.host,
    },
    signal,
    ...(ask.socketPath === null ? { host, port: url.port } : { socketPath: ask.socketPath }),
  }
  if (!isSecure) return http.request({ ...options, agent: plain })
  return https.request({
    ...options,
    agent: secure,
    // An address is no name (RFC 6066), and a certificate for it is checked without.
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ask.ca === null ? {} : { ca: ask.ca }),
  })
}

function readHead(response: http.IncomingMessage): Omit<ExchangeAnswer, 'bytes'> {
  const { headers } = response
  return {
    httpStatus: response.statusCode ?? 0,
    contentType: headers['content-type'] ?? '',
    location: headers.location ?? null,
    server: [headers.server, headers['x-server-hostname'] === undefined ? '' : 'VictoriaMetrics']
      .filter((text) => text !== undefined && text !== '')
      .join(' '),
  }
}

function drain(
  response: http.IncomingMessage,
  { maxBytes, takeChunk }: { readonly maxBytes: number; readonly takeChunk: ChunkTaker },
): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0
    let body: Readable = response
    if (response.headers['content-encoding'] === 'gzip') {
      const unzip = createGunzip({ chunkSize: 1 << 17 })
      response.on('error', reject)
      body = response.pipe(unzip)
    }
    body.on('error', reject)
    // A connection that is cut in the middle closes without an end.
    response.on('close', () => {
      if (!response.complete) reject(new ExchangeError('connection', 'the connection was cut'))
    })
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) {
        body.destroy()
        reject(new ExchangeError('tooLarge', `over ${maxBytes} bytes`))
        return
      }
      takeChunk(chunk)
    })
    body.on('end', () => resolve(bytes))
  })
}

function asExchangeError(error: Error, signal: AbortSignal): ExchangeError {
  if (error instanceof ExchangeError) return error
  if (signal.aborted || error.name === 'AbortError') return new ExchangeError('aborted', 'aborted')
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return new ExchangeError(readTlsFailure(code) === null ? 'connection' : 'certificate', code)
}
