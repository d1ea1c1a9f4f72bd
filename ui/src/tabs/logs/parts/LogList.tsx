import { Button } from '@patternfly/react-core'
import { ArrowDownIcon } from '@patternfly/react-icons/dist/esm/icons/arrow-down-icon'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useRowVirtualizer } from '../../../components/use-row-virtualizer.ts'
import { t } from '../../../i18n/t.ts'
import type { Finder } from '../hits.ts'
import type { ShownLine } from '../line-store.ts'
import { plainText } from '../look.ts'
import { writeLine } from '../url.ts'
import type { Logs, ViewInAddress } from '../use-logs.ts'
import { afterLast, type SpansByLine } from '../place-spans.ts'
import { LogRow } from './LogRow.tsx'
import { SpanRow } from './SpanRow.tsx'
import { SearchBar } from './SearchBar.tsx'
import { useHits } from './use-hits.ts'

export interface LogListProps {
  readonly lines: readonly ShownLine[]
  /** Spans that stand before lines, by the ids of these; after the last one under -1. */
  readonly spans: SpansByLine
  readonly newer: number
  readonly isPaused: boolean
  readonly onPause: () => void
  readonly onResume: () => void
  readonly logs: Logs
  readonly address: ViewInAddress
  readonly finder: Finder
  readonly colours: ReadonlyMap<string, number>
  readonly zones: ReadonlyMap<string, string | null>
  readonly linked: string
  readonly linkOf: (line: ShownLine) => string
}

const rowHeight = 21
const nearEnd = 40

/** The lines, of which only those in sight are drawn; it follows the newest until somebody reads. */
export function LogList(props: LogListProps): ReactNode {
  const { lines, isPaused, onPause, onResume, logs, address, finder, linked } = props
  const { view } = address
  const isLive = logs.question.past === null
  const scroller = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<number | null>(null) // id of a line
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(new Set())
  const virtualizer = useRowVirtualizer({
    ...{ count: lines.length, rowHeight, scroller, overscan: 12 },
    keyOf: (index) => lines[index]?.id ?? index,
  })
  const hits = useHits(lines, finder)

  useEffect(() => {
    if (isLive && !isPaused && lines.length > 0)
      virtualizer.scrollToIndex(lines.length - 1, { align: 'end' })
  }, [isLive, isPaused, lines, virtualizer])
  const [opened, setOpened] = useState<number | null>(null)
  useEffect(() => {
    // What was opened at the lower edge would be told out of sight.
    if (opened === null) return
    scroller.current
      ?.querySelector(`[data-line="${opened}"] .al-logs-details`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [opened])
  const linkedAt = lines.findIndex((line) => linked !== '' && writeLine(line) === linked)
  useEffect(() => {
    if (linkedAt !== -1) virtualizer.scrollToIndex(linkedAt, { align: 'center' })
  }, [linkedAt, virtualizer])

  const goTo = (index: number): void => {
    const line = lines[index]
    if (line === undefined) return
    if (isLive) onPause()
    setCursor(line.id)
    virtualizer.scrollToIndex(index, { align: 'auto' })
  }
  const toggle = (id: number): void => {
    if (isLive) onPause()
    setExpanded((former) => {
      const next = new Set(former)
      if (!next.delete(id)) next.add(id)
      return next
    })
    setCursor(id)
    setOpened(expanded.has(id) ? null : id)
  }
  const cursorAt = cursor === null ? -1 : lines.findIndex(({ id }) => id === cursor)
  const hop = (step: 1 | -1): void => {
    const at = hits.next(cursorAt, step)
    if (at !== null) goTo(at)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return
    const last = lines.length - 1
    const start = cursorAt === -1 ? (virtualizer.range?.endIndex ?? last) : cursorAt
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(Math.min(last, start + 1)),
      ArrowUp: () => goTo(Math.max(0, start - 1)),
      Home: () => goTo(0),
      End: () => (isLive ? onResume() : goTo(last)),
      Enter: () => cursor !== null && toggle(cursor),
      n: () => hop(1),
      N: () => hop(-1),
    }
    const action = actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }
  const spansOf = (id: number): ReactNode =>
    props.spans
      .get(id)
      ?.map((span) => (
        <SpanRow
          key={`${span.traceId} ${span.spanId} ${span.startMs}`}
          span={span}
          zone={view.zone}
          hasTimes={view.times}
        />
      ))
  const onScroll = (): void => {
    const element = scroller.current
    if (element === null || !isLive) return
    const below = element.scrollHeight - element.scrollTop - element.clientHeight
    if (below < nearEnd && isPaused && props.newer === 0 && expanded.size === 0) onResume()
  }
  return (
    <>
      <SearchBar address={address} finder={finder} hits={hits} at={cursorAt} onHop={hop} />
      <div className="al-logs-stage">
        <div
          ref={scroller}
          className={`al-logs-list${view.wrap ? ' al-logs-wrap' : ''}`}
          role="group"
          aria-label={t('Lines')}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onScroll={onScroll}
          onWheel={({ deltaY }) => isLive && deltaY < 0 && onPause()}
          onPointerDown={({ target, currentTarget }) =>
            isLive && target === currentTarget && onPause()
          }
        >
          <More logs={logs} side="before" />
          <div className="al-logs-rows" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, key, start }) => {
              const line = lines[index]
              if (line === undefined) return null
              return (
                <div
                  key={key}
                  data-index={index}
                  data-line={line.id}
                  ref={virtualizer.measureElement}
                  className="al-logs-place"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  {spansOf(line.id)}
                  <LogRow
                    {...props}
                    line={line}
                    text={plainText(line.text)}
                    isCursor={line.id === cursor}
                    isLinked={index === linkedAt}
                    isExpanded={expanded.has(line.id)}
                    onToggle={() => toggle(line.id)}
                  />
                  {index === lines.length - 1 && spansOf(afterLast)}
                </div>
              )
            })}
          </div>
          <More logs={logs} side="after" />
        </div>
        {isPaused && (
          <Button
            className="al-logs-newer"
            variant="primary"
            size="sm"
            icon={<ArrowDownIcon />}
            onClick={onResume}
          >
            {props.newer === 0
              ? t('Paused: follow again')
              : t('{{count}} new lines', { count: props.newer })}
          </Button>
        )}
      </div>
    </>
  )
}

function More({ logs, side }: { logs: Logs; side: 'before' | 'after' }): ReactNode {
  const isThere = side === 'before' ? logs.hasEarlier : logs.hasLater
  if (logs.question.past === null || !isThere) return null
  return (
    <div className="al-logs-more">
      <Button
        variant="link"
        size="sm"
        isLoading={logs.isFetching}
        isDisabled={logs.isFetching}
        onClick={() => logs.more(side)}
      >
        {side === 'before' ? t('Earlier lines') : t('Later lines')}
      </Button>
    </div>
  )
}
