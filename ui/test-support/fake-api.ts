import type { GraphEvent } from '#contract/graph.ts'
import { Access } from '../src/api/access.ts'
import { createClient, type Client } from '../src/api/client.ts'
import { aNamespace, anExplanation, aSession, aStatus } from './builders.ts'
import { aMeshState } from './mesh-builders.ts'
import { aSeries } from './time-builders.ts'

type Answer = unknown

/** A stream that a test feeds by hand. */
export interface FakeStream {
  readonly url: URL
  readonly headers: Headers
  readonly send: (event: GraphEvent, id?: string) => void
  readonly sendText: (text: string) => void
  readonly hangUp: () => void
}

export interface FakeApi {
  readonly client: Client
  readonly requests: URL[]
  /** What was sent with those that send something, as JSON. */
  readonly bodies: unknown[]
  readonly streams: FakeStream[]
  /** What the next requests of a path get; a Response is given as it is, all else as JSON. */
  readonly answer: (path: string, answer: Answer) => void
  readonly streamOf: (index: number) => FakeStream
}

const empty = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined }

/** The console's API in memory: a `fetch` that answers by path, and streams fed by hand. */
export function createFakeApi(answers: Readonly<Record<string, Answer>> = {}): FakeApi {
  const byPath = new Map<string, Answer>(
    Object.entries({
      '/api/v1/status': aStatus(),
      '/api/v1/session': aSession(),
      '/api/v1/contexts': { contexts: [] },
      '/api/v1/mesh': aMeshState(),
      '/api/v1/namespaces': { namespaces: [aNamespace()], warnings: [] },
      '/api/v1/graph/explain': anExplanation(),
      '/api/v1/graph/series': aSeries(),
      ...answers,
    }),
  )
  const requests: URL[] = []
  const bodies: unknown[] = []
  const streams: FakeStream[] = []

  function answerTo(url: URL, init: RequestInit | undefined): Response {
    const answer = byPath.get(url.pathname)
    if (answer instanceof Error) throw answer
    if (answer instanceof Response) return answer.clone()
    if (answer === undefined && url.pathname.endsWith('/stream')) {
      const { stream, body } = createStream(url, new Headers(init?.headers))
      init?.signal?.addEventListener('abort', () => stream.hangUp())
      streams.push(stream)
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    }
    return Response.json(answer)
  }

  const fakeFetch: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    requests.push(url)
    if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body))
    return new Promise((resolve) => resolve(answerTo(url, init)))
  }

  return {
    client: createClient({
      fetch: fakeFetch,
      access: new Access(empty),
      baseUri: 'http://console.test/',
    }),
    requests,
    bodies,
    streams,
    answer: (path, answer) => {
      byPath.set(path, answer)
    },
    streamOf: (index) => {
      const stream = streams[index]
      if (stream === undefined) throw new Error(`No stream ${index} of ${streams.length}`)
      return stream
    },
  }
}

function createStream(
  url: URL,
  headers: Headers,
): { stream: FakeStream; body: ReadableStream<Uint8Array> } {
  const encoder = new TextEncoder()
  let isOpen = true
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given
    },
    cancel: () => {
      isOpen = false
    },
  })
  const sendText = (text: string): void => {
    if (isOpen) controller?.enqueue(encoder.encode(text))
  }
  const stream: FakeStream = {
    url,
    headers,
    sendText,
    send: (event, id) =>
      sendText(
        `event: ${event.event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`,
      ),
    hangUp: () => {
      if (!isOpen) return
      isOpen = false
      controller?.error(new TypeError('terminated'))
    },
  }
  return { stream, body }
}

/** An answer that is no success, as the server writes it. */
export function aRefusal(
  status: number,
  error: { code: string; message: string; field?: string; allowed?: string[]; requestId?: string },
): Response {
  return Response.json({ error }, { status })
}
