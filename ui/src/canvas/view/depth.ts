import { t } from '../../i18n/t.ts'

const mostDepth = 9

/** `[` shows fewer calls of the paths, `]` more; beyond the most they go to their ends: null. */
export function depthAfter(key: '[' | ']', depth: number | null): number | null {
  if (key === '[') return depth === null ? mostDepth : Math.max(1, depth - 1)
  return depth === null || depth >= mostDepth ? null : depth + 1
}

export function wordsForDepth(depth: number | null): string {
  if (depth === null) return t('Paths to their ends')
  return t('Paths of up to {{count}} calls', { count: depth })
}
