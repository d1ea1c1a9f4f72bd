import { Button } from '@patternfly/react-core'
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { t } from '../../../i18n/t.ts'
import { boxAt, flameBoxes, type FlameBox } from '../flame.ts'
import { formatNs, hueOf } from '../hues.ts'
import { hasMark, wordsOf, type TraceModel } from '../model.ts'

export interface FlameProps {
  readonly model: TraceModel
  readonly found: readonly number[]
  readonly chosen: number
  readonly onChoose: (span: number) => void
}

const rowHeight = 20
const mostRows = 400

/** Callers above, what they called below, as wide as it took. On one canvas, whatever the size. */
export function Flame({ model, found, chosen, onChoose }: FlameProps): ReactNode {
  const { trace } = model
  const canvas = useRef<HTMLCanvasElement>(null)
  const width = useWidth(canvas)
  const [zoomed, setZoomed] = useState<number>(-1)
  const [hovered, setHovered] = useState<number>(-1)
  const frame = useMemo(() => {
    const fromNs = zoomed < 0 ? 0 : (trace.spans.offsetsNs[zoomed] ?? 0)
    const toNs = zoomed < 0 ? trace.durationNs : fromNs + (trace.spans.durationsNs[zoomed] ?? 0)
    return { fromNs, toNs, width }
  }, [trace, zoomed, width])
  const boxes = useMemo(() => flameBoxes(model, frame), [model, frame])
  const rows = Math.min(
    mostRows,
    1 + boxes.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
  )
  const hits = useMemo(() => new Set(found), [found])

  useEffect(() => {
    const element = canvas.current
    if (element !== null && width > 0) draw(element, { model, boxes, rows, width, hits, chosen })
  }, [model, boxes, rows, width, hits, chosen])

  const at = (event: MouseEvent): number => {
    const box = canvas.current?.getBoundingClientRect()
    if (box === undefined) return -1
    const place = {
      x: event.clientX - box.left,
      depth: Math.floor((event.clientY - box.top) / rowHeight),
    }
    return boxAt(boxes, place)?.span ?? -1
  }
  const told = hovered >= 0 ? hovered : chosen
  return (
    <div className="al-flame">
      <p className="al-flame-words" role="status">
        {told < 0
          ? t('A click tells all of a span, a double click zooms to it.')
          : sayTold(model, told)}
        {zoomed >= 0 && (
          <Button variant="link" size="sm" isInline onClick={() => setZoomed(-1)}>
            {t('Show the whole trace')}
          </Button>
        )}
      </p>
      <div className="al-flame-frame">
        <canvas
          ref={canvas}
          className="al-flame-canvas"
          style={{ height: rows * rowHeight }}
          role="img"
          aria-label={t('Flame graph; the timeline has the same spans as a tree')}
          onMouseMove={(event) => setHovered(at(event))}
          onMouseLeave={() => setHovered(-1)}
          onClick={(event) => onChoose(at(event))}
          onDoubleClick={(event) => setZoomed(at(event))}
        />
      </div>
    </div>
  )
}

function sayTold({ trace }: TraceModel, span: number): string {
  const { service, operation } = wordsOf(trace, span)
  const own = formatNs(trace.spans.selfNs[span] ?? 0)
  return t('{{service}} {{operation}} · {{duration}}, {{own}} of it its own', {
    service,
    operation,
    duration: formatNs(trace.spans.durationsNs[span] ?? 0),
    own,
  })
}

function useWidth(canvas: RefObject<HTMLCanvasElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const frame = canvas.current?.parentElement
    if (frame === null || frame === undefined) return undefined
    const observer = new ResizeObserver(() => setWidth(frame.clientWidth))
    observer.observe(frame)
    return () => observer.disconnect()
  }, [canvas])
  return width
}

interface Drawing {
  readonly model: TraceModel
  readonly boxes: readonly FlameBox[]
  readonly rows: number
  readonly width: number
  readonly hits: ReadonlySet<number>
  readonly chosen: number
}

function draw(element: HTMLCanvasElement, drawing: Drawing): void {
  const { model, boxes, rows, width, hits, chosen } = drawing
  const { trace } = model
  const ratio = window.devicePixelRatio
  element.width = width * ratio
  element.height = rows * rowHeight * ratio
  const pen = element.getContext('2d')
  if (pen === null) return
  pen.scale(ratio, ratio)
  const style = getComputedStyle(element)
  const colours = new Map(
    trace.services.map((name) => [name, style.getPropertyValue(hueOf(name).slice(4, -1))]),
  )
  pen.font = `12px ${style.fontFamily}`
  pen.textBaseline = 'middle'
  for (const { span, depth, x, width: boxWidth } of boxes) {
    if (depth >= rows) continue
    const y = depth * rowHeight
    const { service, operation } = wordsOf(trace, span)
    pen.globalAlpha = hits.size > 0 && !hits.has(span) ? 0.3 : 1
    pen.fillStyle = colours.get(service) ?? '#888'
    pen.fillRect(x, y, Math.max(0.5, boxWidth - 1), rowHeight - 1)
    if (hasMark(trace, span, 'error') || span === chosen) {
      pen.strokeStyle = style.getPropertyValue(
        span === chosen ? '--al-text' : '--al-health-failure',
      )
      pen.lineWidth = 2
      pen.strokeRect(x + 1, y + 1, Math.max(1, boxWidth - 3), rowHeight - 3)
    }
    if (boxWidth < 40) continue
    pen.fillStyle = style.getPropertyValue('--al-hue-text')
    pen.save()
    pen.beginPath()
    pen.rect(x, y, boxWidth - 4, rowHeight)
    pen.clip()
    pen.fillText(`${service} ${operation}`, x + 5, y + rowHeight / 2)
    pen.restore()
  }
  pen.globalAlpha = 1
}
