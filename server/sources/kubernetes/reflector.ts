import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises'
import type { BehindKind, UnreadableKind } from '../../seams/inventory.ts'
import type { KubeConnection } from './connection.ts'
import { createFreshness } from './freshness.ts'
import { KubeFailure } from './kube-failure.ts'
import type { Sink } from './object-store.ts'
import { isRaw, listAt, numberAt, objectAt, textAt, type Raw } from './raw.ts'
import { listPath, qualifiedName, type Resource } from './resource.ts'

export interface ReflectorOptions {
  readonly connection: Pick<KubeConnection, 'request' | 'watch'>
  readonly resource: Resource
  readonly sink: Sink
  readonly pageSize: number
  readonly accept?: string
  /** Kinds that many may not read, and that are only a help. */
  readonly isOptional?: boolean
  readonly onState: () => void
  /** The server as a whole is away, which is told by itself. */
  readonly isAway: () => boolean
  readonly retryForbiddenMs?: number
  readonly behindAfterMs?: number
}

/** Keeps a sink equal to what the API server has, through outages, as long as it is not stopped. */
export interface Reflector {
  readonly resource: Resource
  /** The first list is in, or is known not to come for now. */
  readonly isSettled: () => boolean
  readonly unreadable: () => UnreadableKind | null
  /** Null: what was read is kept up to date, or is not known at all. */
  readonly behind: () => BehindKind | null
  /** Ends a pause: the server, which was away, is back. */
  readonly wake: () => void
  readonly stop: () => void
}

const firstPauseMs = 250
const longestPauseMs = 8000
const absentPauseMs = 60_000
const usualBehindAfterMs = 30_000
const watchSeconds = 300

