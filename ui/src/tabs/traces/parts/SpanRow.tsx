import { memo, type CSSProperties, type ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'
import { formatNs, hueOf } from '../hues.ts'
import { hasMark, wordsOf, type Row, type TraceModel } from '../model.ts'

export interface SpanRowProps {
  readonly row: Row
  readonly model: TraceModel
  readonly top: number // px
  readonly isOpen: boolean
  readonly isChosen: boolean
  readonly isHit: boolean
}

const deepestIndent = 24

/**
 * One span of the timeline: few elements, since scrolling writes dozens of rows anew in each frame.
 * Clicks are the tree's; it knows the row by its `data-span`, and by `data-toggle` what opens it.
 */
export const SpanRow = memo(function SpanRow(props: SpanRowProps): ReactNode {
  const { row, model, top, isOpen, isChosen, isHit } = props
  const { span, depth } = row
  const { trace } = model
  const { service, operation } = wordsOf(trace, span)
  const isParent = (model.below[span] ?? 0) > 0
  const isFailed = hasMark(trace, span, 'error')
  const hue = hueOf(service)
  const lasts = formatNs(trace.spans.durationsNs[span] ?? 0)
  return (
    <div
      id={`span-${span}`}
      data-span={span}
      role="treeitem"
      aria-level={depth + 1}
      aria-selected={isChosen}
      aria-expanded={isParent ? isOpen : undefined}
      aria-label={`${service} ${operation}, ${lasts}${isFailed ? `, ${t('failed')}` : ''}`}
      className={`al-span${isChosen ? ' al-span-chosen' : ''}${isHit ? ' al-span-hit' : ''}`}
      style={{ insetBlockStart: top }}
    >
      <span
        className="al-span-words"
        style={{ paddingInlineStart: Math.min(depth, deepestIndent) * 12 + 4 }}
      >
        <span className="al-span-toggle" aria-hidden="true" data-toggle={isParent}>
          {isParent ? (isOpen ? '▾' : '▸') : ''}
        </span>
        <span className="al-span-service" style={{ borderInlineStartColor: hue }}>
          {service}
        </span>
        <span className="al-quiet">{` ${operation}`}</span>
      </span>
      <Lane model={model} span={span} hue={hue} lasts={lasts} />
    </div>
  )
})

interface LaneProps {
  readonly model: TraceModel
  readonly span: number
  readonly hue: string
  readonly lasts: string
}

function Lane({ model, span, hue, lasts }: LaneProps): ReactNode {
  const { trace, pathOf } = model
  const totalNs = Math.max(1, trace.durationNs)
  const fromNs = trace.spans.offsetsNs[span] ?? 0
  const lastsNs = trace.spans.durationsNs[span] ?? 0
  const isFailed = hasMark(trace, span, 'error')
  const style: CSSProperties = {
    insetInlineStart: share(fromNs, totalNs),
    inlineSize: `max(2px, ${share(lastsNs, totalNs)})`,
    background: hue,
  }
  const { words, isInside } = placeWords({ fromNs, lastsNs, totalNs })
  return (
    <span className="al-span-lane" aria-hidden="true">
      <span className={isFailed ? 'al-span-bar al-span-bar-failed' : 'al-span-bar'} style={style} />
      {pathOf.get(span)?.map((part) => (
        <span
          key={part.fromNs}
          className="al-span-path"
          style={{
            insetInlineStart: share(part.fromNs, totalNs),
            inlineSize: `max(1px, ${share(part.toNs - part.fromNs, totalNs)})`,
          }}
        />
      ))}
      <span
        className={isInside ? 'al-span-length al-span-length-inside' : 'al-span-length'}
        style={words}
      >
        {isFailed && <strong className="al-traces-errors">✕ </strong>}
        {hasMark(trace, span, 'warning') && <span title={t('Something is odd about it')}>⚠ </span>}
        {lasts}
      </span>
    </span>
  )
}

const share = (ns: number, totalNs: number): string => `${(ns / totalNs) * 100}%`

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
  const beside = (ns: number): string => `calc(${share(ns, totalNs)} + 4px)`
  const endNs = fromNs + lastsNs
  if (endNs <= totalNs * 0.82)
    return { words: { insetInlineStart: beside(endNs) }, isInside: false }
  if (fromNs >= totalNs * 0.18)
    return { words: { insetInlineEnd: beside(totalNs - fromNs) }, isInside: false }
  return { words: { insetInlineEnd: beside(totalNs - endNs) }, isInside: true }
}
