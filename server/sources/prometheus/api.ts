import { displayAddress, isLoopback, joinAddress, sayDuration } from '../../seams/address.ts'
import { attemptTwice, isGatewayTrouble } from './attempts.ts'
import { createCredentials, type Credentials } from './credentials.ts'
import type { ExchangeAsk } from './exchange.ts'
import { SourceUnavailableError } from '../../errors.ts'
import { badStatus, failureOf, quoteBackEnd, unreadable, type Party } from '../../seams/failures.ts'
import type { Reading, ReadingKind } from './readings.ts'
import { createReadingThread, type WorkerAnswer } from './reading-thread.ts'

export interface ApiOptions extends Credentials {
  readonly id: string
  readonly url: string // may have a path: http://prometheus:9090/prometheus
  readonly deadlineMs: number
  readonly maxAnswerBytes: number
  /** A local socket that leads to the address: see kubernetes/forward.ts. */
  readonly socketPath?: string
}

export interface ApiCall {
  readonly path: string // /api/v1/query
  readonly params: Readonly<Record<string, string>>
  readonly reading: ReadingKind
  readonly signal?: AbortSignal | undefined
  readonly deadlineMs?: number | undefined
}

/** An answer of the store that is what was asked for. */
export interface ApiAnswer {
  readonly reading: Reading
  readonly bytes: number
  readonly server: string
  readonly tookMs: number
}

/** The HTTP API of the store: one question, one answer, or SourceUnavailableError. */
export interface PrometheusApi {
  readonly party: Party
  readonly call: (call: ApiCall) => Promise<ApiAnswer>
  readonly close: () => Promise<void>
}

/** Whether a store that is there said no, in whatever way: it only does not tell what was asked. */
export function isAnswer(error: unknown): boolean {
  return error instanceof SourceUnavailableError && error.cause === undefined
}

// Longer ones go into the body: proxies cut addresses at 8 kB, some at 2.
const longestGet = 1800

export function createApi(options: ApiOptions): PrometheusApi {
  const party: Party = {
    source: options.id,
    name: 'The metrics source',
    address: displayAddress(options.url),
  }
  const thread = createReadingThread()
  const secrets = createCredentials(options.id, options, options.url)
  const encoding = isLoopback(options.url) && options.socketPath === undefined ? 'identity' : 'gzip'
  let refusesPost = false

  const fetchOnce = async (
    call: ApiCall,
    query: string,
    signal: AbortSignal,
  ): Promise<WorkerAnswer> => {
    const isPost = query.length > longestGet && !refusesPost
    const url = joinAddress(options.url, call.path)
    const ask: ExchangeAsk = {
      url: isPost || query === '' ? url : `${url}?${query}`,
      method: isPost ? 'POST' : 'GET',
      headers: { 'accept-encoding': encoding, ...(await secrets.headers()) },
      body: isPost ? query : null,
      ca: await secrets.ca(),
      socketPath: options.socketPath ?? null,
      maxBytes: options.maxAnswerBytes,
    }
    const answered = await thread.ask(ask, call.reading, signal)
    if (!isPost || answered.answer.httpStatus !== 405) return answered
    refusesPost = true
    return fetchOnce(call, query, signal)
  }

  return {
    party,
    call: async (call) => {
      const startedAt = performance.now()
      const deadlineMs = call.deadlineMs ?? options.deadlineMs
      const query = new URLSearchParams(call.params).toString()
      const { answer, reading } = await attemptTwice(
        { party, deadlineMs, maxBytes: options.maxAnswerBytes, signal: call.signal },
        (signal) => fetchOnce(call, query, signal),
        ({ answer: { httpStatus }, reading: { kind } }) =>
          isGatewayTrouble(httpStatus) && kind !== 'error',
      )
      const { httpStatus, location, bytes, server } = answer
      if (reading.kind === 'error') throw refusal(party, { ...reading, httpStatus }, deadlineMs)
      if (httpStatus !== 200) throw badStatus(party, httpStatus, location)
      if (reading.kind === 'unreadable') throw unreadable(party, reading.reason)
      return { reading, bytes, server, tookMs: performance.now() - startedAt }
    },
    close: () => thread.close(),
  }
}

interface Refusal {
  readonly errorType: string
  readonly error: string
  readonly httpStatus: number
}

function refusal(
  party: Party,
  { errorType, error, httpStatus }: Refusal,
  deadlineMs: number,
): Error {
  const { name, address } = party
  const reason = quoteBackEnd(error)
  if (errorType === 'timeout' || errorType === 'canceled')
    return failureOf(
      party,
      { failure: 'timeout' },
      `${name} gave up (${address}, ${sayDuration(deadlineMs)}): ${reason}`,
    )
  if (httpStatus === 401 || httpStatus === 403)
    return failureOf(
      party,
      { failure: 'forbidden' },
      `${name} does not let us (${address}, status ${httpStatus}): ${reason}`,
    )
  if (httpStatus >= 500)
    return failureOf(
      party,
      { failure: 'unavailable' },
      `${name} failed (${address}, status ${httpStatus}): ${reason}`,
    )
  return failureOf(
    party,
    { failure: 'refused' },
    `${name} refused the query (${address}): ${reason}`,
  )
}
