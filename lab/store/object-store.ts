import type { KubeObject, ObjectReader } from '../seams.ts'
import { History } from './history.ts'
import type { StoreEvent } from './history.ts'
import {
  byKey,
  byName,
  groupKindOf,
  identityOf,
  isBeingDeleted,
  keyOf,
  uidFrom,
  withoutBookkeeping,
} from './identity.ts'
import { isEqual, listAt, numberAt } from './json.ts'

export type StoreFailure = 'exists' | 'missing' | 'conflict'

export class StoreError extends Error {
  readonly failure: StoreFailure

  constructor(failure: StoreFailure, message: string) {
    super(message)
    this.name = 'StoreError'
    this.failure = failure
  }
}

export interface StoreOptions {
  readonly nowMs: () => number
  /** Changes kept per kind for watches that start in the past. */
  readonly historyLimit?: number
}

export type StoreListener = (event: StoreEvent) => void

interface Shelf {
  readonly byKey: Map<string, KubeObject>
  readonly byNamespace: Map<string, Map<string, KubeObject>>
  readonly history: History
  sorted: readonly KubeObject[] | null // null after a change
}

/**
 * All objects of the lab's cluster, each revision immutable. It keeps what an API server's storage
 * keeps (uid, revision, generation, times) and leaves meaning to those who write.
 */
export class ObjectStore implements ObjectReader {
  readonly #options: StoreOptions
  readonly #shelves = new Map<string, Shelf>()
  readonly #groupKindsByKind = new Map<string, string[]>()
  readonly #listeners = new Set<StoreListener>()
  #revision = 1_000
  #forgottenRevision = 0
  #created = 0

  constructor(options: StoreOptions) {
    this.#options = options
  }

  revision(): number {
    return this.#revision
  }

