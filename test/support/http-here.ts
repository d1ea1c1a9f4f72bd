import { createServer, request, type RequestListener } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HttpHere {
  /** Without a slash at its end. */
  readonly url: string
  /** Breaks every connection that there is. */
  readonly cut: () => void
  readonly stop: () => void
}

/** A server in this process, on a free port of 127.0.0.1 unless one is given. */
export async function serveHere(listener: RequestListener, port = 0): Promise<HttpHere> {
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address() as AddressInfo
  const cut = (): void => server.closeAllConnections()
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut,
    stop: () => {
      server.close()
      cut()
    },
  }
}

/** Hands a request on to where it is to go, and the answer back as it comes. */
export function passOn(incoming: IncomingMessage, outgoing: ServerResponse, to: URL): void {
  const { method = 'GET', headers } = incoming
  const onward = request(to, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(outgoing)
  })
  onward.on('error', () => outgoing.destroy())
  outgoing.on('close', () => onward.destroy())
  incoming.pipe(onward)
}
