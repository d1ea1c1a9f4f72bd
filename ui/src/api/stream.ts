import { t } from '../i18n/t.ts'
import { ApiError } from './client.ts'
import { createEventParser, type RawEvent } from './event-parser.ts'

export interface StreamDeps {
  /** Id of the event that the reader stopped at; null: whatever comes is new. */
  readonly resumeFrom: string | null
  /** Asks for the stream; `lastId` is the id of the last event that was read. */
  readonly open: (lastId: string | null, signal: AbortSignal) => Promise<Response>
  readonly onEvent: (event: RawEvent) => void
  /** Reading again. */
  readonly onOpen: () => void
  /** Nobody answers, or the answer broke off; it tries again `inMs` from now. */
  readonly onGone: (error: ApiError, inMs: number) => void
  /** The server will not give this stream: trying the same again is no use. */
  readonly onRefused: (error: ApiError) => void
  /** Silence for longer than this means that the server is gone. */
  readonly silenceMs: number
  readonly visibility: Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>
  readonly random: () => number
}

const firstPauseMs = 500
const longestPauseMs = 15_000

/** Refusals that another attempt cannot mend. The rest is tried again. */
const finalCodes: ReadonlySet<string> = new Set([
  'badRequest',
  'unauthenticated',
  'forbidden',
  'notFound',
  'tooLarge',
])

/** Doubles with each failure, and is jittered so that a restarted server is not stampeded. */
export function pauseBeforeRetry(failures: number, random: () => number): number {
  const ceiling = Math.min(longestPauseMs, firstPauseMs * 2 ** failures)
  return ceiling / 2 + (ceiling / 2) * random()
}

/**
 * Follows a stream of server-sent events until the returned function is called: reconnects with
 * the id it stopped at, and hangs up while nobody looks at the tab.
 */
export function followStream(deps: StreamDeps): () => void {
  let lastId = deps.resumeFrom
  let failures = 0
  let attempt: AbortController | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  function onEvent(event: RawEvent): void {
    if (event.id !== null) lastId = event.id
    deps.onEvent(event)
  }

  async function connect(): Promise<void> {
    const controller = new AbortController()
    attempt = controller
    try {
      await readOnce(controller)
      throw new ApiError('network', t('The console hung up.'))
    } catch (error) {
      if (!isOver && attempt === controller) fail(asApiError(error))
    }
  }

  async function readOnce(controller: AbortController): Promise<void> {
    const watchdog = new Watchdog(deps.silenceMs, controller)
    try {
      const response = await deps.open(lastId, controller.signal)
      watchdog.stroke()
      deps.onOpen()
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      const parse = createEventParser()
      for (;;) {
        const piece = await reader?.read()
        if (piece === undefined || piece.done) return
        watchdog.stroke()
        failures = 0
        for (const event of parse(piece.value)) onEvent(event)
      }
    } finally {
      watchdog.stop()
      controller.abort()
    }
  }

  function fail(error: ApiError): void {
    attempt = null
    if (finalCodes.has(error.code)) {
      deps.onRefused(error)
      return
    }
    const inMs = pauseBeforeRetry(failures, deps.random)
    failures += 1
    deps.onGone(error, inMs)
    timer = setTimeout(() => void connect(), inMs)
  }

  function hangUp(): void {
    clearTimeout(timer)
    const controller = attempt
    attempt = null
    controller?.abort()
  }

  function onVisibility(): void {
    if (deps.visibility.hidden) hangUp()
    else if (attempt === null) {
      clearTimeout(timer)
      void connect()
    }
  }

  deps.visibility.addEventListener('visibilitychange', onVisibility)
  if (!deps.visibility.hidden) void connect()
  return () => {
    isOver = true
    deps.visibility.removeEventListener('visibilitychange', onVisibility)
    hangUp()
  }
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError('network', t('The console went silent.'), { cause: error })
}

/** Aborts what it watches when nobody strokes it for too long. */
class Watchdog {
  readonly #silenceMs: number
  readonly #controller: AbortController
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(silenceMs: number, controller: AbortController) {
    this.#silenceMs = silenceMs
    this.#controller = controller
    this.stroke()
  }

  stroke(): void {
    this.stop()
    this.#timer = setTimeout(
      () => this.#controller.abort(new ApiError('network', t('The console went silent.'))),
      this.#silenceMs,
    )
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
