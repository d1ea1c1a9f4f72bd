import type { Send } from './application.ts'
import { drawWeighted } from './draws.ts'
import type { Upstream } from './model.ts'
import type { Pod } from './pods.ts'
import type { RequestedService } from './report.ts'
import { below, localAnswer, openSpan, tell } from './reporting.ts'
import { isRetried } from './retries.ts'
import { requestedService, unknownService } from './router.ts'
import type { Route } from './router.ts'
import type { Fault, HttpRule, RouteTarget } from './rules/http-rule.ts'
import { isFailure } from './scene.ts'
import type { Answer, Exchange, Scene, TraceSpot } from './scene.ts'
import { accessOf, answerOutside, deliver, targetPortOf } from './server-side.ts'

/** A proxy that reads requests, acting for `source`: a sidecar, a gateway (for itself) or a waypoint. */
export interface Proxy {
  readonly seat: 'client' | 'waypoint'
  readonly pod: Pod
  readonly source: Pod
  readonly send: Send
  readonly forward: Send
}

interface Outcome {
  readonly answer: Answer
  readonly service: RequestedService
  readonly subset: string
}

/** Routes one request, reports it, and returns what the client gets. */
export function throughProxy(scene: Scene, proxy: Proxy, exchange: Exchange): Answer {
  const isTcp = exchange.ask.protocol === 'tcp'
  const span = isTcp ? null : openSpan(exchange.trace, scene)
  const trace = below(span, exchange.trace)
  const { answer, service, subset } = outcomeOf(scene, { proxy, exchange, trace })
  tell(scene, {
    seat: proxy.seat,
    reporter: proxy.pod,
    source: proxy.source,
    destination: answer.pod,
    service,
    exchange,
    answer,
    span,
    subset,
  })
  return answer
}

interface Passage {
  readonly proxy: Proxy
  readonly exchange: Exchange
  readonly trace: TraceSpot | null
}

function outcomeOf(scene: Scene, passage: Passage): Outcome {
  const { proxy, exchange } = passage
  const { ask } = exchange
  const route =
    proxy.pod.proxy === 'gateway'
      ? scene.router.fromGateway(proxy.pod, ask)
      : scene.router.fromMesh(proxy.pod, ask)
  if (route.kind !== 'forward') return withoutRoute(scene, passage, route)
  const refusal = refusedByWaypoint(scene, passage, route)
  if (refusal !== null) return refusal
  const { rule } = route
  if (rule.directCode !== 0) {
    const answer = localAnswer(exchange, { code: rule.directCode, flags: '-', durationMs: 0.1 })
    return { answer, service: serviceOf(route, exchange), subset: '' }
  }
  const target = drawWeighted(rule.targets, scene.random)
  const upstream = target === null ? null : upstreamOf(scene, passage, target)
  if (upstream === null) {
    const answer = localAnswer(exchange, { code: 503, flags: 'NC', durationMs: 0.1 })
    return { answer, service: serviceOf(route, exchange), subset: '' }
  }
  sendMirrors(scene, passage, rule)
  const answer = withFaults(scene, passage, { rule, upstream })
  const service = requestedService(upstream.host, upstream.port)
  return { answer, service, subset: upstream.subset }
}

function serviceOf(route: Route, { ask }: Exchange): RequestedService {
  return route.host === null
    ? unknownService('unrouted', ask)
    : requestedService(route.host, ask.port)
}

function withoutRoute(scene: Scene, { exchange }: Passage, route: Route): Outcome {
  const { ask } = exchange
  if (route.kind === 'passthrough') {
    const outside = scene.model.externals.get(ask.host) ?? null
    const answer = answerOutside(scene, outside, { exchange, deadlineMs: exchange.hangUpMs })
    return { answer, service: unknownService('passthrough', ask), subset: '' }
  }
  const isBlackHole = route.kind === 'blackhole'
  const fields = isBlackHole ? { code: 502, flags: '-' } : { code: 404, flags: 'NR' }
  return {
    answer: localAnswer(exchange, { ...fields, durationMs: 0.1 }),
    service: isBlackHole ? unknownService('blackhole', ask) : serviceOf(route, exchange),
    subset: '',
  }
}

/** A waypoint enforces the policies that name its Service. */
function refusedByWaypoint(scene: Scene, passage: Passage, route: Route): Outcome | null {
  const { proxy, exchange } = passage
  if (proxy.seat !== 'waypoint' || route.host === null) return null
  const { host } = route
  const access = accessOf({
    client: proxy.source,
    exchange,
    port: exchange.ask.port,
    isMtls: true,
  })
  const guarded = { pod: proxy.pod, waypointFor: host.name }
  if (scene.model.authorization.allows(guarded, access, 'l7')) return null
  const answer = localAnswer(exchange, { code: 403, flags: '-', durationMs: 0.3 })
  const service = requestedService(host, exchange.ask.port)
  return { answer: { ...answer, isMtls: true }, service, subset: '' }
}

function upstreamOf(
  scene: Scene,
  { proxy, exchange }: Passage,
  target: RouteTarget,
): Upstream | null {
  return scene.model.upstream({
    host: target.host,
    subset: target.subset,
    port: target.port ?? exchange.ask.port,
    clientNamespace: proxy.pod.workload.namespace,
  })
}

