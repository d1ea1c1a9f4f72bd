import { textAt, type Raw } from './raw.ts'

/** What an API server answered instead of a success; `httpStatus` null: it was not reached. */
export class KubeFailure extends Error {
  readonly httpStatus: number | null
  readonly reason: string // Expired, Forbidden …

  constructor(httpStatus: number | null, reason: string, message: string) {
    super(message)
    this.name = 'KubeFailure'
    this.httpStatus = httpStatus
    this.reason = reason
  }
}

/** An API server's own refusal, with the Status that it sent; empty: something else answered. */
export class KubeRefusal extends KubeFailure {
  readonly said: Raw

  constructor(httpStatus: number, said: Raw) {
    super(
      httpStatus,
      textAt(said, 'reason') ?? '',
      textAt(said, 'message') ?? `status ${httpStatus}`,
    )
    this.name = 'KubeRefusal'
    this.said = said
  }
}

/** Whatever was thrown, as a failure. */
export function asFailure(error: unknown): KubeFailure {
  if (error instanceof KubeFailure) return error
  if (!(error instanceof Error)) return new KubeFailure(null, 'Unknown', String(error))
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return new KubeFailure(null, 'Aborted', 'aborted')
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  // A token with characters that no header may have cannot be anybody's.
  if (code === 'ERR_INVALID_CHAR') return new KubeFailure(401, 'Unauthorized', 'no such token')
  return new KubeFailure(null, code, code)
}
