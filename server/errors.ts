import type { ErrorCode } from '#contract/errors.ts'

interface AppErrorOptions {
  readonly cause?: unknown
  readonly field?: string // the parameter at fault
  readonly allowed?: readonly string[] // what it may be
}

/** Something that the asker should be told. Anything else that is thrown is `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly field: string | null
  readonly allowed: readonly string[]

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.field = options.field ?? null
    this.allowed = options.allowed ?? []
  }
}

/** How a back end failed; the words of contract/warning.ts. */
export type SourceFailure =
  | 'unavailable'
  | 'timeout'
  | 'refused'
  | 'forbidden'
  | 'tooLarge'
  | 'badAnswer'

/**
 * A port that did not answer as it should. The message names the back end, its address without
 * credentials, and the next step: `The metrics source did not answer (http://prometheus:9090, 5 s)`.
 */
export class SourceUnavailableError extends AppError {
  readonly source: string // id of the back end
  readonly failure: SourceFailure

  constructor(
    failed: { readonly source: string; readonly failure: SourceFailure; readonly cause?: unknown },
    message: string,
  ) {
    super(failed.failure === 'timeout' ? 'sourceTimeout' : 'sourceUnavailable', message, {
      cause: failed.cause,
    })
    this.name = 'SourceUnavailableError'
    this.source = failed.source
    this.failure = failed.failure
  }
}