  /** `Gateway` means every group that has such a kind, `Gateway.networking.istio.io` only one. */
  list(kind: string, namespace?: string): readonly KubeObject[] {
    const groupKinds = this.#groupKindsByKind.get(kind) ?? [kind]
    const [only] = groupKinds
    if (groupKinds.length === 1 && only !== undefined) return this.#listOne(only, namespace)
    return groupKinds.flatMap((groupKind) => this.#listOne(groupKind, namespace))
  }

  get(groupKind: string, namespace: string, name: string): KubeObject | null {
    return this.#shelves.get(groupKind)?.byKey.get(`${namespace}/${name}`) ?? null
  }

  /** @throws StoreError `exists` */
  create(object: KubeObject): KubeObject {
    const shelf = this.#shelf(object)
    const key = keyOf(object.metadata)
    if (shelf.byKey.has(key)) throw new StoreError('exists', `${object.kind} ${key} exists`)
    this.#created += 1
    return this.#save(shelf, null, {
      ...object,
      metadata: {
        ...object.metadata,
        uid: object.metadata.uid ?? uidFrom(`${groupKindOf(object)}/${key}/${this.#created}`),
        creationTimestamp: object.metadata.creationTimestamp ?? this.#now(),
        generation: 1,
      },
    })
  }

  /**
   * Replaces what is stored under the same name. `object.metadata.resourceVersion`, when present,
   * must be the stored one. An update without a change leaves the revision alone; removing the last
   * finalizer of an object that is being deleted removes it.
   *
   * @throws StoreError `missing`, `conflict`
   */
  update(object: KubeObject): KubeObject {
    const shelf = this.#shelf(object)
    const before = this.#required(shelf, object)
    const wanted = object.metadata.resourceVersion
    if (wanted !== undefined && wanted !== '' && wanted !== before.metadata.resourceVersion) {
      throw new StoreError('conflict', `${object.kind} ${keyOf(object.metadata)} has changed`)
    }
    const isSpecSame = isEqual(withoutBookkeeping(before), withoutBookkeeping(object))
    const generation = (numberAt(before.metadata, 'generation') ?? 1) + (isSpecSame ? 0 : 1)
    const after: KubeObject = {
      ...object,
      metadata: { ...object.metadata, ...identityOf(before), generation },
    }
    if (isEqual(before, after)) return before
    if (isBeingDeleted(after) && listAt(after.metadata, 'finalizers').length === 0) {
      return this.#drop(shelf, after)
    }
    return this.#save(shelf, before, after)
  }

  /** Gone at once, or marked with a deletion time while it has finalizers. @throws StoreError `missing` */
  remove(groupKind: string, namespace: string, name: string): KubeObject {
    const shelf = this.#shelves.get(groupKind)
    const before = shelf?.byKey.get(`${namespace}/${name}`)
    if (shelf === undefined || before === undefined) {
      throw new StoreError('missing', `${groupKind} ${namespace}/${name} does not exist`)
    }
    if (listAt(before.metadata, 'finalizers').length === 0) return this.#drop(shelf, before)
    if (isBeingDeleted(before)) return before
    return this.#save(shelf, before, {
      ...before,
      metadata: { ...before.metadata, deletionTimestamp: this.#now() },
    })
  }

  /** Called after every change, in order; the returned function ends it. */
  subscribe(listener: StoreListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Changes of a kind after `revision`; null when they are no longer known. */
  changesAfter(groupKind: string, revision: number): readonly StoreEvent[] | null {
    return this.#shelfFor(groupKind).history.after(revision)
  }

  /** From here on the past is unknown: what was loaded at the start is nobody's news. */
  forgetHistory(): void {
    this.#forgottenRevision = this.#revision
    for (const shelf of this.#shelves.values()) shelf.history.forgetUpTo(this.#revision)
  }

  #listOne(groupKind: string, namespace: string | undefined): readonly KubeObject[] {
    const shelf = this.#shelves.get(groupKind)
    if (shelf === undefined) return []
    if (namespace !== undefined && namespace !== '') {
      return [...(shelf.byNamespace.get(namespace)?.values() ?? [])].sort(byName)
    }
    shelf.sorted ??= [...shelf.byKey.values()].sort(byKey)
    return shelf.sorted
  }

  #save(shelf: Shelf, previous: KubeObject | null, object: KubeObject): KubeObject {
    this.#revision += 1
    const saved: KubeObject = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.#revision) },
    }
    const key = keyOf(saved.metadata)
    shelf.byKey.set(key, saved)
    this.#namespaceOf(shelf, saved).set(key, saved)
    shelf.sorted = null
    this.#tell(shelf, { type: previous === null ? 'ADDED' : 'MODIFIED', previous, object: saved })
    return saved
  }

  #drop(shelf: Shelf, before: KubeObject): KubeObject {
    this.#revision += 1
    const key = keyOf(before.metadata)
    const object: KubeObject = {
      ...before,
      metadata: { ...before.metadata, resourceVersion: String(this.#revision) },
    }
    shelf.byKey.delete(key)
    this.#namespaceOf(shelf, before).delete(key)
    shelf.sorted = null
    this.#tell(shelf, { type: 'DELETED', previous: before, object })
    return object
  }

  #tell(shelf: Shelf, change: Pick<StoreEvent, 'type' | 'object' | 'previous'>): void {
    const event = { ...change, revision: this.#revision, groupKind: groupKindOf(change.object) }
    shelf.history.add(event)
    for (const listener of this.#listeners) listener(event)
  }

  #required(shelf: Shelf, object: KubeObject): KubeObject {
    const found = shelf.byKey.get(keyOf(object.metadata))
    if (found !== undefined) return found
    throw new StoreError('missing', `${object.kind} ${keyOf(object.metadata)} does not exist`)
  }

  #namespaceOf(shelf: Shelf, object: KubeObject): Map<string, KubeObject> {
    const namespace = object.metadata.namespace ?? ''
    const known = shelf.byNamespace.get(namespace)
    if (known !== undefined) return known
    const made = new Map<string, KubeObject>()
    shelf.byNamespace.set(namespace, made)
    return made
  }

  #shelf(object: KubeObject): Shelf {
    return this.#shelfFor(groupKindOf(object))
  }

  #shelfFor(groupKind: string): Shelf {
    const known = this.#shelves.get(groupKind)
    if (known !== undefined) return known
    const shelf: Shelf = {
      byKey: new Map(),
      byNamespace: new Map(),
      history: new History(this.#options.historyLimit ?? 4_000, this.#forgottenRevision),
      sorted: null,
    }
    this.#shelves.set(groupKind, shelf)
    const [kind = groupKind] = groupKind.split('.')
    this.#groupKindsByKind.set(kind, [...(this.#groupKindsByKind.get(kind) ?? []), groupKind])
    return shelf
  }

  #now(): string {
    return `${new Date(this.#options.nowMs()).toISOString().slice(0, 19)}Z`
  }
}
