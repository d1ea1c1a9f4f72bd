import type { Graph, GraphEvent } from '#contract/graph.ts'
import { diffGraph } from '../graph/delta.ts'

/** Where events go: false from `write` means "no more until drained". */
export interface EventSink {
  readonly write: (event: GraphEvent, id: string | null) => boolean
}

const delta = (before: Graph, after: Graph): GraphEvent => ({
  event: 'delta',
  delta: diffGraph(before, after),
})

/**
 * Feeds one viewer: a snapshot, then deltas. While the viewer cannot take more, newer graphs
 * replace older ones that were not sent, so that a slow viewer gets the newest state, not a queue.
 */
export class GraphFeed {
  readonly #sink: EventSink
  readonly #everyMs: number
  #sent: Graph | null
  #waiting: Graph | null = null
  #isBlocked = false
  #sentAt = 0

  /** `resumeFrom`: the graph that the viewer still has, after a reconnect. */
  constructor(
    sink: EventSink,
    options: { readonly everyMs: number; readonly resumeFrom: Graph | null },
  ) {
    this.#sink = sink
    this.#everyMs = options.everyMs
    this.#sent = options.resumeFrom
  }

  get newestAt(): number | null {
    return this.#sent?.at ?? null
  }

  /** A newer graph is there. `now` in epoch ms. */
  offer(graph: Graph, now: number): void {
    this.#waiting = graph
    this.#send(now)
  }

  /** The viewer can take more. */
  drained(now: number): void {
    this.#isBlocked = false
    this.#send(now)
  }

  /** Sends a heartbeat, and what has been held back for the viewer's own rhythm. */
  beat(event: GraphEvent, now: number): void {
    this.#send(now)
    if (!this.#isBlocked) this.#isBlocked = !this.#sink.write(event, null)
  }

  #send(now: number): void {
    const graph = this.#waiting
    if (graph === null || this.#isBlocked || graph === this.#sent) return
    // Half a second of grace: rounds do not end on the beat.
    if (this.#sent !== null && now - this.#sentAt < this.#everyMs - 500) return
    const event: GraphEvent =
      this.#sent === null ? { event: 'snapshot', graph } : delta(this.#sent, graph)
    this.#waiting = null
    this.#sent = graph
    this.#sentAt = now
    this.#isBlocked = !this.#sink.write(event, String(graph.at))
  }
}