/**
 * List, then watch from there; watch again from the last version when the watch ends or breaks;
 * list again when the server no longer knows that version (410) or says that the watch went wrong.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function startReflector(options: ReflectorOptions): Reflector {
  const { connection, resource, sink, onState } = options
  const isSilent = options.isOptional === true
  const stopped = new AbortController()
  let unreadable: UnreadableKind | null = {
    kind: resource.kind,
    reason: 'notSynced',
    message: `${resource.kind} objects are being read for the first time.`,
    sinceAt: Date.now(),
  }
  let isSettled = false
  let hasSynced = false
  let version: string | null = null
  let failures = 0
  let woken = new AbortController()
  let mayNotWatch = false
  let pageSize = options.pageSize
  const freshness = createFreshness({
    kind: resource.kind,
    behindAfterMs: options.behindAfterMs ?? usualBehindAfterMs,
    isAway: options.isAway,
    onChange: onState,
  })

  const say = (reason: UnreadableKind['reason'] | null, message = ''): void => {
    const before = isSettled ? unreadable : undefined
    const after = isSilent || reason === null ? null : { kind: resource.kind, reason, message }
    isSettled = true
    if (isSame(before, after)) return
    const sinceAt = before?.reason === reason ? before.sinceAt : Date.now()
    unreadable = after === null ? null : { ...after, sinceAt }
    onState()
  }

  const list = async (): Promise<string> => {
    sink.restart()
    let more = ''
    for (;;) {
      const query = new URLSearchParams({ limit: String(pageSize) })
      if (more !== '') query.set('continue', more)
      const page = await connection.request({
        path: `${listPath(resource)}?${query.toString()}`,
        signal: stopped.signal,
        deadlineMs: 60_000,
        ...(options.accept === undefined ? {} : { accept: options.accept }),
      })
      const raw = isRaw(page) ? page : {}
      sink.arrive(itemsOf(raw, resource))
      const metadata = objectAt(raw, 'metadata')
      more = textAt(metadata, 'continue') ?? ''
      if (more === '') return textAt(metadata, 'resourceVersion') ?? ''
      await breathe()
    }
  }

  const take = (event: unknown): void => {
    if (!isRaw(event)) return
    const object = objectAt(event, 'object')
    const type = textAt(event, 'type')
    if (type === 'ERROR') throw watchError(object)
    if (type === 'ADDED' || type === 'MODIFIED') sink.put(object)
    else if (type === 'DELETED') sink.remove(object)
    version = textAt(objectAt(object, 'metadata'), 'resourceVersion') ?? version
  }

  const watch = async (from: string): Promise<void> => {
    // Spread, so that not all kinds come back in the same second.
    const seconds = Math.round(watchSeconds * (0.8 + Math.random() * 0.4))
    const query = new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: from,
      timeoutSeconds: String(seconds),
    })
    // A connection that died without a word says nothing for ever.
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout((seconds + 30) * 1000)])
    await connection.watch(
      {
        path: `${listPath(resource)}?${query.toString()}`,
        signal,
        ...(options.accept === undefined ? {} : { accept: options.accept }),
      },
      take,
      freshness.renewed,
    )
  }

  const turn = async (): Promise<void> => {
    if (version === null) {
      version = await list()
      sink.settle()
      hasSynced = true
      freshness.renewed()
      pageSize = options.pageSize
      // Who may list but not watch has what was there half a minute ago, and is told so.
      if (!mayNotWatch) say(null)
    }
    const startedAt = Date.now()
    await watch(version)
    if (mayNotWatch) say(null)
    mayNotWatch = false
    // A server that ends every watch at once would be asked without a pause.
    if (Date.now() - startedAt < 1000) await pause(firstPauseMs)
    failures = 0
  }

  const handle = async (failure: KubeFailure): Promise<void> => {
    failures += 1
    const verb = version === null ? 'list' : 'watch'
    if (failure.httpStatus === 410 || failure.reason === 'WatchError') {
      // A list of many pages may outlive its version; the second try asks for all at once.
      if (version === null && failures > 1) pageSize = 0
      version = null
      await pause(failures > 2 ? backOff(failures) : 0)
    } else if (failure.httpStatus === 403) {
      if (verb === 'list') sink.clear()
      mayNotWatch = verb === 'watch'
      version = null
      say('forbidden', forbidden(resource, verb, failure.message))
      await pause(options.retryForbiddenMs ?? 30_000)
    } else if (failure.httpStatus === 404) {
      sink.clear()
      version = null
      say(null)
      await pause(absentPauseMs)
    } else {
      const what = `${resource.kind} objects cannot be read: ${failure.message}.`
      if (hasSynced) freshness.failed(what)
      else say('unavailable', what)
      await pause(backOff(failures))
    }
  }

  const pause = async (ms: number): Promise<void> => {
    if (ms === 0) return
    woken = new AbortController()
    const signal = AbortSignal.any([stopped.signal, woken.signal])
    await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)
  }

  const run = async (): Promise<void> => {
    const isStopped = (): boolean => stopped.signal.aborted
    while (!isStopped()) {
      try {
        await turn()
      } catch (error) {
        if (isStopped()) return
        await handle(
          error instanceof KubeFailure
            ? error
            : new KubeFailure(null, 'Unknown', error instanceof Error ? error.message : 'unknown'),
        )
      }
    }
  }
  void run()

  return {
    resource,
    isSettled: () => isSettled,
    unreadable: () => unreadable,
    behind: () => (isSilent || unreadable !== null ? null : freshness.behind()),
    wake: () => {
      // A server that has just come back may refuse the first tries.
      failures = 0
      woken.abort()
    },
    stop: () => {
      stopped.abort()
    },
  }
}

/** Undefined: nothing was said before, so that anything is news. */
function isSame(
  before: Pick<UnreadableKind, 'reason' | 'message'> | null | undefined,
  after: Pick<UnreadableKind, 'reason' | 'message'> | null,
): boolean {
  if (before === undefined || before === null || after === null) return before === after
  return before.reason === after.reason && before.message === after.message
}

/** Items of a list carry neither kind nor version of their own; the list's are theirs. */
function itemsOf(page: Raw, { kind }: Resource): readonly Raw[] {
  const apiVersion = textAt(page, 'apiVersion') ?? ''
  return listAt(page, 'items').map((item) => ({ apiVersion, kind, ...item }))
}

function watchError(status: Raw): KubeFailure {
  const code = numberAt(status, 'code') ?? 500
  return new KubeFailure(
    code === 403 ? 403 : code === 410 ? 410 : null,
    'WatchError',
    textAt(status, 'message') ?? 'the watch went wrong',
  )
}

function forbidden(resource: Resource, verb: 'list' | 'watch', said: string): string {
  const user = /User "([^"]*)"/.exec(said)?.[1]
  const who = user === undefined ? 'The identity of the console' : `The user "${user}"`
  return `${who} may not ${verb} ${qualifiedName(resource)} in all namespaces: grant it the verbs list and watch, by a ClusterRole.`
}

function backOff(failures: number): number {
  const most = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10))
  return most * (0.5 + Math.random() / 2)
}
