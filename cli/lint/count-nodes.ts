/** A manifest of many MB has fewer values; one of a few kB with nested anchors may stand for more. */
export const mostNodes = 5_000_000

/**
 * How many values a reader of this would walk through, with what anchors repeat; counting ends a
 * little above `mostNodes`, and an anchor that holds itself counts as more than that.
 */
export function countNodes(root: unknown): number {
  const counted = new Map<object, number>()
  const open = new Set<object>()
  const count = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 1
    const known = counted.get(value)
    if (known !== undefined) return known
    if (open.has(value)) return Infinity
    open.add(value)
    let sum = 1
    for (const child of Object.values(value)) sum += count(child)
    open.delete(value)
    counted.set(value, sum)
    return sum
  }
  return count(root)
}
