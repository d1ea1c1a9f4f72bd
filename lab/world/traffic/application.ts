import type { WorldCall, WorldWorkload } from '../topology.ts'
import { drawBytes, drawCount, drawHex, drawLatency } from './draws.ts'
import type { Pod } from './pods.ts'
import { isFailure } from './scene.ts'
import type { Answer, Exchange, Scene, TraceSpot } from './scene.ts'

export type Send = (scene: Scene, client: Pod, exchange: Exchange) => Answer

/** A caller of someone who failed fails as well in so many cases; in the others it makes do. */
const contagion = 0.2

const stepsOf = new WeakMap<WorldWorkload, readonly (readonly WorldCall[])[]>()

/** The application's work, and what it writes about it. */
export function runApplication(scene: Scene, given: Served): Answer {
  const { pod, exchange, trace } = given
  const { protocol, method, path } = exchange.ask
  const { answer, failedCall } = work(scene, given)
  const { code, grpcStatus, durationMs, responseBytes } = answer
  scene.logs.served(pod, {
    ...{ protocol, method, path, code, grpcStatus, durationMs, responseBytes, failedCall },
    endMs: exchange.startMs + durationMs,
    requestId: exchange.requestId,
    traceId: trace?.traceId ?? null,
  })
  return answer
}

interface Work {
  readonly answer: Answer
  readonly failedCall: string | null // host of the call that spoilt the answer
}

/** Its own time, then what it asks of others, step after step. */
function work(scene: Scene, given: Served): Work {
  const { pod, exchange } = given
  const { world } = pod
  const { random } = scene
  const ownMs = drawLatency(world.latency, random)
  const isGrpc = exchange.ask.protocol === 'grpc'
  const base = {
    flags: '-',
    requestBytes: exchange.sentBytes || drawBytes(world.requestBytes, random),
    responseBytes: exchange.receivedBytes || drawBytes(world.responseBytes, random),
    pod,
    isMtls: null,
  }
  const spoilt = drawSpoilt(world, random())
  if (spoilt !== null) {
    const { code, grpcStatus } = spoilt
    const answer = { ...base, code, grpcStatus: isGrpc ? grpcStatus : null, durationMs: ownMs }
    return { answer, failedCall: null }
  }
  const asked = askOthers(scene, given, ownMs)
  const durationMs = ownMs + asked.durationMs
  const { failedCall } = asked
  const isFine = failedCall === null
  const code = isFine || isGrpc ? 200 : 500
  const grpcStatus = isFine ? 0 : 13
  return {
    answer: { ...base, code, grpcStatus: isGrpc ? grpcStatus : null, durationMs },
    failedCall,
  }
}

export interface Served {
  readonly pod: Pod
  readonly exchange: Exchange
  readonly trace: TraceSpot | null // below the server's span
  readonly send: Send
}

function askOthers(
  scene: Scene,
  { pod, exchange, trace, send }: Served,
  ownMs: number,
): { readonly durationMs: number; readonly failedCall: string | null } {
  const { random } = scene
  let durationMs = 0
  let failedCall: string | null = null
  for (const calls of stepsFor(pod.world)) {
    let longestMs = 0
    for (const call of calls) {
      for (let count = drawCount(call.countPerRequest, random); count > 0; count -= 1) {
        const answer = send(scene, pod, {
          ask: askOf(call, exchange.ask.headers),
          startMs: exchange.startMs + ownMs / 2 + durationMs,
          sentBytes: call.protocol === 'tcp' ? drawBytes(call.sentBytes, random) : 0,
          receivedBytes: call.protocol === 'tcp' ? drawBytes(call.receivedBytes, random) : 0,
          hangUpMs: Infinity,
          requestId: pod.world.passesHeadersOn ? exchange.requestId : scene.newRequestId(),
          trace: traceFor(scene, pod, trace),
          depth: exchange.depth + 1,
        })
        longestMs = Math.max(longestMs, answer.durationMs)
        if (isFailure(answer) && random() < contagion) failedCall = call.host
      }
    }
    durationMs += longestMs
  }
  return { durationMs, failedCall }
}

export function askOf(call: WorldCall, headers: Readonly<Record<string, string>>): Exchange['ask'] {
  const { host, port, protocol, method, path } = call
  return { host, port, protocol, method, path, headers }
}

/** An application that drops the headers tears the trace: what it asks begins a new one. */
function traceFor(scene: Scene, pod: Pod, trace: TraceSpot | null): TraceSpot | null {
  if (trace === null || pod.world.passesHeadersOn) return trace
  return { ...trace, traceId: drawHex(32, scene.idRandom), parentSpanId: null }
}

function drawSpoilt(world: WorldWorkload, drawn: number): WorldWorkload['spoilt'][number] | null {
  let rest = drawn
  for (const spoilt of world.spoilt) {
    if (rest < spoilt.ratio) return spoilt
    rest -= spoilt.ratio
  }
  return null
}

function stepsFor(world: WorldWorkload): readonly (readonly WorldCall[])[] {
  let steps = stepsOf.get(world)
  if (steps === undefined) {
    const byStep = Map.groupBy(world.calls, ({ step }) => step)
    steps = [...byStep].sort(([a], [b]) => a - b).map(([, calls]) => calls)
    stepsOf.set(world, steps)
  }
  return steps
}
