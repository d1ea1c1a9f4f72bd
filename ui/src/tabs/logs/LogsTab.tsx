import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useLogContainers } from '../../api/log-queries.ts'
import type { TabProps } from '../tab.ts'
import { finderOf } from './hits.ts'
import { colourByPod } from './look.ts'
import './logs.css'
import { LogList } from './parts/LogList.tsx'
import { Nothing } from './parts/Nothing.tsx'
import { Notices } from './parts/Notices.tsx'
import { PodChips } from './parts/PodChips.tsx'
import { Toolbar } from './parts/Toolbar.tsx'
import { logSubjectOf, useLogs, useLogView } from './use-logs.ts'
import { useLogSpans } from './use-log-spans.ts'
import { useShownLines } from './use-shown-lines.ts'
import { writeLine } from './url.ts'

/** The logs of all pods of an app, a service or a workload, as they are written. */
export function LogsTab({ subject }: TabProps): ReactNode {
  const address = useLogView()
  const { view } = address
  const containers = useLogContainers(logSubjectOf(subject))
  const logs = useLogs(subject, view)
  const shown = useShownLines(logs)
  const spans = useLogSpans(subject, { lines: shown.lines, limit: view.spans })
  const [isFull, setIsFull] = useState(false)
  const pods = containers.data?.pods
  const colours = useMemo(() => colourByPod((pods ?? []).map(({ name }) => name)), [pods])
  const zones = useMemo(
    () => new Map((pods ?? []).map(({ name, timeZone }) => [name, timeZone])),
    [pods],
  )
  const { find, regex, case: exactCase } = view
  const finder = useMemo(() => finderOf({ find, regex, case: exactCase }), [find, regex, exactCase])
  useEscape(isFull, () => setIsFull(false))
  const missing = containers.data?.missingRight ?? null
  const isEmpty = shown.lines.length === 0
  return (
    <div
      className={`al-logs${isFull ? ' al-logs-full' : ''}`}
      data-settled={logs.hasBegun || logs.link.state === 'refused'}
    >
      <Toolbar
        address={address}
        containers={containers.data}
        lines={shown.lines}
        question={logs.question}
        subject={subject}
        isFull={isFull}
        onFull={setIsFull}
      />
      <PodChips pods={pods ?? []} colours={colours} address={address} logs={logs} />
      <Notices logs={logs} view={view} isPaused={shown.isPaused} containers={containers.data} />
      {spans.note !== null && (
        <p className="al-quiet al-logs-spans-note" role="status">
          {spans.note}
        </p>
      )}
      {isEmpty || missing !== null ? (
        <Nothing
          logs={logs}
          missingRight={missing}
          containers={containers}
          address={address}
          onRetry={() => {
            logs.again()
            void containers.refetch()
          }}
        />
      ) : (
        <LogList
          lines={shown.lines}
          spans={spans.byLine}
          newer={shown.newer}
          isPaused={shown.isPaused}
          onPause={shown.pause}
          onResume={shown.resume}
          logs={logs}
          address={address}
          finder={finder}
          colours={colours}
          zones={zones}
          linked={view.line}
          linkOf={(line) =>
            new URL(address.linkTo({ line: writeLine(line) }), window.location.href).href
          }
        />
      )}
    </div>
  )
}

function useEscape(isOn: boolean, leave: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) leave()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
