import type { ConfigObject } from '../../seams/inventory.ts'
import type { KindKey } from '../../seams/kube-object.ts'
import { keepProbing } from '../../seams/reach.ts'
import type { KubeConnection } from './connection.ts'
import { discover } from './discovery.ts'
import { ObjectStore, type Sink } from './object-store.ts'
import { createReading } from './reading.ts'
import { startReflector, type Reflector } from './reflector.ts'
import { qualifiedName, type Resource } from './resource.ts'

interface CustomKindsOptions {
  readonly connection: KubeConnection
  readonly groups: readonly string[]
  readonly stores: Map<string, ObjectStore<ConfigObject>>
  readonly pageSize: number
  readonly changed: () => void
  readonly onState: () => void
  readonly isAway: () => boolean
  readonly everyMs: number
  readonly retryForbiddenMs?: number
  readonly behindAfterMs?: number
}

/** The custom resources of some groups: those that the cluster has at the moment. */
export interface CustomKinds {
  readonly reflectors: () => readonly Reflector[]
  /** Those that are served, whether there are objects or not; null: not known. */
  readonly served: () => ReadonlySet<KindKey> | null
  /** It is known which kinds there are, or that this cannot be known for now. */
  readonly isSettled: () => boolean
  readonly stop: () => void
}

const retryMs = 5000
// A definition is served a moment after it was made, and they come in dozens.
const settleMs = 1000

interface Running {
  readonly reflector: Reflector
  readonly version: string
}

const definitions: Resource = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
}

// A definition is some hundred kilobytes of schema; that it is there is all that matters here.
const namesOnly = [
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
  'application/json',
].join(',')

/**
 * Reads which kinds there are every minute, and at once when a definition comes or goes, for those
 * who may watch definitions.
 */
export function createCustomKinds(options: CustomKindsOptions): CustomKinds {
  const { connection, groups, stores, changed } = options
  const running = new Map<string, Running>()
  const { config: readConfig } = createReading({ annotationPrefixes: [], envNames: [] })
  let served: ReadonlySet<KindKey> | null = null
  let isSettled = false
  let isStopped = false

  const drop = (name: string): void => {
    running.get(name)?.reflector.stop()
    running.delete(name)
    stores.delete(name)
  }

  const add = (name: string, resource: Resource): void => {
    const store = new ObjectStore(readConfig, changed)
    stores.set(name, store)
    const reflector = startReflector({ ...options, resource, sink: store })
    running.set(name, { reflector, version: resource.version })
  }

  const rediscover = async (): Promise<void> => {
    if (groups.length > 0) {
      try {
        const found = await discover(connection, groups)
        if (isStopped) return
        const { resources, isWhole } = found
        const byName = new Map(resources.map((resource) => [qualifiedName(resource), resource]))
        served = isWhole ? new Set(resources.map(({ group, kind }) => `${group}/${kind}`)) : null
        const gone = [...running].filter(
          ([name, { version }]) => byName.get(name)?.version !== version,
        )
        for (const [name] of gone) drop(name)
        const added = [...byName].filter(([name]) => !running.has(name))
        for (const [name, resource] of added) add(name, resource)
        if (gone.length + added.length > 0) changed()
      } catch {
        // Not reached: the kinds that are known are still asked for, and soon it is asked again.
        rediscoverIn(retryMs)
      }
    }
    if (isSettled) return
    isSettled = true
    changed()
  }

  let soon: NodeJS.Timeout | null = null
  const rediscoverIn = (ms: number): void => {
    if (soon !== null || isStopped) return
    soon = setTimeout(() => {
      soon = null
      void rediscover()
    }, ms)
    soon.unref()
  }

  const stopRounds = keepProbing(rediscover, options.everyMs)
  const onlyTells = createTeller(() => rediscoverIn(settleMs))
  const watching =
    groups.length === 0
      ? null
      : startReflector({
          ...options,
          resource: definitions,
          sink: onlyTells,
          accept: namesOnly,
          isOptional: true,
          onState: () => undefined,
        })

  return {
    reflectors: () => [...running.values()].map(({ reflector }) => reflector),
    served: () => served,
    isSettled: () => isSettled,
    stop: () => {
      isStopped = true
      stopRounds()
      watching?.stop()
      if (soon !== null) clearTimeout(soon)
      for (const { reflector } of running.values()) reflector.stop()
    },
  }
}

/** A sink that keeps nothing: changes after the first list are told. */
function createTeller(tell: () => void): Sink {
  const ignore = (): void => undefined
  let isFirst = true
  return {
    restart: ignore,
    arrive: ignore,
    settle: () => {
      if (!isFirst) tell()
      isFirst = false
    },
    put: tell,
    remove: tell,
    clear: ignore,
  }
}
