import type { ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { HealthStatus } from '#contract/health.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { t } from '../../../../i18n/t.ts'
import { usePanel } from './panel-context.ts'
import { Section } from './Section.tsx'

interface NamespaceLine {
  readonly id: string
  readonly name: string
  readonly cluster: string | null
  readonly isOpen: boolean
  readonly health: HealthStatus
}

const shownAtMost = 40

/** Namespaces and clusters of the picture; each line leads to its box, or its closed node. */
export function Namespaces({ graph }: { graph: Graph }): ReactNode {
  const { select } = usePanel()
  const lines = namespaceLines(graph)
  const clusters = [...new Set(lines.flatMap(({ cluster }) => cluster ?? []))]
  if (lines.length === 0) return null
  return (
    <Section title={t('Namespaces {{amount}}', { amount: lines.length })}>
      {clusters.length > 0 && (
        <p className="al-quiet">
          {clusters.length === 1
            ? t('Cluster {{names}}', { names: clusters.join() })
            : t('{{count}} clusters {{names}}', {
                count: clusters.length,
                names: clusters.join(', '),
              })}
        </p>
      )}
      <ul className="al-lines">
        {lines.slice(0, shownAtMost).map(({ id, name, cluster, isOpen, health }) => (
          <li key={id}>
            <button type="button" onClick={() => select(id)}>
              <HealthBadge status={health} isCompact />
              <span>{name}</span>
              <span className="al-quiet">
                {clusters.length > 1 && `${cluster ?? t('unknown')} · `}
                {isOpen ? t('open') : t('closed')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {lines.length > shownAtMost && (
        <p className="al-quiet">
          {t('and {{amount}} more', { amount: lines.length - shownAtMost })}
        </p>
      )}
    </Section>
  )
}

/** What stands for a namespace: its box when it is open, its node when it is closed; by name. */
export function namespaceLines({ nodes, boxes }: Graph): NamespaceLine[] {
  const open = boxes.filter(({ kind }) => kind === 'namespace')
  const closed = nodes.filter(({ kind }) => kind === 'namespace')
  return [
    ...open.map((box) => ({ ...box, isOpen: true })),
    ...closed.map((node) => ({ ...node, isOpen: false })),
  ]
    .map(({ id, name, cluster, isOpen, health }) => ({
      id,
      name,
      cluster,
      isOpen,
      health: health.status,
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
}
