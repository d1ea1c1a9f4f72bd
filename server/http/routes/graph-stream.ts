import type { Response, Router } from 'express'
import { LRUCache } from 'lru-cache'
import { streamGraph, type Graph, type GraphEvent } from '#contract/graph.ts'
import type { Warning } from '#contract/warning.ts'
import { viewerKey } from '../../auth/authenticator.ts'
import { SourceUnavailableError } from '../../errors.ts'
import { GraphFeed } from '../../live/stream.ts'
import { checkNamespaces } from '../namespace-check.ts'
import { packedHead, packEvent } from '../packed-events.ts'
import { readAsked } from '../route.ts'

const heartbeatMs = 5_000
// A large graph takes tens of MB, and a viewer that is back within a poll or two needs no older one.
const graphsKeptPerView = 2
const elementsKeptForResuming = 60_000

/**
 * Mounts the live graph: server-sent events, one snapshot, then deltas, with a heartbeat that tells
 * the age of the data. A viewer that comes back with `Last-Event-ID` gets a delta when the server
 * still has the graph of that id for the same view, else a snapshot.
 */
export function mountGraphStream(router: Router, { now }: { readonly now: () => number }): void {
  const sentGraphs = new LRUCache<string, readonly Graph[]>({
    maxSize: elementsKeptForResuming,
    sizeCalculation: (graphs) =>
      1 + sum(graphs.map(({ nodes, edges }) => nodes.length + edges.length)),
  })

  router.get(streamGraph.path, (request, response) => {
    const { query, caller, context } = readAsked(streamGraph, request, response)
    const { every, ...ask } = query
    checkNamespaces(context.clusters, ask, caller.viewer)
    const viewName = `${request.originalUrl} ${viewerKey(caller.viewer)}`
    const lastId = request.get('last-event-id') ?? ''
    const sentBefore = sentGraphs.get(viewName)?.find(({ at }) => String(at) === lastId)
    const isPacked = request.acceptsEncodings('gzip') !== false
    const feed = new GraphFeed(
      { write: (event, id) => (isPacked ? send(event, id) : response.write(plainOf(event, id))) },
      { everyMs: every * 1000, resumeFrom: sentBefore ?? null },
    )
    // Until it is packed, which takes no time of whom others wait for, nothing else is written.
    const send = (event: GraphEvent, id: string | null): boolean => {
      packedOf(event, id).then(
        (bytes) => {
          if (!response.destroyed && response.write(bytes)) feed.drained(now())
        },
        (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
      )
      return false
    }
    startEvents(response, isPacked)

    const startedAt = now()
    let trouble: readonly Warning[] = []
    let newest: Graph | null = null
    const stopWatching = context.hub.watch(
      { ask, viewer: caller.viewer },
      {
        onGraph: (graph) => {
          trouble = []
          newest = graph
          const older = (sentGraphs.get(viewName) ?? []).filter(({ at }) => at !== graph.at)
          sentGraphs.set(viewName, [graph, ...older].slice(0, graphsKeptPerView))
          feed.offer(graph, now())
        },
        onTrouble: (error) => {
          trouble = [warningOf(error, now())]
        },
      },
    )
    const beat = (): void =>
      feed.beat(
        {
          event: 'heartbeat',
          now: now(),
          dataAt: newest?.at ?? null,
          staleSinceAt: newest?.staleSinceAt ?? null,
          warnings:
            newest === null ? waiting(trouble, startedAt) : [...newest.warnings, ...trouble],
        },
        now(),
      )
    const beating = setInterval(beat, heartbeatMs)
    response.on('drain', () => feed.drained(now()))
    response.on('close', () => {
      clearInterval(beating)
      stopWatching()
    })
  })
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

function startEvents(response: Response, isPacked: boolean): void {
  response
    .status(200)
    .vary('Accept-Encoding')
    .set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform', // whoever packs it on the way would hold events back
      'X-Accel-Buffering': 'no',
      ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
    })
  response.flushHeaders()
  if (isPacked) response.write(packedHead)
}

const plainEvents = new WeakMap<GraphEvent, Buffer>()
const packedEvents = new WeakMap<GraphEvent, Promise<Buffer>>()

/** An event goes to many viewers: its bytes are made once, and wait in all their queues as one. */
function plainOf(event: GraphEvent, id: string | null): Buffer {
  let bytes = plainEvents.get(event)
  if (bytes === undefined) plainEvents.set(event, (bytes = write(event, id)))
  return bytes
}

function packedOf(event: GraphEvent, id: string | null): Promise<Buffer> {
  let bytes = packedEvents.get(event)
  if (bytes === undefined) packedEvents.set(event, (bytes = packEvent(write(event, id))))
  return bytes
}

function write(event: GraphEvent, id: string | null): Buffer {
  const lines = [`event: ${event.event}`, ...(id === null ? [] : [`id: ${id}`])]
  return Buffer.from(`${lines.join('\n')}\ndata: ${JSON.stringify(event)}\n\n`)
}

const waiting = (trouble: readonly Warning[], startedAt: number): Warning[] =>
  trouble.length > 0 ? [...trouble] : [notYet(startedAt)]

/** The first graph may take as long as a query may: until then this says what is waited for. */
const notYet = (sinceAt: number): Warning => ({
  source: 'metrics',
  layer: null,
  code: 'timeout',
  message:
    'The metric store has not answered yet; there is no picture until it does or its time is up.',
  sinceAt,
  dataAt: null,
})

function warningOf(error: unknown, at: number): Warning {
  const isSource = error instanceof SourceUnavailableError
  return {
    source: isSource ? error.source : 'console',
    layer: null,
    code: isSource ? error.failure : 'unavailable',
    message: isSource ? error.message : 'The console failed at this; its log says more.',
    sinceAt: at,
    dataAt: null,
  }
}
