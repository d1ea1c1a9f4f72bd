import { ClockIcon } from '@patternfly/react-icons/dist/esm/icons/clock-icon'
import { DatabaseIcon } from '@patternfly/react-icons/dist/esm/icons/database-icon'
import { LockIcon } from '@patternfly/react-icons/dist/esm/icons/lock-icon'
import { SearchIcon } from '@patternfly/react-icons/dist/esm/icons/search-icon'
import { TopologyIcon } from '@patternfly/react-icons/dist/esm/icons/topology-icon'
import type { ComponentType } from 'react'
import type { Graph } from '#contract/graph.ts'
import { t } from '../../../i18n/t.ts'
import type { GraphView } from '../url.ts'

type EmptyCode = NonNullable<Graph['empty']>['code']

/** Ways out that the page itself can take. */
export const remedyTexts = {
  idle: {
    word: t('Show what is idle'),
    patch: { idleNodes: true, idleEdges: true },
  },
  longer: { word: t('Look at the last hour'), patch: { windowSeconds: 3600 } },
  allNamespaces: { word: t('All namespaces'), patch: { namespaces: [], clusters: [] } },
  wholeGraph: { word: t('Back to the whole graph'), patch: { focus: null, depth: 1 } },
} as const satisfies Record<string, { word: string; patch: Partial<GraphView> }>

type RemedyName = keyof typeof remedyTexts

interface EmptyText {
  readonly title: string
  readonly Icon: ComponentType
  readonly remedies: readonly RemedyName[]
}

export const emptyTexts = {
  noMesh: { title: t('No mesh found'), Icon: TopologyIcon, remedies: [] },
  noTraffic: {
    title: t('No traffic in this window'),
    Icon: TopologyIcon,
    remedies: ['longer', 'idle'],
  },
  noTrafficInSelection: {
    title: t('No traffic here in this window'),
    Icon: TopologyIcon,
    remedies: ['longer', 'idle', 'allNamespaces'],
  },
  noRights: {
    title: t('You may not see any of this'),
    Icon: LockIcon,
    remedies: ['allNamespaces'],
  },
  metricsUnavailable: { title: t('No numbers'), Icon: DatabaseIcon, remedies: [] },
  tooYoung: { title: t('Too early to tell'), Icon: ClockIcon, remedies: [] },
  focusNotFound: {
    title: t('It is not in this picture'),
    Icon: SearchIcon,
    remedies: ['wholeGraph'],
  },
} as const satisfies Record<EmptyCode, EmptyText>
