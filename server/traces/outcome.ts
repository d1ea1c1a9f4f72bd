import type { SpanAttributes } from '../seams/span.ts'
import type { PlacedSpan } from './assemble.ts'

/** A response flag in words; null: nobody knows it. */
export type FlagText = (flag: string) => string | null

const first = (attributes: SpanAttributes, names: readonly string[]): string | null => {
  const value = names.map((name) => attributes[name]).find((one) => one !== undefined && one !== '')
  return value === undefined ? null : String(value)
}

/** Names of proxies and of OpenTelemetry, former ones too. */
const httpNames = ['http.response.status_code', 'http.status_code'] as const
const grpcNames = ['rpc.grpc.status_code', 'grpc.status_code'] as const
const messageNames = ['otel.status_description', 'error.message', 'exception.message'] as const

/** `200`, `503`, `gRPC 14`; null: it says none. gRPC answers 200 whatever went wrong. */
export function statusOf({ record }: PlacedSpan): string | null {
  const grpc = first(record.attributes, grpcNames)
  return grpc === null ? first(record.attributes, httpNames) : `gRPC ${grpc}`
}

/**
 * What went wrong in a call, told by its halves, the caller's first: status, flags in words, and
 * what the application says. Null: no half failed, and no proxy set a flag.
 */
export function troubleOf(halves: readonly PlacedSpan[], flagText: FlagText): string | null {
  const flags = new Set(halves.flatMap(({ origin }) => origin?.flags ?? []))
  const failed = halves.filter(({ record }) => record.isError)
  if (failed.length === 0 && flags.size === 0) return null
  const status = halves.map(statusOf).find((one) => one !== null) ?? null
  const parts = [
    ...(status === null ? [] : [status.startsWith('gRPC') ? status : `HTTP ${status}`]),
    ...[...flags].map((flag) => {
      const text = flagText(flag)
      return text === null ? `flag ${flag}` : `${text} (${flag})`
    }),
    ...new Set(failed.map(messageOf).filter((message) => message !== null)),
  ]
  return parts.length === 0 ? 'failed, and does not say why' : parts.join(': ')
}

const longestMessage = 300

function messageOf({ record }: PlacedSpan): string | null {
  const own = first(record.attributes, messageNames)
  const told =
    own ?? record.events.map(({ attributes }) => first(attributes, messageNames)).find(Boolean)
  return told?.slice(0, longestMessage) ?? null
}
