import { logEventSchema, streamLogs, type LogAskInput } from '#contract/logs.ts'
import { ApiError, type Client } from '../../api/client.ts'
import { fetchLogs, type LogSubject } from '../../api/log-queries.ts'
import { followStream } from '../../api/stream.ts'
import { applyEvent, emptyState, mergeByTime, number, type LogState } from './line-store.ts'

export type Link =
  | { readonly state: 'connecting' | 'open' | 'past' }
  | { readonly state: 'gone'; readonly message: string } // tried again
  | { readonly state: 'refused'; readonly error: ApiError }

export interface LogSnapshot extends LogState {
  readonly link: Link
  /** Of a page of the past: whether there is more on either side. */
  readonly hasEarlier: boolean
  readonly hasLater: boolean
  readonly isFetching: boolean
}

export interface LogQuestion {
  readonly subject: LogSubject
  readonly ask: LogAskInput
  readonly most: number
  /** Null: live. Else the page before, or on both sides of, an instant. */
  readonly past: { readonly at: number | null; readonly isAround: boolean } | null
}

const silenceMs = 20_000

/** What one view of logs shows: a stream, or pages of the past. Components subscribe to it. */
export class LiveLogs {
  readonly #client: Client
  readonly #listeners = new Set<() => void>()
  #snapshot: LogSnapshot = fresh('connecting')

  constructor(client: Client) {
    this.#client = client
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  read = (): LogSnapshot => this.#snapshot

  /** Asks, until the returned function is called. */
  follow(question: LogQuestion): () => void {
    this.#set(fresh(question.past === null ? 'connecting' : 'past'))
    return question.past === null ? this.#stream(question) : this.#open(question)
  }

  #stream({ subject, ask, most }: LogQuestion): () => void {
    return followStream({
      open: (lastId, signal) =>
        this.#client.open(
          streamLogs,
          { params: subject, query: { ...ask, tail: most } },
          { headers: lastId === null ? {} : { 'Last-Event-ID': lastId }, signal },
        ),
      onEvent: ({ data }) => {
        const event = logEventSchema.safeParse(parseJson(data))
        if (event.success)
          this.#set({ ...this.#snapshot, ...applyEvent(this.#snapshot, event.data, most) })
      },
      onOpen: () => this.#set({ ...this.#snapshot, link: { state: 'open' } }),
      onGone: ({ message }) => this.#set({ ...this.#snapshot, link: { state: 'gone', message } }),
      onRefused: (error) => this.#set({ ...this.#snapshot, link: { state: 'refused', error } }),
      resumeFrom: null,
      silenceMs,
      visibility: document,
      random: Math.random,
    })
  }

  #open(question: LogQuestion): () => void {
    const stop = new AbortController()
    const at = question.past?.at ?? null
    const run = async (): Promise<void> => {
      await this.#page(question, { at: at === null ? null : at + 1, side: 'before' }, stop.signal)
      if (question.past?.isAround === true)
        await this.#page(question, { at: (at ?? 0) + 1, side: 'after' }, stop.signal)
    }
    run().catch((error: unknown) => this.#fail(error, stop.signal))
    return () => stop.abort()
  }

  /** The next page of the past on one side of what is shown. */
  async more(question: LogQuestion, side: 'before' | 'after', signal: AbortSignal): Promise<void> {
    const { lines } = this.#snapshot
    const edge = side === 'before' ? lines[0] : lines.at(-1)
    const at = edge?.at ?? null
    try {
      await this.#page(
        question,
        { at: at === null ? null : side === 'before' ? at : at + 1, side },
        signal,
      )
    } catch (error) {
      this.#fail(error, signal)
    }
  }

  async #page(
    { subject, ask, most }: LogQuestion,
    of: { readonly at: number | null; readonly side: 'before' | 'after' },
    signal: AbortSignal,
  ): Promise<void> {
    this.#set({ ...this.#snapshot, isFetching: true })
    const limit = Math.min(most, 1000)
    const where = of.at === null ? {} : { at: of.at }
    const page = await fetchLogs(
      this.#client,
      { subject, ask, page: { ...where, side: of.side, limit } },
      signal,
    )
    if (signal.aborted) return
    const lines = number(page.lines)
    const before = this.#snapshot.lines
    const isBefore = of.side === 'before'
    this.#set({
      ...this.#snapshot,
      lines: isBefore ? mergeByTime(lines, before) : mergeByTime(before, lines),
      received: this.#snapshot.received + lines.length,
      sources: page.sources,
      hasBegun: true,
      isFetching: false,
      ...(isBefore ? { hasEarlier: page.hasMore } : { hasLater: page.hasMore }),
    })
  }

  #fail(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return
    if (!(error instanceof ApiError)) throw error
    this.#set({
      ...this.#snapshot,
      isFetching: false,
      link: { state: 'refused', error },
    })
  }

  #set(snapshot: LogSnapshot): void {
    this.#snapshot = snapshot
    for (const listener of this.#listeners) listener()
  }
}

function fresh(state: 'connecting' | 'past'): LogSnapshot {
  return { ...emptyState, link: { state }, hasEarlier: false, hasLater: false, isFetching: false }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
