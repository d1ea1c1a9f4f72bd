import { createReach, keepProbing } from '../../seams/reach.ts'
import type { Inventory, UnreadableKind } from '../../seams/inventory.ts'
import type { ClusterSource } from '../../seams/source.ts'
import { createAccess } from './access.ts'
import { createInventoryBuilder } from './build-inventory.ts'
import { createConnection } from './connection.ts'
import { createCustomKinds } from './custom-kinds.ts'
import type { KubeconfigOptions } from './kubeconfig.ts'
import { builtIns, createStores } from './kinds.ts'
import { createLogCalls } from './log-calls.ts'
import { createProxyCalls } from './proxy-calls.ts'
import { createReading, type KeepOptions } from './reading.ts'
import { createObjectCalls } from './object-calls.ts'
import { isRaw, textAt } from './raw.ts'
import { startReflector, type Reflector } from './reflector.ts'

export interface ClusterOptions extends KubeconfigOptions {
  /** As in the cluster labels of the telemetry. */
  readonly cluster: string
  readonly keep: KeepOptions
  /** API groups whose custom resources are read, as far as the cluster has them. */
  readonly crdGroups: readonly string[]
  readonly pageSize?: number
  readonly probeEveryMs?: number
  readonly rediscoverEveryMs?: number
  readonly retryForbiddenMs?: number
  readonly behindAfterMs?: number
}

const tellEveryMs = 1000

/**
 * One Kubernetes cluster, listed and watched from now on until `close`. Throws AppError badRequest
 * when the kubeconfig cannot be used; whatever happens later is in `status` and `unreadable`.
 */
export function createClusterSource(options: ClusterOptions): ClusterSource {
  const { cluster, pageSize = 500 } = options
  const id = `cluster:${cluster}`
  const connection = createConnection(options, {
    reached: () => {
      const wasAway = reach.status().state === 'notReached'
      reach.succeeded(null)
      if (wasAway) for (const reflector of all()) reflector.wake()
    },
    notReached: (message) => reach.failed(message),
  })
  const { address } = connection
  const reach = createReach({
    id,
    kind: 'cluster',
    address,
    howFound: connection.access().howFound,
  })
  reach.learn({ product: 'Kubernetes' })

  const changes = createChanges()
  const stores = createStores(createReading(options.keep), changes.note)
  const build = createInventoryBuilder(cluster, stores)
  const common = {
    connection,
    pageSize,
    onState: changes.note,
    isAway: () => reach.status().state === 'notReached',
    ...(options.retryForbiddenMs === undefined
      ? {}
      : { retryForbiddenMs: options.retryForbiddenMs }),
    ...(options.behindAfterMs === undefined ? {} : { behindAfterMs: options.behindAfterMs }),
  }
  const fixed = builtIns(stores).map((kind) => startReflector({ ...common, ...kind }))
  const custom = createCustomKinds({
    ...common,
    groups: options.crdGroups,
    stores: stores.config,
    changed: changes.note,
    everyMs: options.rediscoverEveryMs ?? 60_000,
  })
  const all = (): readonly Reflector[] => [...fixed, ...custom.reflectors()]

  const stopProbing = keepProbing(async () => {
    const startedAt = performance.now()
    try {
      const answer = await connection.request({ path: '/version', deadlineMs: 5000 })
      const version = isRaw(answer) ? textAt(answer, 'gitVersion') : null
      reach.learn({ version: version?.replace(/^v/, '') ?? null })
      reach.succeeded(performance.now() - startedAt)
    } catch {
      // The connection has told `reach` what it met.
    }
  }, options.probeEveryMs ?? 15_000)

  let latest: Inventory | null = null
  const inventory = (): Inventory => {
    if (latest?.revision !== changes.revision())
      latest = build(changes.revision(), {
        unreadable: all().flatMap((one) => one.unreadable() ?? []),
        behind: all().flatMap((one) => one.behind() ?? []),
        served: custom.served(),
      })
    return latest
  }

  return {
    id,
    cluster,
    status: () => ({ ...reach.status(), details: detailsOf(all()) }),
    inventory,
    ready: async (timeoutMs) => {
      const isReady = (): boolean => custom.isSettled() && all().every((one) => one.isSettled())
      if (!isReady()) await changes.until(isReady, timeoutMs)
    },
    onChange: changes.listen,
    ...createAccess({ source: id, cluster, connection }),
    calls: createObjectCalls({ source: id, cluster, connection }),
    logs: createLogCalls({ source: id, connection }),
    proxies: createProxyCalls({ source: id, connection }),
    close: () => {
      stopProbing()
      custom.stop()
      for (const reflector of all()) reflector.stop()
      changes.stop()
      connection.close()
      return Promise.resolve()
    },
  }
}

function detailsOf(reflectors: readonly Reflector[]): string[] {
  const missing = reflectors.flatMap((one) => one.unreadable() ?? [])
  const read = reflectors.length - missing.length
  const forbidden = missing.filter(({ reason }) => reason === 'forbidden')
  return [
    `${read} of ${reflectors.length} kinds of objects are read`,
    ...forbidden.map(({ message }: UnreadableKind) => message),
    ...reflectors.flatMap((one) => one.behind()?.message ?? []),
  ]
}

interface Changes {
  readonly note: () => void
  readonly revision: () => number
  readonly listen: (listener: () => void) => () => void
  readonly until: (isDone: () => boolean, timeoutMs: number) => Promise<void>
  readonly stop: () => void
}

/** Counts changes at once, and tells of them about once a second. */
function createChanges(): Changes {
  const listeners = new Set<() => void>()
  const waiting = new Set<() => void>()
  let revision = 0
  let timer: NodeJS.Timeout | null = null
  const tell = (): void => {
    timer = null
    for (const listener of listeners) listener()
  }
  return {
    note: () => {
      revision += 1
      for (const check of waiting) check()
      if (listeners.size === 0 || timer !== null) return
      timer = setTimeout(tell, tellEveryMs)
      timer.unref()
    },
    revision: () => revision,
    listen: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    until: (isDone, timeoutMs) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(deadline)
          waiting.delete(check)
          resolve()
        }
        const check = (): void => {
          if (isDone()) end()
        }
        const deadline = setTimeout(end, timeoutMs)
        waiting.add(check)
      }),
    stop: () => {
      listeners.clear()
      if (timer !== null) clearTimeout(timer)
    },
  }
}
