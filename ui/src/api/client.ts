import { changeHeader, type Endpoint } from '#contract/endpoint.ts'
import { errorBodySchema, type ErrorCode } from '#contract/errors.ts'
import type { z } from '#contract/setup.ts'
import { t } from '../i18n/t.ts'
import type { Access } from './access.ts'

/** `network`: no answer at all · `badAnswer`: one that is not in the contract. */
export type ApiErrorCode = ErrorCode | 'network' | 'badAnswer'

export interface ApiErrorDetails {
  readonly field?: string | undefined
  readonly allowed?: readonly string[] | undefined
  readonly requestId?: string | undefined
  readonly cause?: unknown
}

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ApiErrorCode
  readonly field: string | null
  readonly allowed: readonly string[]
  readonly requestId: string | null

  constructor(code: ApiErrorCode, message: string, details: ApiErrorDetails = {}) {
    super(message, { cause: details.cause })
    this.code = code
    this.field = details.field ?? null
    this.allowed = details.allowed ?? []
    this.requestId = details.requestId ?? null
  }
}

export interface Ask<Params, Query, Body = unknown> {
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
}

type AnyEndpoint = Endpoint

export interface ClientDeps {
  readonly fetch: typeof fetch
  readonly access: Access
  /** Where the page lives, with the base path: API addresses are relative to it. */
  readonly baseUri: string
}

/** Something that was to be changed, and how it ended. */
export interface Written {
  readonly endpoint: string // its id
  readonly body: unknown
  readonly answer: unknown // undefined: there was none
  readonly error: ApiError | null
}

type WrittenListener = (written: Written) => void

/** Talks to the console's API: builds addresses, sends the token, parses answers and errors. */
export interface Client {
  readonly access: Access
  /** The context that it asks about; null: the one that the console started with. */
  readonly context: string | null
  /** The same console, asked about another context; the same client each time. */
  readonly inContext: (context: string | null) => Client
  /** Calls back after whatever was sent to change something, in any context; returns the way to stop. */
  readonly onWritten: (listener: WrittenListener) => () => void
  readonly call: <
    Params extends z.ZodType,
    Query extends z.ZodType,
    Answer extends z.ZodType,
    Body extends z.ZodType,
  >(
    endpoint: Endpoint<Params, Query, Answer, Body>,
    ask: Ask<z.input<Params>, z.input<Query>, z.input<Body>>,
    signal?: AbortSignal,
  ) => Promise<z.output<Answer>>
  /** An answer whose body is still to be read. Rejects with an ApiError unless it is a success. */
  readonly open: (
    endpoint: AnyEndpoint,
    ask: Ask<unknown, unknown>,
    options: { readonly headers?: Record<string, string>; readonly signal?: AbortSignal },
  ) => Promise<Response>
}

export function createClient(deps: ClientDeps): Client {
  const byContext = new Map<string, Client>()
  const listeners = new Set<WrittenListener>()
  const shared = {
    onWritten: (listener: WrittenListener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tellWritten: (written: Written) => listeners.forEach((listener) => listener(written)),
  }
  const inContext = (context: string | null): Client => {
    if (context === null) return first
    const known = byContext.get(context)
    if (known !== undefined) return known
    const access = deps.access.inContext(context)
    const made = clientOf({ ...deps, ...shared, access, context, inContext })
    byContext.set(context, made)
    return made
  }
  const first = clientOf({ ...deps, ...shared, context: null, inContext })
  return first
}

interface ContextDeps extends ClientDeps, Pick<Client, 'context' | 'inContext' | 'onWritten'> {
  readonly tellWritten: WrittenListener
}

function clientOf(deps: ContextDeps): Client {
  const { access, context, inContext, onWritten, tellWritten, baseUri } = deps
  const open: Client['open'] = async (endpoint, ask, { headers = {}, signal }) => {
    const { token } = access.read()
    const url = addressOf(endpoint, ask, baseUri)
    if (context !== null && endpoint.isOfNoContext !== true)
      url.searchParams.set('context', context)
    const response = await send(deps.fetch, url, {
      method: endpoint.method.toUpperCase(),
      headers: {
        ...headers,
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(endpoint.method === 'get'
          ? {}
          : { 'Content-Type': 'application/json', [changeHeader]: 'yes' }),
      },
      ...(endpoint.method === 'get' ? {} : { body: writeBody(ask.body) }),
      cache: 'no-store',
      ...(signal === undefined ? {} : { signal }),
    })
    if (response.ok) return response
    const error = await readError(response)
    if (error.code === 'unauthenticated') access.refuse(error.message, token)
    throw error
  }

  return {
    access,
    context,
    inContext,
    onWritten,
    open,
    call: async (endpoint, ask, signal) => {
      const call = callOf(open, endpoint, { ask, signal })
      if (endpoint.method === 'get') return await call
      const about = { endpoint: endpoint.id, body: ask.body }
      call.then(
        (answer: unknown) => tellWritten({ ...about, answer, error: null }),
        (error: unknown) => {
          if (error instanceof ApiError) tellWritten({ ...about, answer: undefined, error })
        },
      )
      return await call
    },
  }
}

async function callOf<Answer extends z.ZodType>(
  open: Client['open'],
  endpoint: Endpoint<z.ZodType, z.ZodType, Answer>,
  {
    ask,
    signal,
  }: { readonly ask: Ask<unknown, unknown>; readonly signal: AbortSignal | undefined },
): Promise<z.output<Answer>> {
  const response = await open(endpoint, ask, {
    headers: { Accept: 'application/json' },
    ...(signal === undefined ? {} : { signal }),
  })
  const body: unknown = await response.json().catch(() => undefined)
  const parsed = endpoint.response.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ApiError(
    'badAnswer',
    t(
      'The console answered something that this page does not understand. Reload the page: it may be older than the server.',
    ),
    { cause: parsed.error },
  )
}

/** Files go as they are; anything else is written as JSON. */
const writeBody = (body: unknown): BodyInit =>
  body instanceof Blob ? body : JSON.stringify(body ?? {})

async function send(fetchIt: typeof fetch, url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetchIt(url, init)
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause
    throw new ApiError('network', t('The console does not answer.'), { cause })
  }
}

/** `/api/v1/things/:name` + parameters → an address below the page's own. */
export function addressOf(
  endpoint: Pick<Endpoint, 'path'>,
  { params, query }: Ask<unknown, unknown>,
  baseUri: string,
): URL {
  const byName = new Map(entriesOf(params))
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(byName.get(name) ?? ''),
  )
  const url = new URL(path.replace(/^\//, ''), baseUri)
  for (const [name, value] of entriesOf(query)) url.searchParams.set(name, value)
  return url
}

function entriesOf(record: unknown): (readonly [string, string])[] {
  if (typeof record !== 'object' || record === null) return []
  return Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)] as const)
}

async function readError(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '')
  const parsed = errorBodySchema.safeParse(parseJson(text))
  if (!parsed.success) return withoutBody(response.status)
  const { code, message, ...details } = parsed.data.error
  return new ApiError(code, message, details)
}

/** A proxy in between answered: its page says nothing to us, its status does. */
function withoutBody(status: number): ApiError {
  if (status === 401) return new ApiError('unauthenticated', t('Sign in to go on.'))
  if (status === 403)
    return new ApiError('forbidden', t('A proxy before the console refused this.'))
  const code = status === 502 || status === 503 || status === 504 ? 'network' : 'badAnswer'
  return new ApiError(
    code,
    t('Something before the console answered with status {{status}}.', { status }),
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
