/** The worst first. */
export const noticeSeverities = ['danger', 'warning', 'success', 'info'] as const
export type NoticeSeverity = (typeof noticeSeverities)[number]

export interface News {
  /** What it is about: news of one key takes the place of older news of it. */
  readonly key: string
  readonly severity: NoticeSeverity
  readonly title: string
  readonly detail: string | null
  /** Whether it is worth a word in passing; else only the badge counts it. */
  readonly isToast: boolean
  /** Something to do about it at once. */
  readonly action?: { readonly word: string; readonly act: () => void }
}

export interface Notice extends News {
  readonly at: number // epoch ms, of the last time that it was told
  readonly times: number
  readonly isRead: boolean
}

export interface NoticesState {
  readonly notices: readonly Notice[] // the newest first
  /** Keys of those that are shown in passing. */
  readonly toasts: readonly string[]
}

const mostKept = 100

/** What has happened while the page was open. The same thing told again is one notice. */
export class Notices {
  readonly #now: () => number
  readonly #listeners = new Set<() => void>()
  /** Keys whose trouble is over: the next time is news again. */
  readonly #over = new Set<string>()
  /** What was cleared while it goes on, by key: what it said. */
  readonly #cleared = new Map<string, string>()
  #state: NoticesState = { notices: [], toasts: [] }

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  readonly read = (): NoticesState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(news: News): void {
    if (this.#cleared.get(news.key) === wordsOf(news)) return
    this.#cleared.delete(news.key)
    const { notices, toasts } = this.#state
    const before = notices.find(({ key }) => key === news.key)
    const others = notices.filter((one) => one !== before)
    const isSame =
      before !== undefined && !this.#over.has(news.key) && wordsOf(before) === wordsOf(news)
    this.#over.delete(news.key)
    const at = this.#now()
    const kept = isSame
      ? { isRead: before.isRead, times: before.times + 1 }
      : { isRead: false, times: 1 }
    const otherToasts = toasts.filter((key) => key !== news.key)
    const shows = isSame ? toasts.includes(news.key) : news.isToast
    this.#change({
      notices: [{ ...news, ...kept, at }, ...others].slice(0, mostKept),
      toasts: shows ? [...otherToasts, news.key] : otherToasts,
    })
  }

  /** The trouble of all keys that begin so is over: whatever is told of them next is news. */
  end(prefix: string): void {
    for (const { key } of this.#state.notices) if (key.startsWith(prefix)) this.#over.add(key)
    for (const key of this.#cleared.keys()) if (key.startsWith(prefix)) this.#cleared.delete(key)
  }

  /** Null: nothing was told of it, or it was cleared. */
  find(key: string): Notice | null {
    return this.#state.notices.find((one) => one.key === key) ?? null
  }

  /** One, or all. */
  markRead(key?: string): void {
    this.#change({
      ...this.#state,
      notices: this.#state.notices.map((one) =>
        key === undefined || one.key === key ? { ...one, isRead: true } : one,
      ),
    })
  }

  /** One, or all. What is cleared and goes on is not told again before it has changed. */
  clear(key?: string): void {
    const goes = (one: string): boolean => key === undefined || one === key
    for (const one of this.#state.notices)
      if (goes(one.key) && !this.#over.has(one.key)) this.#cleared.set(one.key, wordsOf(one))
    this.#change({
      notices: this.#state.notices.filter((one) => !goes(one.key)),
      toasts: this.#state.toasts.filter((one) => !goes(one)),
    })
  }

  /** One, or all. */
  dropToast(key?: string): void {
    const kept = this.#state.toasts.filter((one) => key !== undefined && one !== key)
    this.#change({ ...this.#state, toasts: kept })
  }

  #change(state: NoticesState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

const wordsOf = ({ severity, title }: News): string => `${severity} ${title}`
