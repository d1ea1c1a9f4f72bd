import type { Point } from './geometry.ts'

/** What is kept between visits. Not more than `Storage` has of it, so that tests can pass a map. */
export type PositionStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface PositionStore {
  read: (viewKey: string) => Readonly<Record<string, Point>>
  write: (viewKey: string, positions: Readonly<Record<string, Point>>) => void
  forget: (viewKey: string) => void
}

const indexKey = 'alidade.canvas.views'
const mostViews = 24
/** Of a view; one with more is not kept. */
export const mostPositions = 3000

/**
 * Keeps where things are, per view, in the browser. Bounded: the views that were not looked at for
 * longest go first. A browser that keeps nothing (private window, full storage) costs the memory,
 * not the picture.
 */
export function createPositionStore(storage: PositionStorage | null): PositionStore {
  return {
    read: (viewKey) => readPositions(attempt(() => storage?.getItem(keyOf(viewKey))) ?? null),
    write: (viewKey, positions) => {
      if (storage === null) return
      const entries = Object.entries(positions)
      // Half a map is worse than none: the other half would be squeezed in between.
      if (entries.length > mostPositions) return
      const text = JSON.stringify(entries.map(([id, { x, y }]) => [id, x, y]))
      attempt(() => {
        for (const old of touch(storage, viewKey)) storage.removeItem(keyOf(old))
        storage.setItem(keyOf(viewKey), text)
      })
    },
    forget: (viewKey) => attempt(() => storage?.removeItem(keyOf(viewKey))),
  }
}

function keyOf(viewKey: string): string {
  return `alidade.canvas.view.${viewKey}`
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

/** Puts the view first in the list of views; returns those that fall off its end. */
function touch(storage: PositionStorage, viewKey: string): string[] {
  const views = readList(storage.getItem(indexKey)).filter((view) => view !== viewKey)
  views.unshift(viewKey)
  storage.setItem(indexKey, JSON.stringify(views.slice(0, mostViews)))
  return views.slice(mostViews)
}

function readList(text: string | null): string[] {
  const value = parse(text)
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function readPositions(text: string | null): Record<string, Point> {
  const value = parse(text)
  const positions: Record<string, Point> = {}
  if (!Array.isArray(value)) return positions
  for (const item of value) {
    if (!Array.isArray(item)) continue
    const [id, x, y] = item as unknown[]
    if (typeof id !== 'string' || typeof x !== 'number' || typeof y !== 'number') continue
    positions[id] = { x, y }
  }
  return positions
}

function parse(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
