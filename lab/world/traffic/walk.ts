import { drawOne } from './draws.ts'
import { nodeProxyOf } from './model.ts'
import type { Host } from './model.ts'
import type { Pod } from './pods.ts'
import { throughProxy } from './proxy-side.ts'
import { localAnswer, tell } from './reporting.ts'
import { requestedService, unknownService } from './router.ts'
import { deepest } from './scene.ts'
import type { Answer, Exchange, Scene } from './scene.ts'
import { answerOutside, deliver } from './server-side.ts'

/** One hop and all that follows from it, by whatever stands before the client. */
export function send(scene: Scene, client: Pod, exchange: Exchange): Answer {
  if (exchange.depth > deepest) {
    return localAnswer(exchange, { code: 508, flags: '-', durationMs: 0.1 })
  }
  const { host, protocol } = exchange.ask
  const found = scene.router.hostOf(host, client.workload.namespace)
  const answer = hop(scene, { client, exchange, host: found })
  const isBlind = client.proxy === 'ztunnel' && found?.waypoint == null
  scene.note({
    client,
    host: found?.host ?? host,
    protocol: isBlind && answer.pod?.proxy !== 'sidecar' ? 'tcp' : protocol,
    answer,
  })
  return answer
}

/** What a gateway does with a request that reached it; counted as a hop of its own. */
export function forward(scene: Scene, gateway: Pod, exchange: Exchange): Answer {
  return send(scene, gateway, { ...exchange, depth: exchange.depth + 1 })
}

interface Hop {
  readonly client: Pod
  readonly exchange: Exchange
  readonly host: Host | null
}

function hop(scene: Scene, { client, exchange, host }: Hop): Answer {
  if (client.proxy === 'sidecar' || client.proxy === 'gateway') {
    return throughProxy(
      scene,
      { seat: 'client', pod: client, source: client, send, forward },
      exchange,
    )
  }
  if (client.proxy === 'none') return direct(scene, { client, exchange, host })
  const answer = direct(scene, { client, exchange, host })
  tell(scene, {
    seat: 'l4-client',
    reporter: nodeProxyOf(scene.model, client),
    source: client,
    destination: host?.waypoint?.[0] ?? answer.pod,
    service:
      host === null
        ? unknownService('passthrough', exchange.ask)
        : requestedService(host, exchange.ask.port),
    exchange,
    answer: { ...answer, flags: answer.pod === null && host !== null ? l4Flags(answer) : '-' },
    span: null,
  })
  return answer
}

function l4Flags({ flags }: Answer): string {
  return flags === 'UF' || flags === 'UH' || flags === 'UC' ? 'CONNECT' : '-'
}

/** Without a proxy that reads requests: a waypoint, or straight to any pod of the host. */
function direct(scene: Scene, { client, exchange, host }: Hop): Answer {
  const deadlineMs = exchange.hangUpMs
  if (host === null || host.external !== null) {
    const outside = host?.external ?? scene.model.externals.get(exchange.ask.host) ?? null
    return answerOutside(scene, outside, { exchange, deadlineMs })
  }
  const isCarried = client.proxy === 'ztunnel'
  if (isCarried && host.waypoint !== null) return throughWaypoint(scene, { client, exchange, host })
  const pod = drawOne(host.pods, scene.random)
  if (pod === null) return localAnswer(exchange, { code: 503, flags: 'UF', durationMs: 0.2 })
  return deliver(scene, {
    client,
    pod,
    service: requestedService(host, exchange.ask.port),
    targetPort: host.targetPortOf(exchange.ask.port),
    tls: 'auto',
    exchange,
    trace: exchange.trace,
    deadlineMs,
    send,
    forward,
  })
}

function throughWaypoint(scene: Scene, { client, exchange, host }: Hop): Answer {
  const waypoint = drawOne(host?.waypoint ?? [], scene.random)
  if (waypoint === null) {
    return localAnswer(exchange, { code: 503, flags: 'UF', durationMs: 0.2 })
  }
  const proxy = { seat: 'waypoint', pod: waypoint, source: client, send, forward } as const
  return throughProxy(scene, proxy, exchange)
}
