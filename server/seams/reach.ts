import type { BackEnd } from '#contract/status.ts'
import { SourceUnavailableError } from '../errors.ts'

interface ReachOptions {
  readonly id: string
  readonly kind: BackEnd['kind']
  readonly address: string // without credentials
  readonly howFound: string
}

/** What is known of a back end besides whether it is reached. */
export interface ReachFacts {
  readonly product?: string | null
  readonly version?: string | null
  readonly details?: readonly string[]
}

/**
 * Whether a back end is reached and since when. Fed by every call that a source makes, so that the
 * page of back ends says what the last call met rather than what a probe met a while ago.
 */
export interface Reach {
  readonly succeeded: (latencyMs: number | null) => void
  /** A failure that says something of the back end; refusals of one query do not. */
  readonly failed: (message: string) => void
  /** Sorts an error: what was thrown by a call is recorded when it is the back end's fault. */
  readonly threw: (error: unknown) => void
  /** The same for a probe, of which even a time-out says that the back end is not well. */
  readonly probeThrew: (error: unknown) => void
  readonly learn: (facts: ReachFacts) => void
  readonly status: () => BackEnd
}

export function createReach(options: ReachOptions): Reach {
  let now: BackEnd = {
    ...options,
    product: null,
    version: null,
    state: 'connecting',
    message: null,
    sinceAt: Date.now(),
    latencyMs: null,
    details: [],
  }
  const move = (state: BackEnd['state'], message: string | null): void => {
    const sinceAt = now.state === state ? now.sinceAt : Date.now()
    now = { ...now, state, message, sinceAt }
  }
  const failed = (message: string): void => {
    move('notReached', message)
    now = { ...now, latencyMs: null }
  }
  return {
    succeeded: (latencyMs) => {
      move('reached', null)
      if (latencyMs !== null) now = { ...now, latencyMs }
    },
    failed,
    threw: (error) => {
      if (!(error instanceof SourceUnavailableError)) return
      // One heavy query may time out or be refused by a store that is well.
      if (error.failure === 'refused' || error.failure === 'tooLarge') move('reached', null)
      else if (error.failure !== 'timeout') failed(error.message)
    },
    probeThrew: (error) => {
      if (error instanceof SourceUnavailableError) failed(error.message)
    },
    learn: ({ details, ...facts }) => {
      now = { ...now, ...facts, ...(details === undefined ? {} : { details: [...details] }) }
    },
    status: () => now,
  }
}

/** Calls again and again, the next time `everyMs` after the last answer; never keeps a process. */
export function keepProbing(probe: () => Promise<void>, everyMs: number): () => void {
  let timer: NodeJS.Timeout | null = null
  let isStopped = false
  const round = async (): Promise<void> => {
    await probe()
    if (isStopped) return
    timer = setTimeout(() => void round(), everyMs)
    timer.unref()
  }
  void round()
  return () => {
    isStopped = true
    if (timer !== null) clearTimeout(timer)
  }
}
