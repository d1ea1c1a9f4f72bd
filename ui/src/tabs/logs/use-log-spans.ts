import { useMemo } from 'react'
import { useSubjectSpans } from '../../api/trace-queries.ts'
import { subjectFolders } from '../../components/subject-address.ts'
import type { Subject } from '../tab.ts'
import type { ShownLine } from './line-store.ts'
import { placeSpans, type SpansByLine } from './place-spans.ts'

export interface LogSpans {
  readonly byLine: SpansByLine
  /** What is to be said of them; null: nothing. */
  readonly note: string | null
}

/** Whoever follows is not asked about at each line. */
const stepMs = 15_000
const none: SpansByLine = new Map()

/** Spans of a subject among its lines, of the time that these cover; a limit of 0 asks for none. */
export function useLogSpans(
  { kind, namespace, name }: Subject,
  { lines, limit }: { readonly lines: readonly ShownLine[]; readonly limit: number },
): LogSpans {
  const first = lines.find(({ at }) => at !== null)?.at ?? null
  const last = lines.findLast(({ at }) => at !== null)?.at ?? null
  const isWanted = limit > 0 && first !== null && last !== null
  const { data, error } = useSubjectSpans(
    isWanted
      ? {
          params: { namespace, kind: subjectFolders[kind], name },
          query: {
            from: Math.floor(first / stepMs) * stepMs,
            to: (Math.floor(last / stepMs) + 1) * stepMs,
            limit,
          },
        }
      : null,
  )
  const spans = isWanted ? data?.spans : undefined
  const byLine = useMemo(
    () => (spans === undefined ? none : placeSpans(lines, spans)),
    [lines, spans],
  )
  if (!isWanted) return { byLine: none, note: null }
  if (error !== null) return { byLine: none, note: `Spans are not shown: ${error.message}` }
  return { byLine, note: data === undefined ? 'Looking for spans …' : noteOf(data, limit) }
}

function noteOf(
  { spans, isCut, reason }: NonNullable<ReturnType<typeof useSubjectSpans>['data']>,
  limit: number,
): string | null {
  if (reason !== null) return `Spans are not shown: ${reason}`
  if (spans.length === 0) return 'No spans in the time of these lines.'
  return isCut ? `The newest ${Math.min(limit, spans.length)} spans; there are more.` : null
}
