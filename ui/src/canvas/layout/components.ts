import type { Level, Sized } from './level.ts'

/** What hangs together, whichever way the edges point; the largest first. */
export function componentsOf({ items, edges }: Pick<Level, 'items' | 'edges'>): Sized[][] {
  const root = new Map(items.map(({ id }) => [id, id]))
  const find = (id: string): string => {
    let at = id
    for (let up = root.get(at) ?? at; up !== at; up = root.get(at) ?? at) {
      root.set(at, root.get(up) ?? up)
      at = up
    }
    return at
  }
  for (const [source, target] of edges) root.set(find(source), find(target))
  const groups = new Map<string, Sized[]>()
  for (const item of items) {
    const key = find(item.id)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)
}
