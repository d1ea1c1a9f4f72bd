import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'

export interface BareServer {
  readonly url: string
  readonly stop: () => void
}

/**
 * A server in a process of its own that does nothing but send so many bytes, as little compressible
 * as a packed answer: the floor under everything that sends as much to as many over HTTP.
 */
export async function startBareServer(bytes: number): Promise<BareServer> {
  const child = fork(import.meta.filename, [String(bytes)])
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)))
    child.once('exit', () => reject(new Error('the bare server ended')))
  })
  return { url: `http://127.0.0.1:${port}/`, stop: () => void child.kill() }
}

if (import.meta.main) {
  const body = randomBytes(Number(process.argv[2]))
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Length': body.length }).end(body)
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address !== null && typeof address === 'object') process.send?.(address.port)
  })
}
