import type { ServerResponse } from 'node:http'
import type { Graph, GraphEvent } from '#contract/graph.ts'
import { diffGraph } from '../../server/graph/delta.ts'
import { passOn, serveHere, type HttpHere } from './http-here.ts'

export interface PacingProxy extends HttpHere {
  /** How many graphs were sent so far. */
  readonly sent: () => number
}

/** Asked by the page when it has drawn the last graph: the next one is sent. */
export const nextPath = '/next-graph'

/**
 * Stands before a console and lets everything through but the stream of graphs: of these it sends
 * those that `graphAt` makes, one whenever the page asks for the next.
 */
export async function startPacingProxy(
  target: string,
  graphAt: (index: number) => Graph,
): Promise<PacingProxy> {
  let stream: ServerResponse | null = null
  let index = 0
  const send = (event: GraphEvent): void =>
    void stream?.write(`id: ${index}\ndata: ${JSON.stringify(event)}\n\n`)

  function begin(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    stream = response
    send({ event: 'snapshot', graph: graphAt(index) })
  }

  function next(response: ServerResponse): void {
    response.writeHead(204).end()
    const before = graphAt(index)
    index += 1
    send({ event: 'delta', delta: diffGraph(before, graphAt(index)) })
  }

  const here = await serveHere((incoming, outgoing) => {
    const to = new URL(incoming.url ?? '/', target)
    if (to.pathname.endsWith('/graph/stream')) begin(outgoing)
    else if (to.pathname === nextPath) next(outgoing)
    else passOn(incoming, outgoing, to)
  })
  return { ...here, sent: () => index + 1 }
}
