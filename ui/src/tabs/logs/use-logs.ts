import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useClient } from '../../api/client-context.ts'
import type { LogSubject } from '../../api/log-queries.ts'
import { subjectFolders } from '../../components/subject-address.ts'
import { useAddress, type ViewChanges, type ViewFormat } from '../../components/use-address.ts'
import type { Subject } from '../tab.ts'
import { LiveLogs, type LogQuestion, type LogSnapshot } from './live-logs.ts'
import { askOf, isPast, readLine, readView, writeView, type LogView } from './url.ts'

interface Read {
  readonly view: LogView
}

export type ViewInAddress = Read & ViewChanges<LogView>

const format: ViewFormat<LogView, Read> = {
  read: (search) => ({ view: readView(search) }),
  write: writeView,
  isGlance: (patch) => 'show' in patch || 'hide' in patch || 'find' in patch,
}

/** The view is the address. Typing leaves no steps in the history; all else does. */
export function useLogView(): ViewInAddress {
  return useAddress(format)
}

export const logSubjectOf = ({ kind, namespace, name }: Subject): LogSubject => ({
  namespace,
  kind: subjectFolders[kind],
  name,
})

/** What is asked for a view: changes that are only about looks ask nothing anew. */
function questionOf(subject: Subject, view: LogView, now: number): LogQuestion {
  const line = readLine(view.line)
  const to = view.range === 'custom' ? view.to : null
  const at = line?.at ?? to
  return {
    subject: logSubjectOf(subject),
    ask: askOf(view, now),
    most: view.lines,
    past: isPast(view) ? { at, isAround: line !== null } : null,
  }
}

export interface Logs extends LogSnapshot {
  readonly more: (side: 'before' | 'after') => void
  readonly again: () => void
  readonly question: LogQuestion
}

export function useLogs(subject: Subject, view: LogView): Logs {
  const client = useClient()
  const [live] = useState(() => new LiveLogs(client))
  const [openedAt, setOpenedAt] = useState(() => Date.now())
  // Made anew with each render; its text tells whether it says something else.
  const written = JSON.stringify(questionOf(subject, view, openedAt))
  const question = useMemo(() => JSON.parse(written) as LogQuestion, [written])
  useEffect(() => live.follow(question), [live, question])
  const fetching = useRef<AbortController | null>(null)
  useEffect(() => () => fetching.current?.abort(), [question])
  const snapshot = useSyncExternalStore(live.subscribe, live.read)
  return {
    ...snapshot,
    question,
    more: (side) => {
      fetching.current?.abort()
      fetching.current = new AbortController()
      void live.more(question, side, fetching.current.signal)
    },
    again: () => setOpenedAt(Date.now()),
  }
}
