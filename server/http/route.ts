import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Request, RequestHandler, Response, Router } from 'express'
import type { Endpoint } from '#contract/endpoint.ts'
import type { z } from '#contract/setup.ts'
import type { Caller } from '../auth/caller.ts'
import { giveBack } from './byte-sheet.ts'
import { contextOf, type OpenContext } from './context.ts'
import { pack } from './pack.ts'
import { readParameter } from './read-parameter.ts'
import { callerOf } from './session.ts'
import { writeAnswer } from './write-answer.ts'

/** What a handler gets: everything parsed, who asks, and of which cluster. */
export interface Asked<Params, Query, Body = unknown> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** The request itself, for those who read what is sent while it comes. */
  readonly sent: IncomingMessage
  readonly caller: Caller
  readonly context: OpenContext
  readonly signal: AbortSignal // aborted when the asker hangs up
}

/**
 * Serves one endpoint: parses what comes in (400 names the field and what it may be), lets the
 * handler answer, and parses what goes out, so that no answer can differ from the contract.
 */
export function route<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Answer extends z.ZodType,
  Body extends z.ZodType,
>(
  router: Router,
  endpoint: Endpoint<Params, Query, Answer, Body>,
  answer: (
    asked: Asked<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<z.input<Answer>> | z.input<Answer>,
): void {
  const handle: RequestHandler = async (request, response) => {
    const body: unknown = await answer(readAsked(endpoint, request, response))
    const answered = write(endpoint, body)
    response.type('json').vary('Accept-Encoding')
    if (answered.length < leastWorthPacking || request.acceptsEncodings('gzip') === false) {
      response.send(await answered.plain())
      return
    }
    const { bytes, tag } = await answered.packed()
    response.set({ 'Content-Encoding': 'gzip', ETag: tag }).send(bytes)
  }
  router[endpoint.method](endpoint.path, handle)
}

const leastWorthPacking = 1024
const unpack = promisify(gunzip)

interface Packed {
  readonly bytes: Buffer
  readonly tag: string // Express would make one out of all bytes for each who asks
}

/** Once packed, that is all that is kept: hardly anybody asks for the plain bytes, of 4 MB or more. */
class Written {
  readonly length: number // of the plain bytes
  #bytes: Buffer | null
  #isLent = false // somebody may still be sending them
  #packing: Promise<Packed> | null = null

  constructor(bytes: Buffer) {
    this.length = bytes.length
    this.#bytes = bytes
  }

  packed(): Promise<Packed> {
    return (this.#packing ??= this.#pack())
  }

  async plain(): Promise<Buffer> {
    this.#isLent = true
    return this.#bytes ?? unpack((await this.packed()).bytes)
  }

  async #pack(): Promise<Packed> {
    const plain = this.#bytes ?? Buffer.alloc(0)
    const bytes = await pack(plain)
    this.#bytes = null
    if (!this.#isLent) giveBack(plain)
    const hash = createHash('sha1').update(bytes).digest('base64url')
    return { bytes, tag: `W/"${bytes.length.toString(16)}-${hash}"` }
  }
}

const written = new WeakMap<object, Written>()

/**
 * Parsed, written and packed once per answer object: a graph that a hundred look at is the same
 * object, and packing it a hundred times would cost more than making it.
 */
function write(endpoint: Endpoint, body: unknown): Written {
  const isObject = typeof body === 'object' && body !== null
  const known = isObject ? written.get(body) : undefined
  if (known !== undefined) return known
  const made = new Written(writeAnswer(endpoint.response, body))
  if (isObject) written.set(body, made)
  return made
}

const hungUp = new DOMException('The asker hung up.', 'AbortError')

/** The parsed request of an endpoint, for handlers that write their own answer (streams). */
export function readAsked<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
>(
  endpoint: Endpoint<Params, Query, z.ZodType, Body>,
  request: Request,
  response: Response,
): Asked<z.output<Params>, z.output<Query>, z.output<Body>> {
  const gone = new AbortController()
  response.on('close', () => gone.abort(hungUp))
  return {
    params: readParameter(endpoint.params, '', request.params),
    query: readParameter(endpoint.query, '', request.query),
    body: readParameter(endpoint.body, '', request.body),
    sent: request,
    caller: callerOf(response),
    context: contextOf(response),
    signal: gone.signal,
  }
}
