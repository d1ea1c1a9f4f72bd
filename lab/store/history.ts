import type { KubeObject } from '../seams.ts'

export interface StoreEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly revision: number
  readonly groupKind: string
  readonly object: KubeObject
  readonly previous: KubeObject | null // null when added
}

/** The last changes of one kind, oldest first; who asks for older ones must list again. */
export class History {
  readonly #limit: number
  #events: StoreEvent[] = []
  #forgottenRevision: number

  constructor(limit: number, startRevision: number) {
    this.#limit = limit
    this.#forgottenRevision = startRevision
  }

  add(event: StoreEvent): void {
    this.#events.push(event)
    if (this.#events.length < this.#limit * 2) return
    const forgotten = this.#events.splice(0, this.#events.length - this.#limit)
    this.#forgottenRevision = forgotten.at(-1)?.revision ?? this.#forgottenRevision
  }

  /** What happened after `revision`; null when part of it is forgotten. */
  after(revision: number): readonly StoreEvent[] | null {
    if (revision < this.#forgottenRevision) return null
    return this.#events.filter((event) => event.revision > revision)
  }

  forgetUpTo(revision: number): void {
    this.#events = this.#events.filter((event) => event.revision > revision)
    this.#forgottenRevision = Math.max(this.#forgottenRevision, revision)
  }
}
