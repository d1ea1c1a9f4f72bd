import type { ClusterSource } from './seams/source.ts'

export interface LateNameOptions {
  /** Open, but not reached yet: what its telemetry calls it is not known. */
  readonly first: ClusterSource
  readonly open: (cluster: string) => ClusterSource
  /** What the mesh in the cluster was told that it is called; null: it does not say. */
  readonly nameOf: (cluster: ClusterSource) => string | null
  readonly onError: (error: unknown) => void
}

const firstListsMs = 10_000

/** All its kinds are in, or are known not to come. */
const isRead = (cluster: ClusterSource): boolean =>
  cluster.inventory().unreadable.every(({ reason }) => reason === 'forbidden')

/**
 * A cluster whose name is learnt when it is reached. Until then it goes by the name of `first`;
 * then it is opened again under its own, and takes the place of the first when its lists are in.
 */
export function createLateNamedCluster(options: LateNameOptions): ClusterSource {
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  let now = options.first
  let isClosed = false
  let isNamed = false
  let stopListening = now.onChange(() => changed())

  const changed = (): void => {
    tell()
    if (isNamed || now.status().state !== 'reached') return
    const name = options.nameOf(now)
    if (name === null && !isRead(now)) return
    isNamed = true
    if (name !== null && name !== now.cluster) rename(name).catch(options.onError)
  }

  const rename = async (name: string): Promise<void> => {
    const renamed = options.open(name)
    await renamed.ready(firstListsMs)
    if (isClosed) return renamed.close()
    const before = now
    stopListening()
    now = renamed
    stopListening = now.onChange(tell)
    tell()
    await before.close()
  }

  return {
    get id() {
      return now.id
    },
    get cluster() {
      return now.cluster
    },
    status: () => now.status(),
    inventory: () => now.inventory(),
    ready: (timeoutMs) => now.ready(timeoutMs),
    whoIs: (identity) => now.whoIs(identity),
    mayThey: (identity, questions) => now.mayThey(identity, questions),
    get calls() {
      return now.calls
    },
    logs: {
      open: (...asked) => now.logs.open(...asked),
      configMap: (...asked) => now.logs.configMap(...asked),
    },
    proxies: { ask: (...asked) => now.proxies.ask(...asked) },
    onChange: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    close: async () => {
      isClosed = true
      stopListening()
      listeners.clear()
      await now.close()
    },
  }
}
