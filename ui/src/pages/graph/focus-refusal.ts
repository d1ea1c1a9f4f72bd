import type { GraphNode } from '#contract/graph.ts'

/** Why there is no picture of a node's neighbourhood alone, in words; null: there is. */
export function focusRefusal({ kind, marks }: GraphNode): string | null {
  switch (kind) {
    case 'namespace':
      return 'Open the namespace first: its members have neighbours of their own.'
    case 'restricted':
      return 'It stands for what you may not see.'
    case 'operation':
      return 'An operation is part of the node behind it: take that one.'
    default:
      return marks.includes('idle')
        ? 'It has no traffic in this window, so it would stand alone.'
        : null
  }
}
