import { useEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'

export interface Rows {
  readonly count: number
  readonly height: number // of each, px
}

export interface RowWindow {
  /** The rows to draw: those in sight, and some before and after them. */
  readonly first: number
  readonly end: number
  /** More than are ever drawn at once: what is drawn for a row is used again for that many later. */
  readonly most: number
}

/** Rows come and go by so many: between, scrolling draws nothing at all. */
export const step = 8
/** Before anything is measured. */
const assumedHeight = 800

/**
 * Which rows of a long list are in sight. All are of one height, so that nothing has to be measured
 * but the frame; what scrolling brings is drawn before the frame is.
 */
export function useRowWindow(frame: RefObject<HTMLElement | null>, rows: Rows): RowWindow {
  const { height } = rows
  const [steps, setSteps] = useState(0) // scrolled by
  const [seen, setSeen] = useState(assumedHeight) // px
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const look = (): void => setSteps(Math.floor(element.scrollTop / height / step))
    const scrolled = (): void => flushSync(look)
    const measure = (): void => setSeen(element.clientHeight)
    measure()
    element.addEventListener('scroll', scrolled, { passive: true })
    window.addEventListener('resize', measure)
    return () => {
      element.removeEventListener('scroll', scrolled)
      window.removeEventListener('resize', measure)
    }
  }, [frame, height])
  return windowOf({ steps, seen }, rows)
}

/** Scrolls as little as brings a row into sight. */
export function scrollToRow(frame: HTMLElement | null, row: number, height: number): void {
  if (frame === null) return
  const [top, bottom] = [row * height, (row + 1) * height]
  if (top < frame.scrollTop) frame.scrollTop = top
  else if (bottom > frame.scrollTop + frame.clientHeight)
    frame.scrollTop = bottom - frame.clientHeight
}

/** What to draw of a list that is scrolled by so many steps in a frame of so many pixels. */
export function windowOf(
  { steps, seen }: { readonly steps: number; readonly seen: number },
  { count, height }: Rows,
): RowWindow {
  const most = Math.ceil(seen / height / step + 3) * step
  // A list that has become shorter is drawn before its frame says that it is scrolled less.
  const last = Math.ceil(count / step) * step - most
  const first = Math.max(0, Math.min((steps - 1) * step, last))
  return { first, end: Math.min(count, first + most), most }
}
