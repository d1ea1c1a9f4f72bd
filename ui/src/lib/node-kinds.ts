import type { NodeKind } from '#contract/graph.ts'
import { t } from '../i18n/t.ts'

const words = {
  workload: t('workload'),
  app: t('app'),
  service: t('service'),
  operation: t('operation'),
  external: t('host outside the mesh'),
  unknown: t('unknown caller'),
  restricted: t('restricted'),
  namespace: t('namespace'),
} as const satisfies Record<NodeKind, string>

/** What a node of the graph is, in a word. */
export const nodeKindWord = (kind: NodeKind): string => words[kind]
