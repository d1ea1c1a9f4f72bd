import type { Latency } from '../topology.ts'
import { runApplication } from './application.ts'
import type { Send } from './application.ts'
import { drawBytes, drawLatency } from './draws.ts'
import { nodeProxyOf } from './model.ts'
import type { Upstream } from './model.ts'
import type { Pod } from './pods.ts'
import type { RequestedService } from './report.ts'
import { below, localAnswer, openSpan, tell } from './reporting.ts'
import type { ClientTls } from './rules/destination-rules.ts'
import type { Answer, Exchange, Scene, TraceSpot } from './scene.ts'

/** A request on the wire, from a client's proxy (or a client without one) to a pod. */
export interface Delivery {
  readonly client: Pod
  readonly pod: Pod
  readonly service: RequestedService
  readonly targetPort: number
  readonly tls: ClientTls
  readonly exchange: Exchange
  readonly trace: TraceSpot | null // below the client's span
  readonly deadlineMs: number // the client's proxy waits no longer
  readonly send: Send
  readonly forward: Send // what a gateway does with what it gets
}

const connectMs = 0.4

/** What the client's proxy sees come back. Beyond the deadline the server's side finds its client gone. */
export function deliver(scene: Scene, delivery: Delivery): Answer {
  const { client, pod, exchange } = delivery
  const isMtls = agreeOnTls(scene, delivery)
  if (typeof isMtls === 'string') {
    // Only a proxy makes a status of a connection that failed.
    const code = client.proxy === 'none' || client.proxy === 'ztunnel' ? 0 : 503
    return localAnswer(exchange, { code, flags: isMtls, durationMs: connectMs })
  }
  if (pod.proxy === 'gateway') {
    const forwarded = { ...exchange, ask: { ...exchange.ask, port: delivery.service.port } }
    const answer = delivery.forward(scene, pod, { ...forwarded, trace: delivery.trace })
    return finish(delivery, { ...answer, flags: '-', pod }, isMtls)
  }
  if (pod.proxy === 'ztunnel') return throughNodeProxy(scene, delivery, isMtls)
  if (pod.proxy === 'none') return finish(delivery, run(scene, delivery, delivery.trace), isMtls)
  return throughSidecar(scene, delivery, { isMtls, source: hasIdentity(client) ? client : null })
}

/** Whether the connection is mutual TLS; the flag of the failure when there is none. */
function agreeOnTls(scene: Scene, { client, pod, tls, targetPort }: Delivery): boolean | string {
  const mode = hasIdentity(pod) ? scene.model.peers.modeOf(pod, targetPort) : 'DISABLE'
  if (!hasIdentity(client)) return mode === 'STRICT' ? 'UC' : false
  if (tls === 'ISTIO_MUTUAL') return mode === 'DISABLE' ? 'UF' : true
  if (tls === 'auto') return mode !== 'DISABLE'
  return mode === 'STRICT' ? 'UC' : false
}

export function hasIdentity({ proxy }: Pod): boolean {
  return proxy !== 'none'
}

interface Sight {
  readonly isMtls: boolean
  readonly source: Pod | null
}

function throughSidecar(scene: Scene, delivery: Delivery, sight: Sight): Answer {
  const { pod, exchange, trace, service } = delivery
  const isTcp = exchange.ask.protocol === 'tcp'
  const span = isTcp ? null : openSpan(trace, scene)
  const { isMtls } = sight
  const isAllowed = mayPass(scene, delivery, { isMtls, layer: isTcp ? 'l4' : 'l7' })
  const answer = isAllowed
    ? finish(delivery, run(scene, delivery, below(span, trace)), isMtls)
    : refused(delivery, isMtls)
  const seen = answer.flags === 'UT' ? abandoned(answer) : answer
  tell(scene, {
    seat: 'server',
    reporter: pod,
    source: sight.source,
    destination: pod,
    service,
    exchange,
    answer: seen,
    span,
    startMs: exchange.startMs + connectMs / 2,
  })
  return answer
}

