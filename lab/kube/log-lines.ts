import type { KubeObject } from '../seams.ts'
import { randomFrom } from '../world/random.ts'

export interface LogLine {
  readonly atMs: number
  readonly text: string
}

/** What a container wrote in [fromMs, toMs), oldest first. */
export type LogSource = (ask: {
  readonly pod: KubeObject
  readonly container: string
  readonly fromMs: number
  readonly toMs: number
}) => readonly LogLine[]

const lineEveryMs = 700

/**
 * Plausible lines, the same for the same pod, container and instant: access log lines of the proxy,
 * plain messages of the application.
 */
export const inventLogLines: LogSource = ({ pod, container, fromMs, toMs }) => {
  const lines: LogLine[] = []
  const key = `${pod.metadata.namespace ?? ''}/${pod.metadata.name}/${container}`
  for (let slot = Math.ceil(fromMs / lineEveryMs); slot * lineEveryMs < toMs; slot += 1) {
    const atMs = slot * lineEveryMs
    const random = randomFrom(hashOf(key) ^ slot)
    const text = container === 'istio-proxy' ? accessLine(pod, atMs, random) : appLine(pod, random)
    lines.push({ atMs, text })
  }
  return lines
}

function accessLine(pod: KubeObject, atMs: number, random: () => number): string {
  const app = pod.metadata.labels?.['app'] ?? pod.metadata.name
  const isFailed = random() < 0.02
  const durationMs = Math.ceil(random() * 40)
  const id = Array.from({ length: 8 }, () => Math.floor(random() * 16).toString(16)).join('')
  const code = isFailed ? '503 UF' : '200 -'
  const details = isFailed ? 'upstream_reset_before_response_started' : 'via_upstream'
  return `[${new Date(atMs).toISOString()}] "GET /${app}/${Math.floor(random() * 100)} HTTP/1.1" ${code} ${details} - "-" 0 ${Math.floor(random() * 4_000)} ${durationMs} ${Math.max(1, durationMs - 1)} "-" "curl/8.14" "${id}-0000-4000-8000-000000000000" "${app}:8000" "10.244.0.9:8000" inbound|8000|| 127.0.0.6:41234 10.244.0.9:8000 10.244.0.4:51022 outbound_.8000_._.${app}.${pod.metadata.namespace ?? ''}.svc.cluster.local default`
}

const messages = [
  'level=info msg="request handled"',
  'level=info msg="cache refreshed"',
  'level=debug msg="connection reused"',
  'level=warn msg="slow answer from a dependency"',
]

function appLine(pod: KubeObject, random: () => number): string {
  const app = pod.metadata.labels?.['app'] ?? pod.metadata.name
  const message = messages[Math.floor(random() ** 2 * messages.length)] ?? messages[0]
  return `${message ?? ''} app=${app} took=${Math.ceil(random() * 30)}ms`
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}
