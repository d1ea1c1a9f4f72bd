import type { TraceModel } from './model.ts'

export interface FlameFrame {
  /** Nanoseconds at the left and at the right edge. */
  readonly fromNs: number
  readonly toNs: number
  readonly width: number // pixels
}

export interface FlameBox {
  readonly span: number
  readonly depth: number
  readonly x: number
  readonly width: number
}

const leastWidth = 0.5

/** Boxes that are wide enough to be seen, in pixels; those left of or right of the frame are left out. */
export function flameBoxes({ trace, count }: TraceModel, frame: FlameFrame): readonly FlameBox[] {
  const { offsetsNs, durationsNs, depths } = trace.spans
  const perNs = frame.width / Math.max(1, frame.toNs - frame.fromNs)
  const boxes: FlameBox[] = []
  for (let span = 0; span < count; span += 1) {
    const from = ((offsetsNs[span] ?? 0) - frame.fromNs) * perNs
    const to = from + (durationsNs[span] ?? 0) * perNs
    const x = Math.max(0, from)
    const width = Math.min(frame.width, to) - x
    if (width >= leastWidth) boxes.push({ span, depth: depths[span] ?? 0, x, width })
  }
  return boxes
}

/** The innermost box at a place: siblings that overlap are drawn over each other, the last on top. */
export function boxAt(
  boxes: readonly FlameBox[],
  { x, depth }: { readonly x: number; readonly depth: number },
): FlameBox | null {
  return (
    boxes.findLast((box) => box.depth === depth && x >= box.x && x <= box.x + box.width) ?? null
  )
}
