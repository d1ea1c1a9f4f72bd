import { kindKeyOf, objectKeyOf, type KindKey, type KubeObject } from '../seams/kube-object.ts'
import type { Index } from '../seams/rule.ts'

/** What of the store was asked for: whoever asked has to ask again after it has changed. */
export interface Question {
  readonly index: Index | BuiltIn
  readonly key: string
}

export type BuiltIn = 'kind' | 'namespace' | 'name'

interface Drawer {
  readonly objects: Map<string, KubeObject> // by object key
  sorted: readonly KubeObject[] | null
}

type Cabinet = Map<string, Drawer>

const noObjects: readonly KubeObject[] = []

/** Objects and the indexes over them. An index is built when it is first asked, and kept up then. */
export class ObjectStore {
  readonly #objects = new Map<string, KubeObject>()
  readonly #cabinets = new Map<Index | BuiltIn, Cabinet>()
  /** Which indexes file objects of a kind. */
  readonly #indexesByKind = new Map<KindKey, Index[]>()

  constructor() {
    for (const builtIn of ['kind', 'namespace', 'name'] as const) {
      this.#cabinets.set(builtIn, new Map())
    }
  }

  get size(): number {
    return this.#objects.size
  }

  get keys(): IterableIterator<string> {
    return this.#objects.keys()
  }

  get(objectKey: string): KubeObject | undefined {
    return this.#objects.get(objectKey)
  }

  /** Objects under a key, ordered by kind, namespace and name. */
  find(index: Index | BuiltIn, key: string): readonly KubeObject[] {
    const drawer = this.#cabinetOf(index).get(key)
    if (drawer === undefined) return noObjects
    return (drawer.sorted ??= [...drawer.objects]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, object]) => object))
  }

  /** Puts an object in or in the place of its older self; answers whose answers are others now. */
  put(object: KubeObject): readonly Question[] {
    const objectKey = objectKeyOf(object)
    const touched = this.#unfile(objectKey)
    this.#objects.set(objectKey, object)
    for (const index of this.#indexesFor(kindKeyOf(object))) {
      for (const key of keysOf(index, object)) {
        this.#file(this.#cabinetOf(index), key, { objectKey, object })
        touched.push({ index, key })
      }
    }
    return touched
  }

  remove(objectKey: string): readonly Question[] {
    const touched = this.#unfile(objectKey)
    this.#objects.delete(objectKey)
    return touched
  }

  #unfile(objectKey: string): Question[] {
    const object = this.#objects.get(objectKey)
    if (object === undefined) return []
    const touched: Question[] = []
    for (const index of this.#indexesFor(kindKeyOf(object))) {
      const cabinet = this.#cabinetOf(index)
      for (const key of keysOf(index, object)) {
        const drawer = cabinet.get(key)
        drawer?.objects.delete(objectKey)
        if (drawer !== undefined) drawer.sorted = null
        if (drawer?.objects.size === 0) cabinet.delete(key)
        touched.push({ index, key })
      }
    }
    return touched
  }

  #file(cabinet: Cabinet, key: string, filed: { objectKey: string; object: KubeObject }): void {
    let drawer = cabinet.get(key)
    if (drawer === undefined) cabinet.set(key, (drawer = { objects: new Map(), sorted: null }))
    drawer.objects.set(filed.objectKey, filed.object)
    drawer.sorted = null
  }

  #indexesFor(kind: KindKey): readonly (Index | BuiltIn)[] {
    return ['kind', 'namespace', 'name', ...(this.#indexesByKind.get(kind) ?? [])]
  }

  #cabinetOf(index: Index | BuiltIn): Cabinet {
    const known = this.#cabinets.get(index)
    if (known !== undefined) return known
    const cabinet: Cabinet = new Map()
    this.#cabinets.set(index, cabinet)
    if (typeof index === 'string') return cabinet
    for (const kind of index.kinds) {
      const indexes = this.#indexesByKind.get(kind)
      if (indexes === undefined) this.#indexesByKind.set(kind, [index])
      else indexes.push(index)
      for (const object of this.find('kind', kind)) {
        const objectKey = objectKeyOf(object)
        for (const key of keysOf(index, object)) this.#file(cabinet, key, { objectKey, object })
      }
    }
    return cabinet
  }
}

/** Every key once: an object may give one twice. */
function keysOf(index: Index | BuiltIn, object: KubeObject): Iterable<string> {
  if (typeof index !== 'string') return new Set(index.keysOf(object))
  const kind = kindKeyOf(object)
  const { name, namespace = '' } = object.metadata
  if (index === 'kind') return [kind]
  return [index === 'namespace' ? `${kind} ${namespace}` : `${kind} ${namespace}/${name}`]
}