/** ztunnel sees a connection; the application behind it still answers the request. */
function throughNodeProxy(scene: Scene, delivery: Delivery, isMtls: boolean): Answer {
  const { pod, exchange, service, client } = delivery
  const isAllowed = mayPass(scene, delivery, { isMtls, layer: 'l4' })
  const answer = isAllowed
    ? finish(delivery, run(scene, delivery, delivery.trace), isMtls)
    : { ...localAnswer(exchange, { code: 503, flags: 'UC', durationMs: connectMs }), isMtls }
  const l4Answer = isAllowed ? { ...answer, flags: '-' } : { ...silent(answer), flags: 'DENY' }
  tell(scene, {
    seat: 'l4-server',
    reporter: nodeProxyOf(scene.model, pod),
    source: isMtls ? client : null,
    destination: pod,
    service,
    exchange,
    answer: l4Answer,
    span: null,
  })
  return answer
}

function silent(answer: Answer): Answer {
  return { ...answer, requestBytes: 0, responseBytes: 0 }
}

function mayPass(
  scene: Scene,
  { client, pod, exchange, targetPort }: Delivery,
  { isMtls, layer }: { readonly isMtls: boolean; readonly layer: 'l4' | 'l7' },
): boolean {
  return scene.model.authorization.allows(
    { pod, waypointFor: null },
    accessOf({ client, exchange, port: targetPort, isMtls }),
    layer,
  )
}

export function accessOf(given: {
  readonly client: Pod
  readonly exchange: Exchange
  readonly port: number
  readonly isMtls: boolean
}): Parameters<Scene['model']['authorization']['allows']>[1] {
  const { host, method, path, headers } = given.exchange.ask
  const { namespace, serviceAccount } = given.client.workload
  return {
    principal: given.isMtls ? `cluster.local/ns/${namespace}/sa/${serviceAccount}` : '',
    namespace: given.isMtls ? namespace : '',
    host,
    port: given.port,
    method,
    path,
    headers,
  }
}

/** HTTP is answered 403; a connection is closed before a byte came through. */
function refused({ exchange, pod }: Delivery, isMtls: boolean): Answer {
  const code = exchange.ask.protocol === 'tcp' ? 0 : 403
  const answer = localAnswer(exchange, { code, flags: '-', durationMs: connectMs })
  return { ...(code === 0 ? silent(answer) : answer), pod, isMtls }
}

function run(scene: Scene, delivery: Delivery, trace: TraceSpot | null): Answer {
  const { pod, exchange, send } = delivery
  return runApplication(scene, { pod, exchange, trace, send })
}

/** The way there and back; too slow an answer never reaches the client. */
function finish({ deadlineMs, exchange }: Delivery, answer: Answer, isMtls: boolean): Answer {
  const durationMs = answer.durationMs + connectMs
  if (durationMs <= deadlineMs) return { ...answer, durationMs, isMtls }
  const late = localAnswer(exchange, { code: 504, flags: 'UT', durationMs: deadlineMs })
  return { ...late, requestBytes: answer.requestBytes, pod: answer.pod, isMtls }
}

/** The server's proxy sees its client go. */
function abandoned(answer: Answer): Answer {
  return { ...answer, code: 0, grpcStatus: null, flags: 'DC', responseBytes: 0 }
}

interface Outside {
  readonly latency: Latency
  readonly spoilt: readonly { readonly ratio: number; readonly code: number }[]
  readonly requestBytes: number
  readonly responseBytes: number
}

/** A host outside the cluster answers; null: there is no such host, nothing can connect. */
export function answerOutside(
  scene: Scene,
  outside: Outside | null,
  given: Pick<Delivery, 'exchange' | 'deadlineMs'>,
): Answer {
  const { exchange, deadlineMs } = given
  if (outside === null) {
    return localAnswer(exchange, { code: 503, flags: 'UF', durationMs: connectMs })
  }
  const { random } = scene
  const durationMs = drawLatency(outside.latency, random)
  if (durationMs > deadlineMs) {
    return localAnswer(exchange, { code: 504, flags: 'UT', durationMs: deadlineMs })
  }
  let rest = random()
  const spoilt = outside.spoilt.find(({ ratio }) => (rest -= ratio) < 0)
  return {
    code: spoilt?.code ?? 200,
    grpcStatus: exchange.ask.protocol === 'grpc' ? 0 : null,
    flags: '-',
    durationMs,
    requestBytes: exchange.sentBytes || drawBytes(outside.requestBytes, random),
    responseBytes: exchange.receivedBytes || drawBytes(outside.responseBytes, random),
    pod: null,
    isMtls: false,
  }
}

export function targetPortOf({ host, port }: Upstream): number {
  return host.targetPortOf(port)
}
