import type { GraphNode } from '#contract/graph.ts'
import { t } from '../../i18n/t.ts'

/** Why there is no picture of a node's neighbourhood alone, in words; null: there is. */
export function focusRefusal({ kind, marks }: GraphNode): string | null {
  switch (kind) {
    case 'namespace':
      return t('Open the namespace first: its members have neighbours of their own.')
    case 'restricted':
      return t('It stands for what you may not see.')
    case 'operation':
      return t('An operation is part of the node behind it: take that one.')
    default:
      return marks.includes('idle')
        ? t('It has no traffic in this window, so it would stand alone.')
        : null
  }
}
