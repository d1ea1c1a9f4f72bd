import type { Health, HealthStatus, RequestReason } from '#contract/health.ts'
import type { Tolerance } from '../seams/health.ts'
import { healthOf, noHealth } from './worst.ts'

/** Responses of one protocol, direction and code. Codes: 503, a gRPC status, `-` for no response. */
export interface ResponseRate {
  readonly protocol: 'http' | 'grpc'
  readonly direction: 'inbound' | 'outbound'
  readonly code: string
  readonly perSecond: number
  /** Of these, made by a fault rule of the mesh (flags FI, DI). */
  readonly injectedPerSecond: number
}

type Seat = Pick<ResponseRate, 'protocol' | 'direction'>

const seats: readonly Seat[] = [
  { protocol: 'http', direction: 'inbound' },
  { protocol: 'http', direction: 'outbound' },
  { protocol: 'grpc', direction: 'inbound' },
  { protocol: 'grpc', direction: 'outbound' },
]

/** The tolerances that hold for one protocol and direction, and which of them each code matches. */
interface Compiled {
  readonly seat: Seat
  readonly tolerances: readonly Tolerance[]
  readonly matchesByCode: Map<string, readonly number[]>
}

const longestCode = 8
const mostCodes = 1000
const compiledByTolerances = new WeakMap<readonly Tolerance[], readonly Compiled[]>()

/**
 * Requests held against tolerances: per protocol and direction, the share of responses whose code
 * matches. `none` without traffic; `healthy` when nothing matches, with a reason for every
 * tolerance that something matched, worst first.
 *
 * Faults that the mesh was told to inject are part of the ratio that is told, since they are part
 * of what was answered, but they never blame the callee: inbound, both the matching responses and
 * the whole are judged without them. The caller did get them, so its outbound side counts them.
 */
export function checkRequests(
  rates: readonly ResponseRate[],
  tolerances: readonly Tolerance[],
): Health {
  const compiled = compile(tolerances)
  const reasons: RequestReason[] = []
  let isUsed = false
  for (const group of compiled) {
    if (!hasTraffic(rates, group.seat)) continue
    checkSeat(rates, group, reasons)
    isUsed = true
  }
  return isUsed ? healthOf('healthy', reasons) : noHealth
}

function hasTraffic(rates: readonly ResponseRate[], seat: Seat): boolean {
  for (const rate of rates) if (isOf(rate, seat)) return true
  return false
}

const isOf = (rate: ResponseRate, { protocol, direction }: Seat): boolean =>
  rate.protocol === protocol && rate.direction === direction && rate.perSecond > 0

/** Adds the reasons of one protocol and direction. */
function checkSeat(
  rates: readonly ResponseRate[],
  group: Compiled,
  reasons: RequestReason[],
): void {
  const { seat } = group
  if (!rates.some((rate) => isOf(rate, seat) && matchesOf(group, rate.code).length > 0)) return
  let total = 0
  let injected = 0
  for (const rate of rates) {
    if (!isOf(rate, seat)) continue
    total += rate.perSecond
    injected += rate.injectedPerSecond
  }
  group.tolerances.forEach((tolerance, index) => {
    let matchingPerSecond = 0
    let injectedPerSecond = 0
    for (const rate of rates) {
      if (!isOf(rate, seat) || !matchesOf(group, rate.code).includes(index)) continue
      matchingPerSecond += rate.perSecond
      injectedPerSecond += rate.injectedPerSecond
    }
    if (matchingPerSecond === 0) return
    const ratio = matchingPerSecond / total
    const judged =
      seat.direction === 'outbound' || injectedPerSecond === 0
        ? ratio
        : shareOf(matchingPerSecond - injectedPerSecond, total - injected)
    reasons.push({
      kind: 'requests',
      status: statusOf(judged, tolerance),
      protocol: seat.protocol,
      direction: seat.direction,
      codes: tolerance.codesText,
      ratio,
      matchingPerSecond,
      totalPerSecond: total,
      degradedAtRatio: tolerance.degradedAtRatio,
      failureAtRatio: tolerance.failureAtRatio,
      injectedPerSecond,
      rule: tolerance.rule,
    })
  })
}

/** The one place where a share of responses is compared with its thresholds. */
function statusOf(ratio: number, tolerance: Tolerance): HealthStatus {
  if (ratio <= 0) return 'healthy'
  if (ratio >= tolerance.failureAtRatio) return 'failure'
  return ratio >= tolerance.degradedAtRatio ? 'degraded' : 'healthy'
}

/** What floating point leaves of equal sums is not an error. */
function shareOf(part: number, whole: number): number {
  return part > 1e-9 && whole > 0 ? part / whole : 0
}

function compile(tolerances: readonly Tolerance[]): readonly Compiled[] {
  const known = compiledByTolerances.get(tolerances)
  if (known !== undefined) return known
  const compiled = seats.map((seat) => ({
    seat,
    tolerances: tolerances.filter(
      ({ protocol, direction }) =>
        (protocol === 'any' || protocol === seat.protocol) &&
        (direction === 'any' || direction === seat.direction),
    ),
    matchesByCode: new Map<string, readonly number[]>(),
  }))
  compiledByTolerances.set(tolerances, compiled)
  return compiled
}

function matchesOf(group: Compiled, code: string): readonly number[] {
  const known = group.matchesByCode.get(code)
  if (known !== undefined) return known
  const matches =
    code.length > longestCode
      ? []
      : group.tolerances.flatMap(({ codes }, index) => (codes.test(code) ? [index] : []))
  if (group.matchesByCode.size >= mostCodes) group.matchesByCode.clear()
  group.matchesByCode.set(code, matches)
  return matches
}
