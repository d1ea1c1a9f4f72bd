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
