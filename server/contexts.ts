import type { Context } from '#contract/contexts.ts'
import { AppError } from './errors.ts'
import type { Contexts, OpenContext } from './http/context.ts'

/** A context that somebody may look at. */
export interface OfferedContext {
  readonly name: string
  readonly cluster: string | null
  readonly user: string | null
}

/** A context with everything of it open, until `close`. */
export interface ClosableContext extends OpenContext {
  readonly close: () => Promise<void>
}

export interface ContextsOptions {
  readonly starting: ClosableContext // open for as long as the console runs
  readonly startingName: string | null // null: there is no cluster, so nothing to choose
  /** Asked anew each time: a kubeconfig may change. */
  readonly offered: () => readonly OfferedContext[]
  readonly open: (name: string) => Promise<ClosableContext>
  /** Whether anybody is told why one cannot be opened, and what is open. */
  readonly isOpenly: boolean
  readonly idleMs: number
  readonly mostOpen: number // besides the starting one
  readonly now: () => number
  readonly onFailure: (error: unknown) => void
}

export interface ContextKeeper extends Contexts {
  /** Streams that are fed, of all contexts. */
  readonly viewers: () => number
  readonly close: () => Promise<void>
}

interface Kept {
  readonly opening: Promise<ClosableContext>
  opened: ClosableContext | null
  uses: number
  unusedSinceAt: number
}

const sweepEveryMs = 15_000

/**
 * Keeps one set of back ends per context: opened when somebody first asks, shared by all who ask,
 * closed when nobody has asked for a while. The starting one is always open.
 */
export function createContexts(options: ContextsOptions): ContextKeeper {
  const { starting, startingName, offered, isOpenly, now } = options
  const kept = new Map<string, Kept>()
  const failed = new Set<string>()

  const forget = (name: string, one: Kept): void => {
    if (kept.get(name) === one) kept.delete(name)
    if (one.opened !== null) void one.opened.close().catch(options.onFailure)
  }
  const isUnused = ([, { uses, opened }]: readonly [string, Kept]): boolean =>
    uses === 0 && opened !== null
  const sweep = (): void => {
    for (const [name, one] of [...kept].filter(isUnused))
      if (now() - one.unusedSinceAt >= options.idleMs) forget(name, one)
  }
  const timer = setInterval(sweep, sweepEveryMs)
  timer.unref()

  /** Each open context is a cluster's inventory in memory: there is an end to it. */
  const makeRoom = (): void => {
    if (kept.size < options.mostOpen) return
    const [longest] = [...kept]
      .filter(isUnused)
      .sort(([, one], [, other]) => one.unusedSinceAt - other.unusedSinceAt)
    if (longest !== undefined) forget(...longest)
    else
      throw new AppError(
        'tooMany',
        `${kept.size} contexts are being looked at, and the console keeps no more open: try again when one is left.`,
        { field: 'context' },
      )
  }

  const keep = (name: string): Kept => {
    const known = kept.get(name)
    if (known !== undefined) return known
    makeRoom()
    const one: Kept = { opening: options.open(name), opened: null, uses: 0, unusedSinceAt: now() }
    kept.set(name, one)
    one.opening.then(
      (opened) => {
        one.opened = opened
        failed.delete(name)
        if (kept.get(name) !== one) forget(name, one) // the console was closed meanwhile
      },
      (error: unknown) => {
        failed.add(name)
        forget(name, one)
        options.onFailure(error)
      },
    )
    return one
  }

  const stateOf = (name: string): Context['state'] => {
    if (!isOpenly) return null
    const one = name === startingName ? { opened: starting } : kept.get(name)
    if (one === undefined) return failed.has(name) ? 'notReached' : 'notOpen'
    const state = one.opened?.clusters[0]?.status().state ?? 'connecting'
    return state === 'notConfigured' ? 'notOpen' : state
  }

  return {
    list: () =>
      offered().map((one) => ({
        ...one,
        isDefault: one.name === startingName,
        state: stateOf(one.name),
      })),
    lease: async (name) => {
      if (name === null || name === startingName)
        return { context: starting, release: () => undefined }
      const names = offered().map((one) => one.name)
      if (!names.includes(name)) throw noSuchContext(name, names)
      const one = keep(name)
      one.uses += 1
      let isReleased = false
      const release = (): void => {
        if (isReleased) return
        isReleased = true
        one.uses -= 1
        one.unusedSinceAt = now()
      }
      try {
        return { context: await one.opening, release }
      } catch (error) {
        release()
        throw cannotOpen(name, error, isOpenly)
      }
    },
    viewers: () =>
      [starting, ...[...kept.values()].map(({ opened }) => opened)].reduce(
        (sum, one) => sum + (one?.hub.viewers ?? 0),
        0,
      ),
    close: async () => {
      clearInterval(timer)
      const opened = [...kept.values()].map(({ opening }) => opening)
      kept.clear()
      const ended = await Promise.allSettled(opened)
      const open = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      await Promise.all([starting, ...open].map((one) => one.close()))
    },
  }
}

function noSuchContext(name: string, names: readonly string[]): AppError {
  const way = names.length === 0 ? 'leave it out.' : 'choose one of those that are.'
  return new AppError('badRequest', `There is no context "${name}" to look at here: ${way}`, {
    field: 'context',
    allowed: names,
  })
}

/** Reasons name files and users of the kubeconfig: they are for whoever may read it anyway. */
function cannotOpen(name: string, error: unknown, isOpenly: boolean): unknown {
  if (!(error instanceof AppError)) return error
  const reason = isOpenly ? `. ${error.message}` : ': the console’s log says why.'
  return new AppError('unavailable', `The context "${name}" cannot be opened${reason}`, {
    field: 'context',
    cause: error,
  })
}
