const storageKey = 'alidade.token'

export interface AccessState {
  readonly token: string | null
  /** What the server said when it refused; null: it has not. */
  readonly refusal: string | null
}

/**
 * The bearer token of this tab: kept in memory and in the session storage, so that it outlives a
 * reload and not the tab.
 */
export class Access {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly #listeners = new Set<() => void>()
  #state: AccessState

  constructor(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.#storage = storage
    this.#state = { token: storage.getItem(storageKey), refusal: null }
  }

  readonly read = (): AccessState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  signIn(token: string): void {
    this.#storage.setItem(storageKey, token)
    this.#change({ token, refusal: null })
  }

  signOut(): void {
    this.#storage.removeItem(storageKey)
    this.#change({ token: null, refusal: 'You have signed out.' })
  }

  /** The server wants a token, or a better one. `token`: the one that was sent. */
  refuse(message: string, token: string | null): void {
    // An answer to an older token says nothing of the one entered since.
    if (token !== this.#state.token || this.#state.refusal === message) return
    this.#change({ token, refusal: message })
  }

  #change(state: AccessState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
