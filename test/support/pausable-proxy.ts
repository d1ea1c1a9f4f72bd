import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

export interface PausableProxy {
  readonly url: string
  /** From outside it looks as if the server had died: connections are cut, new ones refused. */
  readonly pause: () => Promise<void>
  /** Listens on the same port again. */
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A way to `target` (http://host:port) that can be cut, for servers that cannot be stopped alone. */
export async function startPausableProxy(target: string): Promise<PausableProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
  }
  let server: Server | null = null
  let ownPort = 0
  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const created = createServer((client) => {
        const upstream = connect(Number(port), hostname)
        for (const socket of [client, upstream]) keep(socket)
        client.pipe(upstream).pipe(client)
      })
      created.once('error', reject)
      created.listen(ownPort, '127.0.0.1', () => {
        ownPort = (created.address() as AddressInfo).port
        resolve()
      })
      server = created
    })
  const pause = async (): Promise<void> => {
    const running = server
    server = null
    if (running === null) return
    const closed = new Promise((resolve) => running.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await start()
  return { url: `http://127.0.0.1:${ownPort}`, pause, start, close: pause }
}
