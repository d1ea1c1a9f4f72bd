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
  /** Of the run before its present one. */
  readonly isPrevious?: boolean
}) => readonly LogLine[]

const lineEveryMs = 700

/** As far back as invented lines reach. */
const reachMs = 600_000

/** Plausible messages of an application, the same for the same pod, container and instant. */
export const inventLogLines: LogSource = ({ pod, container, fromMs, toMs }) => {
  const lines: LogLine[] = []
  const key = `${pod.metadata.namespace ?? ''}/${pod.metadata.name}/${container}`
  const firstMs = Math.max(fromMs, toMs - reachMs)
  for (let slot = Math.ceil(firstMs / lineEveryMs); slot * lineEveryMs < toMs; slot += 1) {
    const random = randomFrom(hashOf(key) ^ slot)
    lines.push({ atMs: slot * lineEveryMs, text: appLine(pod, random) })
  }
  return lines
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
