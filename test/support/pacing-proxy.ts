import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Graph, GraphEvent } from '#contract/graph.ts'
import { diffGraph } from '../../server/graph/delta.ts'

export interface PacingProxy {
  readonly url: string
  /** How many graphs were sent so far. */
  readonly sent: () => number
  readonly stop: () => void
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

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, headers, url = '/' } = incoming
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  }

  const server = createServer((incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', target)
    if (pathname.endsWith('/graph/stream')) begin(outgoing)
    else if (pathname === nextPath) next(outgoing)
    else pass(incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    sent: () => index + 1,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
