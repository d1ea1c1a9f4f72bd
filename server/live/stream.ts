import type { Graph, GraphEvent } from '#contract/graph.ts'
import { diffGraph } from '../graph/delta.ts'

/** Where events go: false from `write` means "no more until drained". */
export interface EventSink {
  readonly write: (event: GraphEvent, id: string | null) => boolean
}

const snapshots = new WeakMap<Graph, GraphEvent>()
const deltas = new WeakMap<Graph, WeakMap<Graph, GraphEvent>>()

/** The same event for all who look at the same graph: it is made, and written, once. */
function snapshotOf(graph: Graph): GraphEvent {
  const known = snapshots.get(graph)
  if (known !== undefined) return known
  const event: GraphEvent = { event: 'snapshot', graph }
  snapshots.set(graph, event)
  return event
}

/** What leads from one graph to the next, once for all who go the same step. */
function deltaOf(before: Graph, after: Graph): GraphEvent {
  let byBefore = deltas.get(after)
  if (byBefore === undefined) deltas.set(after, (byBefore = new WeakMap<Graph, GraphEvent>()))
  const known = byBefore.get(before)
  if (known !== undefined) return known
  const event: GraphEvent = { event: 'delta', delta: diffGraph(before, after) }
  byBefore.set(before, event)
  return event
}

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
    const event = this.#sent === null ? snapshotOf(graph) : deltaOf(this.#sent, graph)
    this.#waiting = null
    this.#sent = graph
    this.#sentAt = now
    this.#isBlocked = !this.#sink.write(event, String(graph.at))
  }
}
