import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { ApiError } from '../../api/client.ts'
import { useClient } from '../../api/client-context.ts'
import { useDebugBundle } from '../../api/debug-queries.ts'
import { useTellNotices } from '../../api/notices-context.ts'
import { describePage, readTimings, withoutToken } from './describe-page.ts'

export type ReportPart = 'settings' | 'server' | 'page' | 'performance'

export interface Report {
  /** Null: not there yet. */
  readonly texts: Readonly<Record<ReportPart, string>> | null
  readonly whole: string | null
  readonly withheld: readonly string[]
  readonly error: ApiError | null
  readonly isTaking: boolean
  readonly ageMs: number
  readonly takeAgain: () => void
}

const lookEveryMs = 10_000

/** The server's part and the page's, of one moment. */
export function useReport(): Report {
  const { access } = useClient()
  const queries = useQueryClient()
  const notices = useTellNotices()
  const { data, error, isFetching, dataUpdatedAt, refetch } = useDebugBundle()
  const now = useNow()
  const parts = useMemo(() => {
    if (data === undefined) return null
    const { settings, numbers, ...server } = data
    return {
      settings: settings ?? {},
      server,
      page: describePage({ queries, notices: notices.read().notices, storage: localStorage }),
      performance: {
        page: readTimings(performance.getEntriesByType('resource')),
        server: numbers ?? [],
      },
    } as const satisfies Record<ReportPart, unknown>
  }, [data, queries, notices])
  const write = (value: unknown): string =>
    withoutToken(JSON.stringify(value, null, 2), access.read().token)
  return {
    texts: parts && {
      settings: write(parts.settings),
      server: write(parts.server),
      page: write(parts.page),
      performance: write(parts.performance),
    },
    whole: parts && write(parts),
    withheld: data?.withheld ?? [],
    error: data === undefined ? error : null,
    isTaking: isFetching,
    ageMs: data === undefined ? 0 : Math.max(0, now - dataUpdatedAt),
    takeAgain: () => void refetch(),
  }
}

function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), lookEveryMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
