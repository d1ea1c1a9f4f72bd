import { readFile } from 'node:fs/promises'
import { request, type Dispatcher } from 'undici'
import { SourceUnavailableError } from '../../errors.ts'
import { displayAddress, joinAddress } from '../../seams/address.ts'
import { badStatus, notExchanged, timedOut, type Party } from '../../seams/failures.ts'
import { readTlsFailure } from '../../seams/tls-failures.ts'
import { createTrustedAgent } from './trusted-agent.ts'

export interface FetchOptions {
  readonly id: string
  readonly url: string // may carry user:password@ and a base path
  readonly headers?: Readonly<Record<string, string>>
  /** Read for each question, so that it can be rotated. */
  readonly bearerTokenFile?: string
  /** PEM of the authority that signed its certificate. */
  readonly caFile?: string
  readonly deadlineMs: number
  readonly maxAnswerBytes: number
  /** A local socket that leads to the address: see kubernetes/forward.ts. */
  readonly socketPath?: string
}

export interface TextAnswer {
  readonly httpStatus: number
  readonly contentType: string
  readonly text: string
}

/** Asks the trace store for small texts. Throws SourceUnavailableError, or what `signal` threw. */
export interface TextFetcher {
  readonly party: Party
  /** Any status up to 499 but 401 and 403 is an answer; the caller knows which it wants. */
  readonly get: (path: string, signal?: AbortSignal) => Promise<TextAnswer>
  readonly close: () => Promise<void>
}

/** Why bytes did not come, in the words of seams/failures.ts. */
class Broken extends Error {
  readonly reason: 'connection' | 'tooLarge' | 'certificate'

  constructor(reason: Broken['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

export function createTextFetcher(options: FetchOptions): TextFetcher {
  const { id: source, socketPath, caFile, deadlineMs, maxAnswerBytes } = options
  const party: Party = {
    source: options.id,
    name: 'The trace store',
    address: displayAddress(options.url),
  }
  const agent = createTrustedAgent({ source, caFile, socketPath })
  return {
    party,
    get: async (path, signal) => {
      signal?.throwIfAborted()
      const deadline = AbortSignal.timeout(deadlineMs)
      const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline])
      try {
        const headers = await headersOf(options)
        const answer = await request(joinAddress(options.url, path), {
          dispatcher: await agent.get(),
          headers,
          signal: either,
        })
        const text = await readText(answer.body, maxAnswerBytes)
        const { statusCode: httpStatus } = answer
        if (httpStatus === 401 || httpStatus === 403 || httpStatus >= 500)
          throw badStatus(party, httpStatus, null)
        return { httpStatus, contentType: String(answer.headers['content-type'] ?? ''), text }
      } catch (error) {
        signal?.throwIfAborted()
        if (deadline.aborted) throw timedOut(party, deadlineMs)
        throw asFailure(party, error, maxAnswerBytes)
      }
    },
    close: () => agent.close(),
  }
}

async function headersOf(options: FetchOptions): Promise<Record<string, string>> {
  const { url, headers, bearerTokenFile: file } = options
  const { username, password } = new URL(url)
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  const basic = { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
  const token = file === undefined ? {} : await bearerOf(options.id, file)
  return { accept: 'application/json', ...(username === '' ? {} : basic), ...token, ...headers }
}

async function bearerOf(source: string, file: string): Promise<Record<string, string>> {
  try {
    return { authorization: `Bearer ${(await readFile(file, 'utf8')).trim()}` }
  } catch (cause) {
    throw new SourceUnavailableError(
      { source, failure: 'forbidden', cause },
      `The file ${file}, which the settings of the ${source} source name, cannot be read.`,
    )
  }
}

async function readText(
  body: Dispatcher.ResponseData['body'],
  maxAnswerBytes: number,
): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    if (bytes > maxAnswerBytes) throw new Broken('tooLarge', `over ${maxAnswerBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function asFailure(party: Party, error: unknown, maxBytes: number): Error {
  if (error instanceof Broken) return notExchanged(party, error, maxBytes)
  if (!(error instanceof Error)) return new Error('unknown failure', { cause: error })
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  // What has a code comes from the socket; anything else is already said in our words.
  if (code === null || error.name === 'SourceUnavailableError') return error
  const broken = new Broken(readTlsFailure(code) === null ? 'connection' : 'certificate', code)
  return notExchanged(party, broken, maxBytes)
}
