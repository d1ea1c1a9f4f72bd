import type { NodeTraffic, RequestRates, ResponseClass, TcpRates } from '#contract/traffic.ts'
import { responseClasses } from '#contract/traffic.ts'
import type { BaseEdge, BaseResponse } from './base-graph.ts'
import { errorClasses } from './steps/response-kinds.ts'

/** Requests added up; classes by the order of the contract. Rates per second. */
export interface RequestSums {
  perSecond: number
  readonly byClass: number[]
  untold: number // of these, without a code
}

export interface TcpSums {
  sent: number | null // null: no edge knew
  received: number | null
}

/** What flows through something. Null: no such protocol at all. */
export interface TrafficSums {
  http: RequestSums | null
  grpc: RequestSums | null
  tcp: TcpSums | null
}

const classNumbers = new Map<ResponseClass, number>(
  responseClasses.map((responseClass, index) => [responseClass, index]),
)
const errorNumbers = responseClasses.flatMap((one, index) => (errorClasses.has(one) ? [index] : []))

export const emptySums = (): TrafficSums => ({ http: null, grpc: null, tcp: null })

const emptyRequests = (): RequestSums => ({
  perSecond: 0,
  byClass: responseClasses.map(() => 0),
  untold: 0,
})

/** Adds the calls of one base edge. */
export function addEdge(sums: TrafficSums, edge: BaseEdge): void {
  const { protocol, hasRates } = edge
  if (!hasRates) return
  if (protocol === 'tcp') addTcp(sums, edge.sentBytesPerSecond, edge.receivedBytesPerSecond)
  else if (protocol !== 'other') addResponses((sums[protocol] ??= emptyRequests()), edge.responses)
}

function addResponses(sums: RequestSums, responses: readonly BaseResponse[]): void {
  for (const { kind, perSecond } of responses) {
    const number = kind.responseClass === null ? undefined : classNumbers.get(kind.responseClass)
    sums.perSecond += perSecond
    if (number === undefined) sums.untold += perSecond
    else sums.byClass[number] = (sums.byClass[number] ?? 0) + perSecond
  }
}

function addTcp(sums: TrafficSums, sent: number | null, received: number | null): void {
  const tcp = (sums.tcp ??= { sent: null, received: null })
  tcp.sent = plus(tcp.sent, sent)
  tcp.received = plus(tcp.received, received)
}

/** What one side does not know does not undo what the other knows. */
function plus(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : one + other
}

/** Adds sums to sums. */
export function addSums(sums: TrafficSums, more: TrafficSums): void {
  if (more.http !== null) addRequests((sums.http ??= emptyRequests()), more.http)
  if (more.grpc !== null) addRequests((sums.grpc ??= emptyRequests()), more.grpc)
  if (more.tcp !== null) addTcp(sums, more.tcp.sent, more.tcp.received)
}

function addRequests(sums: RequestSums, more: RequestSums): void {
  sums.perSecond += more.perSecond
  sums.untold += more.untold
  more.byClass.forEach((perSecond, index) => {
    sums.byClass[index] = (sums.byClass[index] ?? 0) + perSecond
  })
}

/** Whether two sums are the same to the last bit, as those of the same parts in the same order are. */
export function areSameSums(one: TrafficSums, other: TrafficSums): boolean {
  return (
    areSameRequests(one.http, other.http) &&
    areSameRequests(one.grpc, other.grpc) &&
    one.tcp?.sent === other.tcp?.sent &&
    one.tcp?.received === other.tcp?.received
  )
}

function areSameRequests(one: RequestSums | null, other: RequestSums | null): boolean {
  if (one === null || other === null) return one === other
  return (
    one.perSecond === other.perSecond &&
    one.untold === other.untold &&
    one.byClass.every((perSecond, index) => perSecond === other.byClass[index])
  )
}

/** The wire's form of sums. */
export function writeTraffic({ http, grpc, tcp }: TrafficSums): NodeTraffic {
  return {
    http: http === null ? null : writeRequests(http),
    grpc: grpc === null ? null : writeRequests(grpc),
    tcp: tcp === null ? null : writeTcp(tcp),
  }
}

/** Errors are a share of the answers whose code was told; null when there were none. */
export function writeRequests({ perSecond, byClass, untold }: RequestSums): RequestRates {
  const told = perSecond - untold
  const errors = errorNumbers.reduce((sum, index) => sum + (byClass[index] ?? 0), 0)
  const perSecondByClass: RequestRates['perSecondByClass'] = {}
  responseClasses.forEach((responseClass, index) => {
    const amount = byClass[index] ?? 0
    if (amount > 0) perSecondByClass[responseClass] = amount
  })
  return {
    requestsPerSecond: perSecond,
    // Floating point must not make more errors than answers.
    errorRatio: told > 0 ? Math.min(1, errors / told) : null,
    perSecondByClass,
  }
}

export function writeTcp({ sent, received }: TcpSums): TcpRates {
  return { sentBytesPerSecond: sent, receivedBytesPerSecond: received }
}

/** Share of a whole, 0..1; null when the whole is nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.min(1, part / whole) : null
}

export const tcpTotal = ({ sent, received }: TcpSums): number => (sent ?? 0) + (received ?? 0)
