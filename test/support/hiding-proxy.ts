import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HidingProxy {
  readonly url: string
  readonly stop: () => void
}

/**
 * A way to `target` on which some paths are not known: they are answered as the server answers any
 * path that it does not know, which of trace stores is their page, with status 200.
 */
export async function startHidingProxy(
  target: string,
  isHidden: (path: string) => boolean,
): Promise<HidingProxy> {
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url = '/' } = incoming
    const wanted = new URL(url, target)
    const place = isHidden(wanted.pathname) ? new URL('/no/such/path', target) : wanted
    const onward = request(place, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
