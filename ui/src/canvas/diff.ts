import type { DrawnGraph } from './elements.ts'

interface Looking {
  readonly id: string
  readonly look: string
}

export interface Changes<T> {
  readonly added: readonly T[]
  readonly changed: readonly T[]
  readonly removed: readonly string[]
}

/** What differs in look. The same look is not touched, whatever became of its numbers. */
export function diffByLook<T extends Looking>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): Changes<T> {
  const added: T[] = []
  const changed: T[] = []
  for (const item of after.values()) {
    const old = before.get(item.id)
    if (old === undefined) added.push(item)
    else if (old.look !== item.look) changed.push(item)
  }
  const removed = [...before.keys()].filter((id) => !after.has(id))
  return { added, changed, removed }
}

/** Same nodes in the same boxes: no reason to lay anything out. */
export function hasSameStructure(a: DrawnGraph, b: DrawnGraph): boolean {
  if (a.nodesById.size !== b.nodesById.size || a.boxesById.size !== b.boxesById.size) return false
  for (const [id, node] of a.nodesById) if (b.nodesById.get(id)?.box !== node.box) return false
  for (const [id, box] of a.boxesById) if (b.boxesById.get(id)?.box !== box.box) return false
  return true
}

export const nothingDrawn: DrawnGraph = {
  nodesById: new Map(),
  edgesById: new Map(),
  boxesById: new Map(),
  quiet: new Set(),
}
