const mostDepth = 9

/** `[` shows fewer calls of the paths, `]` more; beyond the most they go to their ends: null. */
export function depthAfter(key: '[' | ']', depth: number | null): number | null {
  if (key === '[') return depth === null ? mostDepth : Math.max(1, depth - 1)
  return depth === null || depth >= mostDepth ? null : depth + 1
}

export function wordsForDepth(depth: number | null): string {
  if (depth === null) return 'Paths to their ends'
  return depth === 1 ? 'Paths of 1 call' : `Paths of up to ${depth} calls`
}
