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

/** Asks the trace store. Throws SourceUnavailableError, or what `signal` threw. */
export interface TextFetcher {
  readonly party: Party
  /** Any status up to 499 but 401 and 403 is an answer; the caller knows which it wants. */
  readonly get: (path: string, signal?: AbortSignal) => Promise<TextAnswer>
  /** The same, but a body that `isTaken` comes piece by piece, and the text is empty. */
  readonly read: (
    path: string,
    take: (piece: Buffer) => void,
    signal?: AbortSignal,
  ) => Promise<TextAnswer>
  readonly close: () => Promise<void>
}

/** Jaeger's pages answer any unknown path with HTML and status 200. */
export const isPage = ({ contentType }: Pick<TextAnswer, 'contentType'>): boolean =>
  contentType.includes('html')

/** Whether `read` has handed the body on: what is refused, or is a page, is a short text. */
export const isTaken = (answer: Omit<TextAnswer, 'text'>): boolean =>
  answer.httpStatus === 200 && !isPage(answer)

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
  const ask = async (path: string, { take, signal }: Asked): Promise<TextAnswer> => {
    signal?.throwIfAborted()
    const deadline = AbortSignal.timeout(deadlineMs)
    const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline])
    try {
      const answer = await request(joinAddress(options.url, path), {
        dispatcher: await agent.get(),
        headers: await headersOf(options),
        signal: either,
      })
      const { statusCode: httpStatus } = answer
      const head = { httpStatus, contentType: String(answer.headers['content-type'] ?? '') }
      const isHanded = take !== null && isTaken(head)
      const pieces: Buffer[] = []
      await readPieces(answer.body, {
        maxAnswerBytes,
        take: isHanded ? take : (piece) => pieces.push(piece),
      })
      if (httpStatus === 401 || httpStatus === 403 || httpStatus >= 500)
        throw badStatus(party, httpStatus, null)
      return { ...head, text: Buffer.concat(pieces).toString('utf8') }
    } catch (error) {
      signal?.throwIfAborted()
      if (deadline.aborted) throw timedOut(party, deadlineMs)
      throw asFailure(party, error, maxAnswerBytes)
    }
  }
  return {
    party,
    get: (path, signal) => ask(path, { take: null, signal }),
    read: (path, take, signal) => ask(path, { take, signal }),
    close: () => agent.close(),
  }
}

interface Asked {
  readonly take: ((piece: Buffer) => void) | null // null: the text is wanted
  readonly signal: AbortSignal | undefined
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

interface Reading {
  readonly maxAnswerBytes: number
  readonly take: (piece: Buffer) => void
}

async function readPieces(
  body: Dispatcher.ResponseData['body'],
  { maxAnswerBytes, take }: Reading,
): Promise<void> {
  let bytes = 0
  for await (const piece of body) {
    if (!Buffer.isBuffer(piece)) continue
    bytes += piece.length
    if (bytes > maxAnswerBytes) throw new Broken('tooLarge', `over ${maxAnswerBytes} bytes`)
    take(piece)
  }
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
