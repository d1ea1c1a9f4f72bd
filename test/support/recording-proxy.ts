import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RecordingProxy {
  readonly url: string
  /** `GET /api/v1/pods` of everything that went through, in order, without queries. */
  readonly requests: () => readonly string[]
  readonly stop: () => void
}

/** A way to `target` that keeps a list of what was asked there. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const seen: string[] = []
  const server = createServer((incoming, outgoing) => {
    const { method = '', headers, url = '/' } = incoming
    seen.push(`${method} ${new URL(url, target).pathname}`)
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
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
    requests: () => [...seen],
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
