import type { ResponseClass } from '#contract/traffic.ts'
import type { TrafficSample } from '../../seams/traffic.ts'
import type { ResponseKind } from '../base-graph.ts'

/** Flags by which a proxy says that it obeyed a fault rule: an abort, a delay. */
const injectedFlags = new Set(['FI', 'DI'])
/** The flag by which a proxy says that the client hung up. */
const clientClosedFlag = 'DC'
const grpcStatusPattern = /^(?:[0-9]|1[0-6])$/

type Answer = Pick<TrafficSample, 'protocol' | 'code' | 'grpcStatus' | 'flags'>

export interface ResponseKinds {
  readonly kindOf: (answer: Answer) => ResponseKind
  readonly count: () => number
}

/** Interns ways of answering, so that tables of responses hold references, not texts. */
export function createResponseKinds(): ResponseKinds {
  const byKey = new Map<string, ResponseKind>()
  let last: Answered | null = null // most answers are as the one before
  const find = (answer: Answer): ResponseKind => {
    const { protocol, code, grpcStatus, flags } = answer
    const key = `${protocol} ${code ?? ''} ${grpcStatus ?? ''} ${flags ?? ''}`
    const known = byKey.get(key)
    if (known !== undefined) return known
    const kind = buildKind(answer, byKey.size)
    byKey.set(key, kind)
    return kind
  }
  return {
    count: () => byKey.size,
    kindOf: ({ protocol, code, grpcStatus, flags }) => {
      if (
        last?.protocol === protocol &&
        last.code === code &&
        last.grpcStatus === grpcStatus &&
        last.flags === flags
      )
        return last.kind
      const kind = find({ protocol, code, grpcStatus, flags })
      last = { protocol, code, grpcStatus, flags, kind }
      return kind
    },
  }
}

interface Answered extends Answer {
  readonly kind: ResponseKind
}

function buildKind(answer: Answer, index: number): ResponseKind {
  const flags = flagsOf(answer)
  const responseClass = classOf(answer)
  return {
    index,
    code: codeOf(answer),
    healthCode: healthCodeOf(answer, responseClass),
    flags: answer.flags ?? '-',
    responseClass,
    isInjected: flags.some((flag) => injectedFlags.has(flag)),
  }
}

/**
 * The class of one answer; null when its code was not told. A gRPC status decides where there is
 * one, since its HTTP code is 200 either way. Code 0 is no response, an error, unless the client
 * hung up.
 *
 * @see docs/decisions/0004-what-counts-as-a-failure.md
 */
export function classOf(answer: Answer): ResponseClass | null {
  const { protocol, code, grpcStatus } = answer
  if (protocol === 'tcp') return 'ok'
  if (grpcStatus !== null && grpcStatusPattern.test(grpcStatus)) {
    return grpcStatus === '0' ? 'ok' : 'grpcError'
  }
  const status = readStatus(code)
  const hasNoStatus = status === null || status === 0
  if (hasNoStatus && flagsOf(answer).includes(clientClosedFlag)) return 'clientClosed'
  return status === null ? null : classOfHttp(status)
}

function classOfHttp(status: number): ResponseClass {
  if (status === 0) return 'noResponse'
  if (status >= 500) return 'serverError'
  if (status >= 400) return 'clientError'
  return status >= 300 ? 'redirect' : 'ok'
}

/** Null: not told, or no status at all. */
function readStatus(code: string | null): number | null {
  if (code === null || !/^\d{1,3}$/.test(code)) return null
  const status = Number(code)
  return status === 0 || status >= 100 ? status : null
}

function flagsOf({ flags }: Answer): readonly string[] {
  return flags === null ? [] : flags.split(',').map((flag) => flag.trim())
}

function codeOf({ protocol, code, grpcStatus }: Answer): string {
  if (protocol === 'tcp') return ''
  if (grpcStatus !== null && grpcStatusPattern.test(grpcStatus)) return grpcStatus
  return readStatus(code) === 0 ? '-' : (code ?? '')
}

/**
 * A gRPC call that was answered by a bare HTTP error got no gRPC answer: tolerances know that as no
 * response. A client that hung up matches no tolerance, but is part of the whole.
 */
function healthCodeOf(answer: Answer, responseClass: ResponseClass | null): string | null {
  if (responseClass === null) return null
  if (responseClass === 'clientClosed') return '0'
  if (answer.protocol !== 'grpc' || responseClass === 'grpcError') return codeOf(answer)
  return responseClass === 'ok' || responseClass === 'redirect' ? '0' : '-'
}

export const errorClasses: ReadonlySet<ResponseClass> = new Set([
  'serverError',
  'grpcError',
  'noResponse',
])
