import { t } from '../i18n/t.ts'

const storageKey = 'alidade.token'

export interface AccessState {
  readonly token: string | null
  /** What the server said when it refused; null: it has not. */
  readonly refusal: string | null
}

type TokenStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/**
 * The bearer token of this tab: kept in memory and in the session storage, so that it outlives a
 * reload and not the tab. Each context has its own: a token of one cluster is no other's business.
 */
export class Access {
  readonly #storage: TokenStorage
  readonly #key: string
  readonly #others = new Map<string, Access>()
  readonly #listeners = new Set<() => void>()
  #state: AccessState

  /** `context`: null for the one that the console started with. */
  constructor(storage: TokenStorage, context: string | null = null) {
    this.#storage = storage
    this.#key = context === null ? storageKey : `${storageKey} ${context}`
    this.#state = { token: storage.getItem(this.#key), refusal: null }
  }

  /** The access of another context; the same one each time. */
  inContext(context: string): Access {
    const known = this.#others.get(context)
    if (known !== undefined) return known
    const made = new Access(this.#storage, context)
    this.#others.set(context, made)
    return made
  }

  readonly read = (): AccessState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  signIn(token: string): void {
    this.#storage.setItem(this.#key, token)
    this.#change({ token, refusal: null })
  }

  signOut(): void {
    this.#storage.removeItem(this.#key)
    this.#change({ token: null, refusal: t('You have signed out.') })
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
