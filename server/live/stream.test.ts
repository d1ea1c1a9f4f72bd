import { describe, expect, it } from 'vitest'
import type { GraphEvent } from '#contract/graph.ts'
import { aGraph } from '../../test/support/graph.ts'
import { GraphFeed } from './stream.ts'

/** A sink that says "no more" when told so, and remembers. */
function aSink(): { events: GraphEvent[]; isFull: boolean; write: (event: GraphEvent) => boolean } {
  const sink = {
    events: [] as GraphEvent[],
    isFull: false,
    write: (event: GraphEvent) => {
      sink.events.push(event)
      return !sink.isFull
    },
  }
  return sink
}

const kinds = (events: readonly GraphEvent[]): string[] => events.map(({ event }) => event)

const heartbeat: GraphEvent = {
  event: 'heartbeat',
  now: 0,
  dataAt: null,
  staleSinceAt: null,
  warnings: [],
}

describe('GraphFeed', () => {
  it('sends a snapshot, then deltas', () => {
    const sink = aSink()
    const feed = new GraphFeed(sink, { everyMs: 5000, resumeFrom: null })
    feed.offer(aGraph({ at: 1 }), 0)
    feed.offer(aGraph({ at: 2 }), 5000)
    expect(kinds(sink.events)).toEqual(['snapshot', 'delta'])
  })

  it('begins with a delta for a viewer that still has a graph', () => {
    const sink = aSink()
    const feed = new GraphFeed(sink, { everyMs: 5000, resumeFrom: aGraph({ at: 1 }) })
    feed.offer(aGraph({ at: 2 }), 100_000)
    expect(kinds(sink.events)).toEqual(['delta'])
  })

  it('gives a slow viewer the newest state, not a queue', () => {
    const sink = aSink()
    const feed = new GraphFeed(sink, { everyMs: 5000, resumeFrom: null })
    sink.isFull = true
    feed.offer(aGraph({ at: 1 }), 0)
    for (const at of [2, 3, 4]) feed.offer(aGraph({ at }), at * 10_000)
    expect(sink.events).toHaveLength(1)
    sink.isFull = false
    feed.drained(50_000)
    expect(sink.events).toHaveLength(2)
    expect(sink.events[1]).toMatchObject({ event: 'delta', delta: { head: { at: 4 } } })
  })

  it("keeps the viewer's own rhythm and sends what it held back with a later beat", () => {
    const sink = aSink()
    const feed = new GraphFeed(sink, { everyMs: 60_000, resumeFrom: null })
    feed.offer(aGraph({ at: 1 }), 0)
    feed.offer(aGraph({ at: 2 }), 15_000)
    feed.offer(aGraph({ at: 3 }), 30_000)
    expect(kinds(sink.events)).toEqual(['snapshot'])
    feed.beat(heartbeat, 61_000)
    expect(kinds(sink.events)).toEqual(['snapshot', 'delta', 'heartbeat'])
    expect(sink.events[1]).toMatchObject({ delta: { head: { at: 3 } } })
  })

  it('gives viewers of the same graphs the same events', () => {
    const [first, second] = [aGraph({ at: 1 }), aGraph({ at: 2 })]
    const sinks = [aSink(), aSink()]
    for (const sink of sinks) {
      const feed = new GraphFeed(sink, { everyMs: 5000, resumeFrom: null })
      feed.offer(first, 0)
      feed.offer(second, 5000)
    }
    const [one, other] = sinks.map(({ events }) => events)
    expect(one).toHaveLength(2)
    one?.forEach((event, index) => expect(other?.[index]).toBe(event))
  })
})
