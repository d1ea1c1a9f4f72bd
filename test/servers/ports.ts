import { createServer, type Server } from 'node:net'

// Below the range from which Linux gives ports to outgoing connections (32768 and up): there, a
// client polling a stopped server could be given the server's own port, and connect to itself.
const firstPort = 20_000
const portCount = 12_000

const givenOut = new Set<number>()

/** A TCP port of 127.0.0.1 on which nobody listens, never the same twice in one process. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = firstPort + Math.floor(Math.random() * portCount)
    if (givenOut.has(port) || !(await canListen(port))) continue
    givenOut.add(port)
    return port
  }
  throw new Error(`no free port between ${firstPort} and ${firstPort + portCount}`)
}

/** Lets a server listen on a free port of 127.0.0.1; resolves with the port when it does. */
export async function listenAnywhere(server: Server): Promise<number> {
  const port = await freePort()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return port
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => {
      server.close(() => resolve(true))
    })
  })
}
