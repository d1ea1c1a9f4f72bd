import type { Answer } from './scene.ts'

type Condition = (answer: Answer) => boolean

const hasFlag =
  (flag: string): Condition =>
  ({ flags }) =>
    flags === flag
const hasStatus =
  (status: number): Condition =>
  ({ grpcStatus }) =>
    grpcStatus === status

const isGatewayError: Condition = ({ code }) => code === 502 || code === 503 || code === 504

/** What a retry policy may name; a number is that very status. */
const conditions: Readonly<Record<string, Condition>> = {
  '5xx': ({ code, flags }) => code >= 500 || flags === 'UC' || flags === 'UF',
  'gateway-error': isGatewayError,
  reset: hasFlag('UC'),
  'connect-failure': hasFlag('UF'),
  'retriable-4xx': ({ code }) => code === 409,
  cancelled: hasStatus(1),
  'deadline-exceeded': hasStatus(4),
  internal: hasStatus(13),
  'resource-exhausted': hasStatus(8),
  unavailable: hasStatus(14),
}

/** An overflow is never tried again: the breaker is there to take load away. */
export function isRetried(answer: Answer, on: readonly string[]): boolean {
  if (answer.flags === 'UO') return false
  return on.some((name) =>
    /^\d+$/.test(name) ? answer.code === Number(name) : (conditions[name]?.(answer) ?? false),
  )
}
