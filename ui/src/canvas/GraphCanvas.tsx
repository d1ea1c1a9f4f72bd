import { useEffect, useEffectEvent, useId, useImperativeHandle, useRef, useState } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import { t } from '../i18n/t.ts'
import { badgeKinds } from './canvas-props.ts'
import type { GraphCanvasProps } from './canvas-props.ts'
import './canvas.css'
import type { Rect } from './geometry.ts'
import { shift } from './geometry.ts'
import { createDirectRunner, createWorkerRunner } from './layout/layout-runner.ts'
import { createPositionStore } from './positions.ts'
import { themes } from './theme.ts'
import { GraphView } from './view/graph-view.ts'

const zoomStep = 1.3

/**
 * Draws a graph, and nothing else does. It fills what the caller gives it.
 *
 * Arrow keys walk from node to node, E steps through edges, B climbs to boxes, Enter selects or
 * opens, Escape lets go; a double click opens and closes namespaces; shift and drag zooms into an area. Elements beside it that carry
 * `data-over-picture` float over it: whatever is fitted into view stays clear of them.
 */
export function GraphCanvas({ ref, ...props }: GraphCanvasProps): ReactNode {
  const { graph, labels, badges = badgeKinds, layoutName = 'layered', viewKey, theme } = props
  const { ranks } = props
  const { selection, highlight = null, traced = null, focus = null, isAnimated = false } = props
  const { edgesShown = 'all' } = props
  const { changes = null, findings = null } = props
  const stage = useRef<HTMLDivElement>(null)
  const view = useRef<GraphView>(null)
  const keysId = useId()
  const [isBusy, setIsBusy] = useState(false)

  const onSelect = useEffectEvent((id: string | null) => props.onSelect(id))
  const onToggle = useEffectEvent((id: string) => props.onToggleNamespace(id))
  const onContextMenu = useEffectEvent((id: string, at: { x: number; y: number }) => {
    const isPinned = view.current?.isPinned(id) ?? false
    props.onContextMenu?.({ id, x: at.x, y: at.y, isPinned })
  })

  useEffect(() => {
    if (stage.current === null) return
    const created = new GraphView(stage.current, {
      runner: typeof Worker === 'undefined' ? createDirectRunner() : createWorkerRunner(),
      store: createPositionStore(browserStorage()),
      canDraw: typeof Path2D !== 'undefined',
      overlays: () => (stage.current === null ? [] : rectsOver(stage.current)),
      events: {
        onBusy: setIsBusy,
        onSelect: (id) => onSelect(id),
        onToggle: (id) => onToggle(id),
        onContextMenu: (id, at) => onContextMenu(id, at),
      },
    })
    view.current = created
    return () => {
      view.current = null
      created.destroy()
    }
  }, [])

  useEffect(() => view.current?.setTheme(theme), [theme])
  useEffect(() => {
    view.current?.show({ graph, labels, badges, layoutName, viewKey, ranks, changes, findings })
  }, [graph, labels, badges, layoutName, viewKey, ranks, changes, findings])
  useEffect(() => {
    view.current?.mark({ selection, highlight, traced, focus, edgesShown })
  }, [selection, highlight, traced, focus, edgesShown])
  useEffect(() => view.current?.setAnimated(isAnimated), [isAnimated])

  useImperativeHandle(ref, () => ({
    fit: () => view.current?.fit(),
    zoomIn: () => view.current?.zoom(zoomStep),
    zoomOut: () => view.current?.zoom(1 / zoomStep),
    tidyUp: () => view.current?.tidyUp(),
    togglePin: (id) => void view.current?.togglePin(id),
    centerOn: (id) => view.current?.centerOn(id),
    exportPng: () => view.current?.exportPng() ?? Promise.resolve(null),
    exportSvg: () => view.current?.exportSvg() ?? null,
  }))

  return (
    <div className="graph-canvas" style={variablesOf(theme)}>
      <div
        ref={stage}
        className="graph-canvas-stage"
        role="application"
        tabIndex={0}
        aria-label={t('Traffic graph')}
        aria-describedby={keysId}
        aria-busy={isBusy}
      />
      <p id={keysId} hidden>
        {t(
          'Arrow keys walk from node to node, E steps through the edges of a node, B goes to the box around it. Enter selects, and opens a closed namespace; O opens and closes one; brackets show paths of fewer or more calls; Shift and an arrow moves a node; Escape lets go. The table has the same in rows.',
        )}
      </p>
      {isBusy && (
        <div className="graph-canvas-busy" role="status">
          {t('Laying out…')}
        </div>
      )}
    </div>
  )
}

function variablesOf(name: GraphCanvasProps['theme']): CSSProperties {
  const { surface, paper, line, text, muted, select } = themes[name]
  const variables: Record<`--graph-canvas-${string}`, string> = {
    '--graph-canvas-surface': surface,
    '--graph-canvas-paper': paper,
    '--graph-canvas-line': line,
    '--graph-canvas-text': text,
    '--graph-canvas-muted': muted,
    '--graph-canvas-accent': select,
  }
  return variables
}

/** Of what says that it floats over the picture, beside it in the page. */
function rectsOver(stage: HTMLElement): Rect[] {
  const around = stage.parentElement?.parentElement
  const origin = stage.getBoundingClientRect()
  return [...(around?.querySelectorAll('[data-over-picture]') ?? [])].map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    const rect = { x1: left, y1: top, x2: right, y2: bottom }
    return shift(rect, { x: -origin.left, y: -origin.top })
  })
}

/** Null where the browser forbids it: even asking for it may throw. */
function browserStorage(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
