import { useMemo } from 'react'
import { useSubjectSpans, type SpansAsk } from '../../api/trace-queries.ts'
import { subjectFolders } from '../../components/subject-address.ts'
import { t } from '../../i18n/t.ts'
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
  subject: Subject,
  { lines, limit }: { readonly lines: readonly ShownLine[]; readonly limit: number },
): LogSpans {
  const ask = askFor(subject, lines, limit)
  const { data, error } = useSubjectSpans(ask)
  const spans = ask === null ? undefined : data?.spans
  const byLine = useMemo(
    () => (spans === undefined ? none : placeSpans(lines, spans)),
    [lines, spans],
  )
  if (ask === null) return { byLine: none, note: null }
  if (error !== null)
    return { byLine: none, note: t('Spans are not shown: {{reason}}', { reason: error.message }) }
  return { byLine, note: data === undefined ? t('Looking for spans …') : noteOf(data, limit) }
}

/** Null: none are wanted, or no line says when it was written. */
function askFor(
  { kind, namespace, name }: Subject,
  lines: readonly ShownLine[],
  limit: number,
): SpansAsk | null {
  const first = lines.find(({ at }) => at !== null)?.at ?? null
  const last = lines.findLast(({ at }) => at !== null)?.at ?? null
  if (limit === 0 || first === null || last === null) return null
  const from = Math.floor(first / stepMs) * stepMs
  const to = (Math.floor(last / stepMs) + 1) * stepMs
  return { params: { namespace, kind: subjectFolders[kind], name }, query: { from, to, limit } }
}

function noteOf(
  { spans, isCut, reason }: NonNullable<ReturnType<typeof useSubjectSpans>['data']>,
  limit: number,
): string | null {
  if (reason !== null) return t('Spans are not shown: {{reason}}', { reason })
  if (spans.length === 0) return t('No spans in the time of these lines.')
  return isCut
    ? t('The newest {{count}} spans; there are more.', { count: Math.min(limit, spans.length) })
    : null
}
