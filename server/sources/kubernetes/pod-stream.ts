import { Duplex, PassThrough } from 'node:stream'
import { PortForward, type KubeConfig } from '@kubernetes/client-node'
import { asFailure, KubeFailure } from './kube-failure.ts'

/** The part of the library's web socket that is used; its own type comes from a package without. */
export interface WebSocketLike {
  readonly on: (event: 'close' | 'error', listener: () => void) => unknown
  readonly close: () => void
}

export function isWebSocket(value: unknown): value is WebSocketLike {
  return typeof value === 'object' && value !== null && 'on' in value && 'close' in value
}

export interface PodPort {
  readonly namespace: string
  readonly pod: string
  readonly port: number
}

/**
 * A connection to a port of a pod through the API server. Whoever ends or destroys it hangs up; it
 * ends when the other side does, and breaks with a KubeFailure NotListening when nobody listens
 * there. Throws KubeFailure with the status of an API server that refuses, AbortError when `signal`
 * aborts.
 */
export async function openPodStream(
  config: KubeConfig,
  { namespace, pod, port }: PodPort,
  signal: AbortSignal,
): Promise<Duplex> {
  signal.throwIfAborted()
  const [toPod, fromPod, refusals] = [new PassThrough(), new PassThrough(), new PassThrough()]
  const names = [namespace, pod].map(encodeURIComponent)
  const opening = new PortForward(config)
    .portForward(names[0] ?? '', names[1] ?? '', [port], fromPod, refusals, toPod)
    .catch((error: unknown) => {
      throw readHandshake(error)
    })
  const opened: unknown = await orAborted(opening, signal)
  if (!isWebSocket(opened)) throw new KubeFailure(null, 'Unknown', 'no connection')
  const stream = Duplex.from({ writable: toPod, readable: fromPod })
  const hangUp = (): void => {
    stream.destroy(new DOMException('aborted', 'AbortError'))
  }
  // Errors without a listener would end the process; whoever reads is told by the stream's end.
  stream.on('error', () => undefined)
  toPod.on('error', () => undefined)
  fromPod.on('error', () => undefined)
  opened.on('error', () => stream.destroy(new KubeFailure(null, 'Cut', 'the connection was cut')))
  opened.on('close', () => fromPod.end())
  // The kubelet says here that nobody listens on that port of the pod.
  refusals.on('data', (said: Buffer) => {
    const text = said.toString('utf8').trim()
    if (text !== '') stream.destroy(new KubeFailure(null, 'NotListening', text.slice(0, 300)))
  })
  stream.on('close', () => {
    signal.removeEventListener('abort', hangUp)
    opened.close()
  })
  signal.addEventListener('abort', hangUp)
  return stream
}

/** The library's handshake cannot be called off: what comes too late is closed. */
async function orAborted<T>(opening: Promise<T>, signal: AbortSignal): Promise<T> {
  let giveUp = (): void => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', giveUp)
  })
  opening.then(
    (opened: unknown) => {
      if (signal.aborted && isWebSocket(opened)) opened.close()
    },
    () => undefined,
  )
  try {
    return await Promise.race([opening, aborted])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

/** The library throws events of its web socket, which are no errors, and say the status in words. */
function readHandshake(thrown: unknown): KubeFailure {
  if (thrown instanceof Error) return asFailure(thrown)
  const message =
    typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : ''
  const text = typeof message === 'string' ? message : ''
  const status = /server response: (\d+)/.exec(text)?.[1]
  if (status !== undefined) return new KubeFailure(Number(status), 'Refused', `status ${status}`)
  return new KubeFailure(null, 'Unknown', text === '' ? 'no reason was given' : text)
}
