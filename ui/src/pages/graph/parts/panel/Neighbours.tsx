import type { ReactNode } from 'react'
import type { GraphEdge } from '#contract/graph.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { edgeSummary, edgeWeight } from '../../edge-summary.ts'
import { nodeName } from '../../names.ts'
import { usePanel } from './panel-context.ts'
import { Section } from './Section.tsx'

export interface NeighboursProps {
  readonly title: 'Called by' | 'Calls'
  readonly edges: readonly GraphEdge[]
}

const shownAtMost = 30

/** The other ends of a node's edges, busiest first; each line leads to the edge. */
export function Neighbours({ title, edges }: NeighboursProps): ReactNode {
  const { graph, select } = usePanel()
  if (edges.length === 0) return null
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  const sorted = edges.toSorted((a, b) => edgeWeight(b) - edgeWeight(a))
  return (
    <Section title={`${title} ${edges.length}`}>
      <ul className="al-lines">
        {sorted.slice(0, shownAtMost).map((edge) => {
          const other = byId.get(title === 'Calls' ? edge.target : edge.source)
          return (
            <li key={edge.id}>
              <button type="button" onClick={() => select(edge.id)}>
                <HealthBadge status={edge.health.status} isCompact />
                <span>{other === undefined ? edge.id : nodeName(other)}</span>
                <span className="al-num">{edgeSummary(edge)}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {sorted.length > shownAtMost && (
        <p className="al-quiet">and {sorted.length - shownAtMost} more: the table has them all</p>
      )}
    </Section>
  )
}
