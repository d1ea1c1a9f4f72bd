import {
  memo,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { useRowVirtualizer } from '../../../components/use-row-virtualizer.ts'
import { t } from '../../../i18n/t.ts'
import { formatNs, hueOf } from '../hues.ts'
import { ancestorsOf, hasMark, rowsOf, wordsOf, type Row, type TraceModel } from '../model.ts'

export interface TimelineProps {
  readonly model: TraceModel
  readonly isFolded: boolean
  readonly found: readonly number[]
  readonly chosen: number
  readonly onChoose: (span: number) => void
}

const rowHeight = 26
const quarters = [0, 0.25, 0.5, 0.75, 1] as const
const deepestIndent = 24

/** Spans from top to bottom, time from left to right; only the rows in sight are in the page. */
export function Timeline({ model, isFolded, found, chosen, onChoose }: TimelineProps): ReactNode {
  const [collapsed, setCollapsed] = useState<ReadonlySet<number>>(new Set())
  // What was chosen elsewhere must not hide below a closed span.
  const open = useMemo(() => {
    if (chosen < 0) return collapsed
    const above = new Set(ancestorsOf(model, chosen))
    return new Set([...collapsed].filter((span) => !above.has(span)))
  }, [model, chosen, collapsed])
  const rows = useMemo(() => rowsOf(model, { collapsed: open, isFolded }), [model, open, isFolded])
  const hits = useMemo(() => new Set(found), [found])
  const frame = useRef<HTMLDivElement>(null)
  const virtualizer = useRowVirtualizer({
    ...{ count: rows.length, rowHeight, scroller: frame, overscan: 12 },
  })
  const chosenRow = useMemo(() => rows.findIndex(({ span }) => span === chosen), [rows, chosen])
  useEffect(() => {
    if (chosenRow >= 0) virtualizer.scrollToIndex(chosenRow, { align: 'auto' })
  }, [chosenRow, virtualizer])

  const toggle = useCallback((span: number, isClosed: boolean): void => {
    setCollapsed((former) => {
      const next = new Set(former)
      if (isClosed) next.add(span)
      else next.delete(span)
      return next
    })
  }, [])
  const walk = (event: KeyboardEvent): void => {
    const act = keysOf({ rows, chosenRow, model, open, onChoose, toggle })[event.key]
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  return (
    <div className="al-timeline">
      <div className="al-timeline-axis" aria-hidden="true">
        <span className="al-timeline-title">{t('Service and operation')}</span>
        <span className="al-timeline-ticks">
          {quarters.map((share) => (
            <span key={share} style={{ insetInlineStart: `${share * 100}%` }}>
              {formatNs(share * model.trace.durationNs)}
            </span>
          ))}
        </span>
      </div>
      <div
        ref={frame}
        className="al-timeline-rows"
        role="tree"
        aria-label={t('Spans')}
        tabIndex={0}
        aria-activedescendant={chosenRow < 0 ? undefined : `span-${chosen}`}
        onKeyDown={walk}
      >
        <div style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            return row === undefined ? null : (
              <SpanRow
                key={row.span}
                row={row}
                model={model}
                top={start}
                isOpen={!open.has(row.span)}
                isChosen={row.span === chosen}
                isHit={hits.has(row.span)}
                onChoose={onChoose}
                onToggle={toggle}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

interface KeyContext {
  readonly rows: readonly Row[]
  readonly chosenRow: number
  readonly model: TraceModel
  readonly open: ReadonlySet<number>
  readonly onChoose: (span: number) => void
  readonly toggle: (span: number, isClosed: boolean) => void
}

/** As in any tree: up and down walk, left closes or goes to the parent, right opens. */
function keysOf(context: KeyContext): Readonly<Record<string, () => void>> {
  const { rows, chosenRow, model, open, onChoose, toggle } = context
  const go = (row: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, row))]
    if (next !== undefined) onChoose(next.span)
  }
  const chosen = rows[chosenRow]?.span ?? -1
  const isParent = (model.below[chosen] ?? 0) > 0
  return {
    ArrowDown: () => go(chosenRow + 1),
    ArrowUp: () => go(chosenRow < 0 ? 0 : chosenRow - 1),
    PageDown: () => go(chosenRow + 20),
    PageUp: () => go(chosenRow - 20),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    ArrowLeft: () => {
      if (isParent && !open.has(chosen)) toggle(chosen, true)
      else onChoose(model.trace.spans.parents[chosen] ?? -1)
    },
    ArrowRight: () => {
      if (isParent && open.has(chosen)) toggle(chosen, false)
      else if (isParent) go(chosenRow + 1)
    },
    Escape: () => onChoose(-1),
  }
}

interface SpanRowProps {
  readonly row: Row
  readonly model: TraceModel
  readonly top: number
  readonly isOpen: boolean
  readonly isChosen: boolean
  readonly isHit: boolean
  readonly onChoose: (span: number) => void
  readonly onToggle: (span: number, isClosed: boolean) => void
}

/** Scrolling brings new rows and leaves the others as they are. */
const SpanRow = memo(function SpanRow(props: SpanRowProps): ReactNode {
  const { row, model, top, isOpen, isChosen, isHit, onChoose, onToggle } = props
  const { span, depth } = row
  const { trace } = model
  const { service, operation } = wordsOf(trace, span)
  const isParent = (model.below[span] ?? 0) > 0
  const isFailed = hasMark(trace, span, 'error')
  const names = ['al-span', isChosen && 'al-span-chosen', isHit && 'al-span-hit'].filter(Boolean)
  return (
    <div
      id={`span-${span}`}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isChosen}
      aria-expanded={isParent ? isOpen : undefined}
      aria-label={`${service} ${operation}, ${formatNs(trace.spans.durationsNs[span] ?? 0)}${isFailed ? `, ${t('failed')}` : ''}`}
      className={names.join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onChoose(isChosen ? -1 : span)}
    >
      <span
        className="al-span-words"
        style={{ paddingInlineStart: Math.min(depth, deepestIndent) * 12 + 4 }}
      >
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className="al-span-toggle"
          disabled={!isParent}
          onClick={(event) => {
            event.stopPropagation()
            onToggle(span, isOpen)
          }}
        >
          {isParent ? (isOpen ? '▾' : '▸') : ''}
        </button>
        <span className="al-span-service" style={{ borderInlineStartColor: hueOf(service) }}>
          {service}
        </span>{' '}
        <span className="al-quiet">{operation}</span>
      </span>
      <Bar model={model} span={span} hue={hueOf(service)} isFailed={isFailed} />
    </div>
  )
})

interface BarProps {
  readonly model: TraceModel
  readonly span: number
  readonly hue: string
  readonly isFailed: boolean
}

function Bar({ model, span, hue, isFailed }: BarProps): ReactNode {
  const { trace, pathOf } = model
  const totalNs = Math.max(1, trace.durationNs)
  const fromNs = trace.spans.offsetsNs[span] ?? 0
  const lastsNs = trace.spans.durationsNs[span] ?? 0
  const share = (ns: number): string => `${(ns / totalNs) * 100}%`
  const style: CSSProperties = {
    insetInlineStart: share(fromNs),
    inlineSize: `max(2px, ${share(lastsNs)})`,
    background: hue,
  }
  const { words, isInside } = placeWords({ fromNs, lastsNs, totalNs })
  return (
    <span className="al-span-lane" aria-hidden="true">
      <span className={isFailed ? 'al-span-bar al-span-bar-failed' : 'al-span-bar'} style={style} />
      {(pathOf.get(span) ?? []).map((part) => (
        <span
          key={part.fromNs}
          className="al-span-path"
          style={{
            insetInlineStart: share(part.fromNs),
            inlineSize: `max(1px, ${share(part.toNs - part.fromNs)})`,
          }}
        />
      ))}
      <span
        className={isInside ? 'al-span-length al-span-length-inside' : 'al-span-length'}
        style={words}
      >
        {isFailed && <strong className="al-traces-errors">✕ </strong>}
        {hasMark(trace, span, 'warning') && <span title={t('Something is odd about it')}>⚠ </span>}
        {formatNs(lastsNs)}
      </span>
    </span>
  )
}

interface Stretch {
  readonly fromNs: number
  readonly lastsNs: number
  readonly totalNs: number
}

/** Beside the bar where there is room: after it, before it, or else at the end of a long one. */
function placeWords({ fromNs, lastsNs, totalNs }: Stretch): {
  readonly words: CSSProperties
  readonly isInside: boolean
} {
  const share = (ns: number): string => `${(ns / totalNs) * 100}%`
  const endNs = fromNs + lastsNs
  if (endNs <= totalNs * 0.82)
    return { words: { insetInlineStart: `calc(${share(endNs)} + 4px)` }, isInside: false }
  if (fromNs >= totalNs * 0.18)
    return { words: { insetInlineEnd: `calc(${share(totalNs - fromNs)} + 4px)` }, isInside: false }
  return { words: { insetInlineEnd: `calc(${share(totalNs - endNs)} + 4px)` }, isInside: true }
}
