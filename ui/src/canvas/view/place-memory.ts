import type { Point } from '../geometry.ts'
import { pinKey, pinnedIn } from '../layout-request.ts'
import { mostPositions, type PositionStore } from '../positions.ts'

/** Storage is slow: not at every step of a drag. */
const writeDelayMs = 400

type Places = Readonly<Record<string, Point>>

/**
 * Where everything of one map stands or stood: nodes by their ids, namespaces by `placeKey`, what a
 * reader has pinned by `pinKey`. What is not drawn any more is kept, for it may come back. The store
 * learns of changes a little later, all at once, and of the last before another map is opened.
 */
export class PlaceMemory {
  readonly #store: PositionStore
  #mapKey: string | null = null
  #places: Places = {}
  #writeTimer: number | undefined

  constructor(store: PositionStore) {
    this.#store = store
  }

  /** Null until a map is opened. */
  get mapKey(): string | null {
    return this.#mapKey
  }

  get places(): Places {
    return this.#places
  }

  /** Ids of the nodes that are pinned. */
  get pinned(): readonly string[] {
    return pinnedIn(this.#places)
  }

  /** Goes to a map and what the store has of it. */
  open(mapKey: string): void {
    this.write()
    this.#mapKey = mapKey
    this.#places = this.#store.read(mapKey)
  }

  /**
   * Takes over where everything is that is drawn. Of more than the store keeps, what is not drawn
   * any more is forgotten, but for pins.
   */
  add(drawn: Places): void {
    const all = { ...this.#places, ...drawn }
    const isTooMuch = Object.keys(all).length > mostPositions
    this.#change(isTooMuch ? { ...pinsOf(this.#places), ...drawn } : all)
  }

  pin(id: string, at: Point): void {
    this.#change({ ...this.#places, [id]: at, [pinKey(id)]: at })
  }

  /** Of a node that was let go nothing is known: it is as if it were new. */
  forgetNode(id: string): void {
    const gone = new Set([id, pinKey(id)])
    const kept = Object.entries(this.#places).filter(([key]) => !gone.has(key))
    this.#change(Object.fromEntries(kept))
  }

  forgetAll(): void {
    if (this.#mapKey !== null) this.#store.forget(this.#mapKey)
    this.#places = {}
  }

  /** Writes at once what waits to be written, as whoever leaves must. */
  write(): void {
    window.clearTimeout(this.#writeTimer)
    if (this.#mapKey !== null) this.#store.write(this.#mapKey, this.#places)
  }

  #change(places: Places): void {
    this.#places = places
    window.clearTimeout(this.#writeTimer)
    this.#writeTimer = window.setTimeout(() => this.write(), writeDelayMs)
  }
}

function pinsOf(places: Places): Places {
  const keys = new Set(pinnedIn(places).flatMap((id) => [id, pinKey(id)]))
  return Object.fromEntries(Object.entries(places).filter(([key]) => keys.has(key)))
}
