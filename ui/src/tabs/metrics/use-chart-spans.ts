import { useEffect, useMemo, useState } from 'react'
import type { ChartDirection, ChartSubject } from '#contract/charts.ts'
import type { SubjectSpan } from '#contract/subject-spans.ts'
import { useSubjectSpans } from '../../api/trace-queries.ts'
import { useContextSearch } from '../../components/context-search.ts'
import { t } from '../../i18n/t.ts'
import type { ChartMark } from './over-curves.ts'
import type { MetricsView } from './url.ts'

export interface ChartSpans {
  readonly marks: readonly ChartMark[]
  /** What is to be said of them; null: none are wanted. */
  readonly note: string | null
}

const stepMs = 30_000
const noMarks: readonly ChartMark[] = []

/** A client's half of a call is how long what was sent out took; all others what came in. */
const isOf = ({ kind }: SubjectSpan, direction: ChartDirection): boolean =>
  (kind === 'client' || kind === 'producer') === (direction === 'outbound')

/** Spans of a subject in the time that its charts show, of the direction that these tell of. */
export function useChartSpans(
  { params, direction }: { readonly params: ChartSubject; readonly direction: ChartDirection },
  { spans: limit, at, windowSeconds }: Pick<MetricsView, 'spans' | 'at' | 'windowSeconds'>,
): ChartSpans {
  const isWanted = limit > 0
  const nowMs = useSteps(isWanted && at === null)
  const to = at ?? nowMs
  const context = useContextSearch()
  const { data, error } = useSubjectSpans(
    isWanted ? { params, query: { from: to - windowSeconds * 1000, to, limit } } : null,
  )
  const spans = isWanted ? data?.spans : undefined
  const marks = useMemo(
    () =>
      spans === undefined
        ? noMarks
        : spans.filter((span) => isOf(span, direction)).map((span) => markOf(span, context)),
    [spans, direction, context],
  )
  if (!isWanted) return { marks: noMarks, note: null }
  if (error !== null)
    return { marks: noMarks, note: t('Spans are not shown: {{why}}', { why: error.message }) }
  if (data === undefined) return { marks: noMarks, note: t('Looking for spans …') }
  if (data.reason !== null)
    return { marks, note: t('Spans are not shown: {{why}}', { why: data.reason }) }
  return { marks, note: noteOf(marks.length, data.isCut) }
}

function noteOf(count: number, isCut: boolean): string {
  return isCut
    ? t(
        '{{count}} spans over the durations, the newest; there are more. Red ones failed; a click opens one.',
        { count },
      )
    : t('{{count}} spans over the durations. Red ones failed; a click opens one.', { count })
}

function markOf(span: SubjectSpan, context: string): ChartMark {
  const { traceId, spanId, startMs, durationMs, service, operation, isError, words } = span
  const search = new URLSearchParams(context)
  search.set('traces-trace', traceId)
  search.set('traces-span', spanId)
  return {
    id: `${traceId} ${spanId} ${startMs}`,
    ...{ at: startMs, value: durationMs, isError },
    words: `${service} ${operation}${words === null ? '' : `, ${words}`}`,
    href: `/traces?${search.toString()}`,
  }
}

/** The time, in steps, as long as somebody follows it. */
function useSteps(isOn: boolean): number {
  const [nowMs, setNowMs] = useState(() => roundUp(Date.now()))
  useEffect(() => {
    if (!isOn) return undefined
    const timer = setInterval(() => setNowMs(roundUp(Date.now())), stepMs / 2)
    return () => clearInterval(timer)
  }, [isOn])
  return nowMs
}

const roundUp = (ms: number): number => Math.ceil(ms / stepMs) * stepMs
