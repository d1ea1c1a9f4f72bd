import { drawOne } from './draws.ts'
import type { Random } from '../random.ts'
import type { Upstream } from './model.ts'
import type { Pod } from './pods.ts'

interface Line {
  readonly busyUntil: number[] // ends of the requests that are under way or wait, ascending
}

interface Record {
  failures: number // in a row
  ejections: number
  ejectedUntilMs: number
}

/**
 * What clients' proxies remember of their upstreams: how many requests are under way, and which pods
 * failed too often. Both are per client workload, as each proxy decides for itself.
 */
export class Breakers {
  private readonly lines = new Map<string, Line>()
  private readonly records = new Map<string, Record>()

  /**
   * How long a request has to wait for a connection, in ms; null when the queue is full too. Without
   * a limit nothing is counted.
   */
  admit(client: Pod, upstream: Upstream, nowMs: number): number | null {
    const { maxConnections, maxPending, maxRequests } = upstream.policy
    const limit = Math.min(maxConnections, maxRequests)
    if (limit === Infinity) return 0
    const { busyUntil } = this.line(client, upstream)
    while ((busyUntil[0] ?? Infinity) <= nowMs) busyUntil.shift()
    const waiting = busyUntil.length - limit
    if (waiting < 0) return 0
    if (waiting >= (maxRequests <= maxConnections ? 0 : maxPending)) return null
    return (busyUntil[waiting] ?? nowMs) - nowMs
  }

  /** A request that was admitted is under way until then. */
  occupy(client: Pod, upstream: Upstream, untilMs: number): void {
    const { maxConnections, maxRequests } = upstream.policy
    if (Math.min(maxConnections, maxRequests) === Infinity) return
    const { busyUntil } = this.line(client, upstream)
    const index = busyUntil.findIndex((endMs) => endMs > untilMs)
    if (index < 0) busyUntil.push(untilMs)
    else busyUntil.splice(index, 0, untilMs)
  }

  /** One of the pods that are not ejected; null when none is left. */
  pick(client: Pod, upstream: Upstream, given: { nowMs: number; random: Random }): Pod | null {
    const { pods, policy } = upstream
    if (policy.outlier === null) return drawOne(pods, given.random)
    const healthy = pods.filter((pod) => !this.isEjected(client, pod, given.nowMs))
    return drawOne(healthy, given.random)
  }

  /** Counts an answer; enough failures in a row eject the pod for a while, longer every time. */
  note(
    client: Pod,
    upstream: Upstream,
    answer: { pod: Pod; isFailed: boolean; nowMs: number },
  ): void {
    const { outlier } = upstream.policy
    if (outlier === null) return
    const key = recordKey(client, answer.pod)
    let record = this.records.get(key)
    if (record === undefined) {
      this.records.set(key, (record = { failures: 0, ejections: 0, ejectedUntilMs: 0 }))
    }
    record.failures = answer.isFailed ? record.failures + 1 : 0
    if (record.failures < outlier.failures) return
    const ejected = upstream.pods.filter((pod) => this.isEjected(client, pod, answer.nowMs)).length
    // At least one may always go.
    const most = Math.max(1, Math.floor(upstream.pods.length * outlier.mostEjectedRatio))
    if (ejected >= most) return
    record.failures = 0
    record.ejections += 1
    record.ejectedUntilMs = answer.nowMs + outlier.ejectionMs * record.ejections
  }

  private isEjected(client: Pod, pod: Pod, nowMs: number): boolean {
    return (this.records.get(recordKey(client, pod))?.ejectedUntilMs ?? 0) > nowMs
  }

  private line(client: Pod, upstream: Upstream): Line {
    const key = `${client.workload.key}|${upstream.key}`
    let line = this.lines.get(key)
    if (line === undefined) this.lines.set(key, (line = { busyUntil: [] }))
    return line
  }
}

function recordKey(client: Pod, pod: Pod): string {
  return `${client.workload.key}|${pod.workload.namespace}/${pod.pod}`
}
