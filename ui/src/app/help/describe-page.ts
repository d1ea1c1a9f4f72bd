import type { QueryClient } from '@tanstack/react-query'
import type { Notice } from '../../api/notices.ts'

export interface PageParts {
  readonly queries: QueryClient
  readonly notices: readonly Notice[]
  readonly storage: Storage
}

/** What a report of a fault needs of this page: where it is, what it holds and how it fares. */
export interface PageState {
  readonly address: string
  readonly browser: Readonly<Record<string, string | number | boolean>>
  readonly preferences: Readonly<Record<string, string>>
  readonly queries: readonly QueryState[]
  readonly notices: readonly Notice[]
}

interface QueryState {
  readonly key: string
  readonly status: string
  readonly updatedAt: number
  readonly failures: number
  readonly error: string | null
}

const longest = 300
/** Where one was and what one has begun to write says nothing of a fault. */
const ownBusiness = /recent|draft|token/i

export function describePage({ queries, notices, storage }: PageParts): PageState {
  return {
    address: location.href,
    browser: {
      agent: navigator.userAgent,
      languages: navigator.languages.join(', '),
      width: window.innerWidth,
      height: window.innerHeight,
      pixelRatio: window.devicePixelRatio,
      isOnline: navigator.onLine,
      isHidden: document.hidden,
    },
    preferences: Object.fromEntries(
      Object.keys(storage)
        .filter((name) => name.startsWith('alidade.') && !ownBusiness.test(name))
        .map((name) => [name, (storage.getItem(name) ?? '').slice(0, longest)]),
    ),
    queries: queries
      .getQueryCache()
      .getAll()
      .map(({ queryKey, state }) => ({
        key: JSON.stringify(queryKey).slice(0, longest),
        status: `${state.status}, ${state.fetchStatus}`,
        updatedAt: state.dataUpdatedAt,
        failures: state.fetchFailureCount,
        error: state.error === null ? null : state.error.message,
      })),
    notices,
  }
}

/** Requests of one kind, as the browser timed them. */
export interface Timing {
  readonly path: string
  readonly count: number
  readonly medianMs: number
  readonly worstMs: number
  readonly bytes: number // on the wire
}

/** By path, the slowest first; streams are as long as they were open. */
export function readTimings(entries: readonly PerformanceEntry[]): readonly Timing[] {
  const requests = entries.filter((one): one is PerformanceResourceTiming => 'transferSize' in one)
  const byPath = Map.groupBy(requests, ({ name }) => pathOf(name))
  return [...byPath]
    .map(([path, own]) => {
      const times = own.map(({ duration }) => duration).sort((one, other) => one - other)
      return {
        path,
        count: own.length,
        medianMs: Math.round(times[Math.floor((times.length - 1) / 2)] ?? 0),
        worstMs: Math.round(times.at(-1) ?? 0),
        bytes: own.reduce((sum, { transferSize }) => sum + transferSize, 0),
      }
    })
    .sort((one, other) => other.worstMs - one.worstMs)
}

/** Files of the page are one: their names say nothing. */
function pathOf(name: string): string {
  const { pathname } = new URL(name, location.href)
  const [, api] = /(\/api\/v1\/.*)$/.exec(pathname) ?? []
  return api ?? '/assets'
}

/** The text without what lets this page in, should it stand in there. */
export function withoutToken(text: string, token: string | null): string {
  return token === null || token === '' ? text : text.replaceAll(token, '[removed]')
}
