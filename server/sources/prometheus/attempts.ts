import { setTimeout as sleep } from 'node:timers/promises'
import { ExchangeError } from './exchange.ts'
import { notExchanged, timedOut, type Party } from '../../seams/failures.ts'

interface AttemptOptions {
  readonly party: Party
  readonly deadlineMs: number
  readonly maxBytes: number
  readonly signal: AbortSignal | undefined
}

const gatewayTrouble: ReadonlySet<number> = new Set([502, 503, 504])

/** An answer that a proxy before the back end gave, not the back end. */
export function isGatewayTrouble(httpStatus: number): boolean {
  return gatewayTrouble.has(httpStatus)
}

/**
 * Asks, and asks once more when the connection broke or a gateway had nobody behind it; reads may
 * be repeated. One deadline holds for both. Throws what `signal` was aborted with when it was, else
 * SourceUnavailableError.
 */
export async function attemptTwice<T>(
  options: AttemptOptions,
  attempt: (signal: AbortSignal) => Promise<T>,
  mayRepeat: (answer: T) => boolean,
): Promise<T> {
  options.signal?.throwIfAborted()
  const deadline = AbortSignal.timeout(options.deadlineMs)
  const either =
    options.signal === undefined ? deadline : AbortSignal.any([options.signal, deadline])
  try {
    const first = await attempt(either).catch((error: unknown) => {
      if (error instanceof ExchangeError && error.reason === 'connection') return null
      throw error
    })
    if (first !== null && !mayRepeat(first)) return first
    await sleep(50 + Math.random() * 150, undefined, { signal: either })
    return await attempt(either)
  } catch (error) {
    options.signal?.throwIfAborted()
    if (deadline.aborted) throw timedOut(options.party, options.deadlineMs)
    if (!(error instanceof ExchangeError)) throw error
    throw notExchanged(options.party, error, options.maxBytes)
  }
}
