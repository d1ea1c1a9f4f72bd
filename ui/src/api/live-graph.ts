import { getGraph, graphEventSchema, streamGraph, type Graph } from '#contract/graph.ts'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import type { Warning } from '#contract/warning.ts'
import { t } from '../i18n/t.ts'
import { applyDelta } from './apply-delta.ts'
import { ApiError, type Client } from './client.ts'
import type { RawEvent } from './event-parser.ts'
import { followStream } from './stream.ts'

/** once: when the question changes, and on demand · manual: on demand alone. */
export type Rhythm =
  | { readonly kind: 'live'; readonly everySeconds: number }
  | { readonly kind: 'once' | 'manual' }

export type GraphPhase =
  | 'waiting' // manual, and nobody has asked yet
  | 'loading' // no answer to this question yet
  | 'live'
  | 'stale' // live, but the numbers are older than they should be
  | 'still' // asked once; not followed
  | 'reconnecting'
  | 'error' // the question was refused, or failed for good

export interface LiveGraphState {
  readonly graph: Graph | null
  /** The graph answers an earlier question; it stays until the new answer is here. */
  readonly isPrevious: boolean
  readonly phase: GraphPhase
  readonly error: ApiError | null
  readonly warnings: readonly Warning[]
  readonly staleSinceAt: number | null
  /** The server's clock minus ours. */
  readonly clockAheadMs: number
}

const nothing: LiveGraphState = {
  graph: null,
  isPrevious: false,
  phase: 'loading',
  error: null,
  warnings: [],
  staleSinceAt: null,
  clockAheadMs: 0,
}

/** The server beats every five seconds: two missed beats, and a little for the way. */
const silenceMs = 12_500

/** Holds the graph of one question and keeps it current. The last picture survives every failure. */
export class LiveGraph {
  readonly #client: Client
  readonly #listeners = new Set<() => void>()
  #state: LiveGraphState = nothing
  #query: GraphAskInput = {}
  #rhythm: Rhythm = { kind: 'manual' }
  #stop: () => void = () => undefined
  /** Of the event that made the graph; null: it answers another question, or came whole. */
  #lastId: string | null = null

  constructor(client: Client) {
    this.#client = client
  }

  readonly read = (): LiveGraphState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Asks another question; the old picture stays until the new one is here. */
  follow(query: GraphAskInput, rhythm: Rhythm): () => void {
    this.#stop()
    this.#query = query
    this.#rhythm = rhythm
    this.#lastId = null
    const hasPicture = this.#state.graph !== null
    this.#change({ isPrevious: hasPicture, phase: 'loading', error: null })
    if (rhythm.kind === 'manual' && !hasPicture) this.#change({ phase: 'waiting' })
    else if (rhythm.kind === 'manual') this.#change({ phase: 'still' })
    else this.refresh()
    return () => {
      this.#stop()
    }
  }

  /** Asks the same again, now; a stream goes on from the graph that is here, and sends what differs. */
  refresh(): void {
    this.#stop()
    this.#stop =
      this.#rhythm.kind === 'live' ? this.#followStream(this.#rhythm.everySeconds) : this.#askOnce()
  }

  #followStream(everySeconds: number): () => void {
    const query = { ...this.#query, every: everySeconds }
    return followStream({
      resumeFrom: this.#lastId,
      open: (lastId, signal) =>
        this.#client.open(
          streamGraph,
          { query },
          {
            signal,
            headers: {
              Accept: 'text/event-stream',
              ...(lastId === null ? {} : { 'Last-Event-ID': lastId }),
            },
          },
        ),
      onEvent: (event) => this.#take(event),
      onOpen: () => {
        if (this.#state.phase === 'reconnecting') this.#settle({ error: null })
      },
      onGone: (error) => this.#change({ phase: 'reconnecting', error }),
      onRefused: (error) => this.#change({ phase: 'error', error }),
      silenceMs,
      visibility: document,
      random: Math.random,
    })
  }

  #askOnce(): () => void {
    const controller = new AbortController()
    this.#change({ phase: 'loading', error: null })
    this.#client.call(getGraph, { query: this.#query }, controller.signal).then(
      (graph) => {
        if (controller.signal.aborted) return
        const { warnings, staleSinceAt } = graph
        this.#change({ graph, isPrevious: false, phase: 'still', warnings, staleSinceAt })
      },
      (error: unknown) => {
        if (controller.signal.aborted) return
        this.#change({ phase: 'error', error: asApiError(error) })
      },
    )
    return () => controller.abort()
  }

  #take(raw: RawEvent): void {
    const parsed = graphEventSchema.safeParse(parseJson(raw.data))
    // An event of a newer server: what we know stays true, and the next snapshot mends the rest.
    if (!parsed.success) return
    const event = parsed.data
    switch (event.event) {
      case 'snapshot':
        this.#takeGraph(event.graph, raw.id)
        return
      case 'delta':
        if (this.#state.graph !== null && !this.#state.isPrevious)
          this.#takeGraph(applyDelta(this.#state.graph, event.delta), raw.id)
        return
      case 'heartbeat':
        this.#settle({
          clockAheadMs: event.now - Date.now(),
          staleSinceAt: event.staleSinceAt,
          warnings: event.warnings,
        })
    }
  }

  #takeGraph(graph: Graph, id: string | null): void {
    this.#lastId = id
    const { warnings, staleSinceAt } = graph
    this.#settle({ graph, isPrevious: false, error: null, warnings, staleSinceAt })
  }

  /** Takes over what came, and says what the stream is now. */
  #settle(part: Partial<LiveGraphState>): void {
    const state = { ...this.#state, ...part }
    const isAnswered = state.graph !== null && !state.isPrevious
    const phase = !isAnswered ? 'loading' : state.staleSinceAt === null ? 'live' : 'stale'
    this.#change({ ...part, phase })
  }

  #change(part: Partial<LiveGraphState>): void {
    this.#state = { ...this.#state, ...part }
    for (const listener of this.#listeners) listener()
  }
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError('network', t('The console does not answer.'), { cause: error })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
