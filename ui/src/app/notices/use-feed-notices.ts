import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Status } from '#contract/status.ts'
import { useClient } from '../../api/client-context.ts'
import { useTellNotices } from '../../api/notices-context.ts'
import { isOfContext, useStatus } from '../../api/queries.ts'
import { tellAnswer } from './answer-news.ts'
import { tellConsole, tellStatus } from './status-news.ts'
import { newsOfWrite } from './write-news.ts'

/** Tells of whatever the page hears: states of back ends, warnings in answers, ends of writes. */
export function useFeedNotices(): void {
  const notices = useTellNotices()
  const client = useClient()
  const queries = useQueryClient()
  const { context } = client
  const { data, error } = useStatus()
  const before = useRef<{ readonly context: string | null; readonly status: Status } | null>(null)

  useEffect(() => {
    if (error !== null && !isOfContext(error) && error.code === 'network')
      tellConsole(notices, false)
  }, [notices, error])

  useEffect(() => {
    if (data === undefined) return
    const last = before.current
    tellConsole(notices, true)
    tellStatus(notices, {
      ...{ context, after: data, reload: () => location.reload() },
      before: last?.context === context ? last.status : null,
    })
    before.current = { context, status: data }
  }, [notices, context, data])

  useEffect(
    () =>
      client.onWritten((written) => {
        const news = newsOfWrite(written)
        if (news !== null) notices.tell(news)
      }),
    [client, notices],
  )

  useEffect(
    () =>
      queries.getQueryCache().subscribe(({ type, query }) => {
        if (type !== 'updated' || query.state.status !== 'success') return
        tellAnswer(notices, context, query.state.data)
      }),
    [queries, notices, context],
  )
}
