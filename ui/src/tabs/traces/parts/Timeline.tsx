import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { t } from '../../../i18n/t.ts'
import { formatNs } from '../hues.ts'
import { ancestorsOf, rowsOf, type Row, type TraceModel } from '../model.ts'
import { scrollToRow, useRowWindow } from '../use-row-window.ts'
import { useWalk } from '../use-walk.ts'
import { SpanRow } from './SpanRow.tsx'

export interface TimelineProps {
  readonly model: TraceModel
  readonly isFolded: boolean
  readonly found: readonly number[]
  readonly chosen: number
  readonly onChoose: (span: number) => void
}

const rowHeight = 26
const quarters = [0, 0.25, 0.5, 0.75, 1] as const

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
  const { first, end, most } = useRowWindow(frame, {
    count: rows.length,
    height: rowHeight,
  })
  const chosenRow = useMemo(() => rows.findIndex(({ span }) => span === chosen), [rows, chosen])
  useEffect(() => {
    if (chosenRow >= 0) scrollToRow(frame.current, chosenRow, rowHeight)
  }, [chosenRow])

  const toggle = (span: number, isClosed: boolean): void =>
    setCollapsed((former) => {
      const next = new Set(former)
      if (isClosed) next.add(span)
      else next.delete(span)
      return next
    })
  const click = ({ target }: MouseEvent): void => {
    const span = spanAt(target)
    if (span === null) return
    if (isToggle(target)) toggle(span, !open.has(span))
    else onChoose(span === chosen ? -1 : span)
  }
  const { at, goTo } = useWalk(chosen, onChoose)
  const walk = (event: KeyboardEvent): void => {
    const act = keysOf({ rows, at: at(), model, open, goTo, toggle })[event.key]
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
        onClick={click}
      >
        <div className="al-span-rows" style={{ blockSize: rows.length * rowHeight }}>
          <div className="al-span-lines" aria-hidden="true">
            {quarters.map((share) => (
              <span key={share} style={{ insetInlineStart: `${share * 100}%` }} />
            ))}
          </div>
          {rows.slice(first, end).map((row, index) => (
            <SpanRow
              key={(first + index) % most}
              row={row}
              model={model}
              top={(first + index) * rowHeight}
              isOpen={!open.has(row.span)}
              isChosen={row.span === chosen}
              isHit={hits.has(row.span)}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

/** The span in whose row something is; null: in none. */
function spanAt(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('[data-span]') : null
  const span = row?.getAttribute('data-span') ?? null
  return span === null ? null : Number(span)
}

const isToggle = (target: EventTarget): boolean =>
  target instanceof Element && target.getAttribute('data-toggle') === 'true'

interface KeyContext {
  readonly rows: readonly Row[]
  readonly at: number // the span where the reader is; -1: none
  readonly model: TraceModel
  readonly open: ReadonlySet<number>
  readonly goTo: (span: number) => void
  readonly toggle: (span: number, isClosed: boolean) => void
}

/** As in any tree: up and down walk, left closes or goes to the parent, right opens. */
function keysOf(context: KeyContext): Readonly<Record<string, () => void>> {
  const { rows, at, model, open, goTo, toggle } = context
  const row = rows.findIndex(({ span }) => span === at)
  const go = (to: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, to))]
    if (next !== undefined) goTo(next.span)
  }
  const isParent = (model.below[at] ?? 0) > 0
  return {
    ArrowDown: () => go(row + 1),
    ArrowUp: () => go(row < 0 ? 0 : row - 1),
    PageDown: () => go(row + 20),
    PageUp: () => go(row - 20),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    ArrowLeft: () => {
      if (isParent && !open.has(at)) toggle(at, true)
      else goTo(model.trace.spans.parents[at] ?? -1)
    },
    ArrowRight: () => {
      if (isParent && open.has(at)) toggle(at, false)
      else if (isParent) go(row + 1)
    },
    Escape: () => goTo(-1),
  }
}
