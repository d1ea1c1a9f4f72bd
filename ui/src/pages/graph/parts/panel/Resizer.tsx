import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { t } from '../../../../i18n/t.ts'

export interface ResizerProps {
  readonly width: number
  readonly least: number
  readonly most: number
  readonly onResize: (width: number) => void
}

const keyStep = 24

/** The panel's edge: dragged, or moved with the arrow keys. */
export function Resizer({ width, least, most, onResize }: ResizerProps): ReactNode {
  const resize = (wanted: number): void =>
    onResize(Math.round(Math.min(most, Math.max(least, wanted))))

  function onPointerMove(event: PointerEvent<HTMLDivElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    resize(innerWidth - event.clientX)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft') resize(width + keyStep)
    if (event.key === 'ArrowRight') resize(width - keyStep)
  }

  return (
    <div
      className="al-resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={t('Width of the panel')}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  )
}