/** Sent beside the request and forgotten: only the server's side tells of it. */
function sendMirrors(scene: Scene, passage: Passage, rule: HttpRule): void {
  for (const { target, ratio } of rule.mirrors) {
    if (scene.random() >= ratio) continue
    const upstream = upstreamOf(scene, passage, target)
    if (upstream !== null)
      attempt(scene, { ...passage, trace: null }, { upstream, deadlineMs: Infinity })
  }
}

interface Aim {
  readonly rule: HttpRule
  readonly upstream: Upstream
}

/** Delays first, then perhaps aborts: the request never leaves the proxy. */
function withFaults(scene: Scene, passage: Passage, aim: Aim): Answer {
  const { fault } = aim.rule
  const { exchange } = passage
  if (fault === null) return withRetries(scene, passage, aim)
  const delayMs = scene.random() < fault.delayRatio ? fault.delayMs : 0
  if (scene.random() < fault.abortRatio) return aborted(exchange, fault, delayMs)
  const delayed = { ...exchange, startMs: exchange.startMs + delayMs }
  const answer = withRetries(scene, { ...passage, exchange: delayed }, aim)
  if (delayMs === 0) return answer
  const flags = answer.flags === '-' ? 'DI' : `${answer.flags},DI`
  return { ...answer, flags, durationMs: answer.durationMs + delayMs }
}

function aborted(exchange: Exchange, fault: Fault, delayMs: number): Answer {
  const { abortCode: code, abortGrpcStatus: grpcStatus } = fault
  const flags = delayMs > 0 ? 'DI,FI' : 'FI'
  const answer = localAnswer(exchange, { code, flags, durationMs: delayMs + 0.1 })
  return grpcStatus === null ? answer : { ...answer, code: 200, grpcStatus }
}

const roundingMs = 0.001 // sums of durations are not exact

function withRetries(scene: Scene, passage: Passage, { rule, upstream }: Aim): Answer {
  const { exchange } = passage
  const { retries } = rule
  const limitMs = Math.min(rule.timeoutMs, exchange.hangUpMs)
  let spentMs = 0
  for (let tried = 0; ; tried += 1) {
    const deadlineMs = Math.min(limitMs - spentMs, retries.perTryTimeoutMs)
    const startMs = exchange.startMs + spentMs
    const one = attempt(
      scene,
      { ...passage, exchange: { ...exchange, startMs } },
      { upstream, deadlineMs },
    )
    spentMs += one.durationMs
    const answer = { ...one, durationMs: spentMs }
    if (spentMs > limitMs - roundingMs) return outOfTime(exchange, answer)
    if (!isRetried(one, retries.on)) return answer
    if (tried >= retries.attempts) return tried === 0 ? answer : exhausted(answer)
  }
}

/** The whole request took too long: the proxy gives up, or the client has left. */
function outOfTime(exchange: Exchange, answer: Answer): Answer {
  const hasLeft = answer.durationMs > exchange.hangUpMs - roundingMs
  const local = localAnswer(exchange, {
    code: hasLeft ? 0 : 504,
    flags: hasLeft ? 'DC' : 'UT',
    durationMs: answer.durationMs,
  })
  const { pod, isMtls, requestBytes } = answer
  return { ...local, pod, isMtls, requestBytes }
}

function exhausted(answer: Answer): Answer {
  return { ...answer, flags: answer.flags === '-' ? 'URX' : `${answer.flags},URX` }
}

interface Shot {
  readonly upstream: Upstream
  readonly deadlineMs: number
}

/** One try at one pod. */
function attempt(scene: Scene, passage: Passage, { upstream, deadlineMs }: Shot): Answer {
  const { proxy, exchange, trace } = passage
  const { breakers } = scene
  const { startMs } = exchange
  if (upstream.host.external !== null || isEntry(upstream)) {
    return answerOutside(scene, upstream.host.external, { exchange, deadlineMs })
  }
  const waitMs = breakers.admit(proxy.pod, upstream, startMs)
  if (waitMs === null) return localAnswer(exchange, { code: 503, flags: 'UO', durationMs: 0.1 })
  const pod = breakers.pick(proxy.pod, upstream, { nowMs: startMs, random: scene.random })
  if (pod === null) return localAnswer(exchange, { code: 503, flags: 'UH', durationMs: 0.1 })
  const answer = deliver(scene, {
    client: proxy.pod,
    pod,
    service: requestedService(upstream.host, upstream.port),
    targetPort: targetPortOf(upstream),
    tls: upstream.policy.tls,
    exchange: { ...exchange, startMs: startMs + waitMs, hangUpMs: Infinity },
    trace,
    deadlineMs: deadlineMs - waitMs,
    send: proxy.send,
    forward: proxy.forward,
  })
  const durationMs = answer.durationMs + waitMs
  breakers.occupy(proxy.pod, upstream, startMs + durationMs)
  breakers.note(proxy.pod, upstream, { pod, isFailed: isFailure(answer), nowMs: startMs })
  return { ...answer, durationMs }
}

/** An entry's host that nobody outside answers for. */
function isEntry({ host }: Upstream): boolean {
  return host.name === host.host
}
