import type { ReactNode } from 'react'
import type { GraphBox, GraphNode } from '#contract/graph.ts'
import { healthStatuses } from '#contract/health.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { inSentence, t } from '../../../../i18n/t.ts'
import { nodeName } from '../../names.ts'
import { kindWords } from './NodeParts.tsx'
import { usePanel } from './panel-context.ts'
import { Section } from './Section.tsx'

const shownAtMost = 40

/** What is drawn in a box, inner boxes included, worst health first; each line leads to the node. */
export function BoxMembers({ box }: { box: GraphBox }): ReactNode {
  const { graph, select } = usePanel()
  const inside = boxesInside(graph.boxes, box.id)
  const rank = ({ health }: GraphNode): number => healthStatuses.indexOf(health.status)
  const members = graph.nodes
    .filter((node) => node.box !== null && inside.has(node.box))
    .sort((a, b) => rank(a) - rank(b) || nodeName(a).localeCompare(nodeName(b)))
  if (members.length === 0) return null
  return (
    <Section title={t('Drawn in it {{amount}}', { amount: members.length })}>
      <ul className="al-lines">
        {members.slice(0, shownAtMost).map((node) => (
          <li key={node.id}>
            <button type="button" onClick={() => select(node.id)}>
              <HealthBadge status={node.health.status} isCompact />
              <span>{nodeName(node)}</span>
              <span className="al-quiet">{inSentence(kindWords[node.kind])}</span>
            </button>
          </li>
        ))}
      </ul>
      {members.length > shownAtMost && (
        <p className="al-quiet">
          {t('and {{amount}} more: the table has them all', {
            amount: members.length - shownAtMost,
          })}
        </p>
      )}
    </Section>
  )
}

function boxesInside(boxes: readonly GraphBox[], id: string): ReadonlySet<string> {
  const inside = new Set([id])
  let before = 0
  while (inside.size > before) {
    before = inside.size
    for (const one of boxes) if (one.box !== null && inside.has(one.box)) inside.add(one.id)
  }
  return inside
}
