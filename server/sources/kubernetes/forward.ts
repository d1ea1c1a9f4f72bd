import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, type Duplex, type Writable } from 'node:stream'
import { PortForward } from '@kubernetes/client-node'
import { createConnection } from './connection.ts'
import { explainRefusal } from './forward-refusal.ts'
import { findTarget, type ForwardService, type ForwardTarget } from './forward-target.ts'
import type { KubeconfigOptions } from './kubeconfig.ts'
import { isWebSocket, type WebSocketLike } from './pod-stream.ts'

/** A way to a service inside a cluster, from outside. */
export interface Forward {
  /**
   * A local socket in a folder of this user's own; each connection to it is one to the service.
   * Both node:http and undici take it as `socketPath`, in any thread. A port of this machine would
   * be open to everybody on it.
   */
  readonly socketPath: string
  /** In words: service mesh/prometheus, port 9090, by port-forward. */
  readonly sentence: string
  readonly close: () => Promise<void>
}

export interface ForwardOptions extends KubeconfigOptions, ForwardService {}

const targetLastsMs = 30_000

/**
 * Opens a port-forward through the API server to one ready pod behind a service; another pod is
 * taken when that one does not answer any more. Throws AppError badRequest for an unusable
 * kubeconfig, AppError unavailable with the reason when there is no pod, or no right to forward;
 * whatever goes wrong later cuts the connection that met it.
 */
export async function openForward(options: ForwardOptions): Promise<Forward> {
  const ignore = (): void => undefined
  const connection = createConnection(options, { reached: ignore, notReached: ignore })
  const sockets = new Set<Socket>()
  let found: { readonly at: number; readonly target: Promise<ForwardTarget> } | null = null

  const targetNow = (): Promise<ForwardTarget> => {
    if (found !== null && Date.now() - found.at < targetLastsMs) return found.target
    const target = findTarget(connection, options)
    found = { at: Date.now(), target }
    return target
  }

  const connect = async (
    { pod, port }: ForwardTarget,
    { socket, refusals }: { readonly socket: Duplex; readonly refusals: Writable },
  ): Promise<WebSocketLike> => {
    const forward = new PortForward(connection.access().config)
    const opened: unknown = await forward.portForward(
      options.namespace,
      pod,
      [port],
      socket,
      refusals,
      socket,
    )
    if (!isWebSocket(opened)) throw new Error('no connection')
    return opened
  }

  /** Goes the way once: a missing right can be told now, while later it only cuts connections. */
  const tryOnce = async (): Promise<void> => {
    try {
      const nowhere = { socket: new PassThrough(), refusals: new PassThrough() }
      const opened = await connect(await targetNow(), nowhere)
      opened.on('error', ignore)
      opened.close()
    } catch (error) {
      const refusal = await explainRefusal(connection, options, error)
      connection.close()
      throw refusal
    }
  }
  await tryOnce()

  const serve = async (socket: Socket): Promise<void> => {
    try {
      const refusals = new PassThrough()
      // The kubelet says here that nobody listens on that port of the pod.
      refusals.on('data', () => socket.destroy())
      const opened = await connect(await targetNow(), { socket, refusals })
      opened.on('close', () => socket.destroy())
      opened.on('error', () => socket.destroy())
      socket.on('close', () => opened.close())
    } catch {
      found = null
      socket.destroy()
    }
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    // Nothing may be lost while the way is still being made.
    socket.pause()
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    void serve(socket).then(() => socket.resume())
  })
  const folder = await mkdtemp(path.join(tmpdir(), 'alidade-forward-'))
  const socketPath =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\${path.basename(folder)}`
      : path.join(folder, 'socket')
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketPath, resolve)
  })
  server.unref()
  const { namespace, service, port } = options
  return {
    socketPath,
    sentence: `service ${namespace}/${service}, port ${port}, by port-forward`,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      connection.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
