import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RecordingProxy {
  readonly url: string
  /** `GET /api/v1/pods` of everything that went through, in order, without queries. */
  readonly requests: () => readonly string[]
  /** How many are being answered just now. */
  readonly open: () => number
  readonly stop: () => void
}

/** A way to `target` that keeps a list of what was asked there. */
export async function startRecordingProxy(target: string): Promise<RecordingProxy> {
  const seen: string[] = []
  let open = 0
  const server = createServer((incoming, outgoing) => {
    const { method = '', headers, url = '/' } = incoming
    seen.push(`${method} ${new URL(url, target).pathname}`)
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    open += 1
    outgoing.on('close', () => {
      open -= 1
      onward.destroy()
    })
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => [...seen],
    open: () => open,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
