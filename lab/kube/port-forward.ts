import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { Duplex } from 'node:stream'
import type { KubeObject } from '../seams.ts'
import { acceptSocket, type ServedSocket } from './web-socket.ts'

/** Who listens on a port within a pod; null: nobody. */
export type PodPorts = (pod: KubeObject, port: number) => RequestListener | null

export interface ForwardAsk {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly pod: KubeObject
  readonly port: number
}

const channels = { data: 0, error: 1 }
const protocols = ['v4.channel.k8s.io', 'portforward.k8s.io']

/**
 * Forwards one port of a pod through a web socket, as API servers and kubelets do: a channel of data
 * and one of errors, each begun with the port's number.
 */
export class PortForwarding {
  readonly #ports: PodPorts
  readonly #servers = new WeakMap<RequestListener, Server>()
  readonly #open = new Set<Duplex>()

  constructor(ports: PodPorts) {
    this.#ports = ports
  }

  accept({ request, socket, pod, port }: ForwardAsk): void {
    let toPod: ((bytes: Buffer) => void) | null = null
    let hungUp = (): void => undefined
    const served = acceptSocket({ request, socket }, protocols, {
      onMessage: (message) => {
        if (message[0] === channels.data) toPod?.(message.subarray(1))
      },
      onClose: () => {
        this.#open.delete(socket)
        hungUp()
      },
    })
    this.#open.add(socket)
    const number = Buffer.from([port & 0xff, port >> 8])
    for (const channel of [channels.data, channels.error]) sendOn(served, channel, number)
    const listener = this.#ports(pod, port)
    if (listener === null) {
      const what = `error forwarding port ${port} to pod ${pod.metadata.uid ?? ''}: connect: connection refused`
      sendOn(served, channels.error, Buffer.from(what))
      served.close()
      return
    }
    const connection = new Connection(served)
    toPod = (bytes) => connection.push(bytes)
    hungUp = () => connection.hangUp()
    this.#serverOf(listener).emit('connection', connection)
  }

  stop(): void {
    for (const socket of this.#open) socket.destroy()
  }

  #serverOf(listener: RequestListener): Server {
    let server = this.#servers.get(listener)
    if (server === undefined) this.#servers.set(listener, (server = createServer(listener)))
    return server
  }
}

function sendOn(served: ServedSocket, channel: number, bytes: Buffer): void {
  served.send(Buffer.concat([Buffer.from([channel]), bytes]))
}

const largestFrame = 32 * 1024

/** The pod's end of a forwarded connection, for a server that takes it for one of its own. */
class Connection extends Duplex {
  readonly #served: ServedSocket

  constructor(served: ServedSocket) {
    super()
    this.#served = served
    this.on('error', () => undefined)
  }

  hangUp(): void {
    if (!this.destroyed) this.push(null)
    this.destroy()
  }

  override _read(): void {
    // Bytes are pushed as they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    for (let at = 0; at < chunk.length; at += largestFrame)
      sendOn(this.#served, channels.data, chunk.subarray(at, at + largestFrame))
    done()
  }

  override _final(done: () => void): void {
    this.#served.close()
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#served.close()
    done(error)
  }
}
