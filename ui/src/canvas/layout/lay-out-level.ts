import type { Point } from '../geometry.ts'
import { layOutBreadthFirst } from './breadth-first.ts'
import { componentsOf } from './components.ts'
import { layOutConcentric } from './concentric.ts'
import { layOutForce } from './force.ts'
import { compact } from './columns.ts'
import { layOutLayered } from './layered.ts'
import { layOutRanks, rankItems } from './ranks.ts'
import type { LaidOut, Level, Sized } from './level.ts'
import { layOutGrid, packRows, reach } from './pack.ts'

/** Beyond so many items ranks say nothing any more. */
const mostRankedItems = 350

/** Items and the ranks that their edges cross; beyond, dagre takes longer than a quarter second. */
const mostDagreWork = 1000

/**
 * Places the items of one level: each connected part by itself, the parts packed, and what is
 * joined to nothing in a grid at the end. No two come nearer than `space`.
 */
export function layOutLevel(level: Level, space: number): LaidOut {
  if (level.name === 'grid') return layOutGrid(level, space)
  if (level.name === 'concentric') return layOutConcentric(level, space)
  if (level.name === 'breadthFirst') return layOutBreadthFirst(level, space)
  if (level.name === 'topDown') return layOutTopDown(level, space)
  const components = componentsOf(level)
  const lonely = components.filter((items) => items.length === 1).flat()
  const joined = components.filter((items) => items.length > 1)
  const parts = joined.map((items) => layOutConnected(partOf(level, items), space))
  if (lonely.length === 0) return joinParts(parts, level.aspect, space * 2)
  // Beside other parts a wide strip often leaves less empty than a block.
  const aspects = parts.length === 0 ? [1] : [1, 2, 4, 0.5]
  return smallest(
    aspects.map((factor) => {
      const grid = layOutLonely({ ...level, aspect: level.aspect * factor }, lonely, space)
      return joinParts([...parts, grid], level.aspect, space * 2)
    }),
    level.aspect,
  )
}

/** Ranks from top to bottom are ranks from left to right of a level that is lain on its side. */
function layOutTopDown(level: Level, space: number): LaidOut {
  const lying: Level = {
    ...level,
    name: 'layered',
    items: level.items.map(({ id, width, height }) => ({ id, width: height, height: width })),
    aspect: 1 / level.aspect,
  }
  const { centers, width, height } = layOutLevel(lying, space)
  const stood = [...centers].map(([id, { x, y }]) => [id, { x: y, y: x }] as const)
  return { centers: new Map(stood), width: height, height: width }
}

function partOf(level: Level, items: readonly Sized[]): Level {
  const ids = new Set(items.map(({ id }) => id))
  return { ...level, items, edges: level.edges.filter(([source]) => ids.has(source)) }
}

function layOutConnected(level: Level, space: number): LaidOut {
  if (level.name === 'force' || level.items.length > mostRankedItems) {
    return layOutForce(level, space)
  }
  const isEasy = !level.isDraft && dagreWork(level) <= mostDagreWork
  const ranked = isEasy ? layOutLayered(level, space) : layOutRanks(level, space)
  return compact(level, ranked, space)
}

function dagreWork(level: Level): number {
  const ranks = rankItems(level)
  let work = level.items.length
  for (const [source, target] of level.edges) {
    work += Math.abs((ranks.get(source) ?? 0) - (ranks.get(target) ?? 0))
  }
  return work
}

function smallest(layouts: readonly LaidOut[], aspect: number): LaidOut {
  return layouts.reduce((best, each) => (reach(each, aspect) < reach(best, aspect) ? each : best))
}

function layOutLonely(level: Level, lonely: readonly Sized[], space: number): LaidOut {
  const heights = new Set(lonely.map(({ height }) => Math.round(height / 20)))
  if (heights.size > 1) return packRows(byHeight(lonely), level.aspect, space)
  return layOutGrid({ ...level, items: lonely, edges: [] }, space)
}

function byHeight(items: readonly Sized[]): Sized[] {
  return [...items].sort((a, b) => b.height - a.height)
}

function joinParts(parts: readonly LaidOut[], aspect: number, space: number): LaidOut {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const rects = parts.map(({ width, height }, index) => ({ id: String(index), width, height }))
  const packed = packRows(rects, aspect, space)
  const centers = new Map<string, Point>()
  parts.forEach((part, index) => {
    const center = packed.centers.get(String(index)) ?? { x: 0, y: 0 }
    for (const [id, { x, y }] of part.centers) {
      const [left, top] = [center.x - part.width / 2, center.y - part.height / 2]
      centers.set(id, { x: left + x, y: top + y })
    }
  })
  return { centers, width: packed.width, height: packed.height }
}
