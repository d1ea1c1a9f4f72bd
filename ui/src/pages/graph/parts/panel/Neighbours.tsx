import type { ReactNode } from 'react'
import type { Graph, GraphEdge } from '#contract/graph.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { t } from '../../../../i18n/t.ts'
import { edgeSummary, edgeWeight } from '../../edge-summary.ts'
import { nodeName } from '../../names.ts'
import { usePanel } from './panel-context.ts'
import { Section } from './Section.tsx'

/** Who calls a node and whom it calls; and, where that is drawn, who might. */
export function Neighbours({ of, graph }: { of: string; graph: Graph }): ReactNode {
  const isSilent = ({ silent }: GraphEdge): boolean => silent !== undefined
  const [mayCome, come] = split(graph.edges, ({ target }) => target === of, isSilent)
  const [mayGo, go] = split(graph.edges, ({ source }) => source === of, isSilent)
  return (
    <>
      <Ends title={t('Called by')} end="source" edges={come} />
      <Ends title={t('Calls')} end="target" edges={go} />
      <Ends title={t('Could be called by')} end="source" edges={mayCome} />
      <Ends title={t('Could call')} end="target" edges={mayGo} />
    </>
  )
}

type Test = (edge: GraphEdge) => boolean

function split(
  edges: readonly GraphEdge[],
  isOwn: Test,
  isFirst: Test,
): readonly [first: readonly GraphEdge[], second: readonly GraphEdge[]] {
  const own = edges.filter(isOwn)
  return [own.filter(isFirst), own.filter((edge) => !isFirst(edge))]
}

interface EndsProps {
  readonly title: string
  readonly end: 'source' | 'target'
  readonly edges: readonly GraphEdge[]
}

const shownAtMost = 30

/** The other ends of a node's edges, busiest first; each line leads to the edge. */
function Ends({ title, end, edges }: EndsProps): ReactNode {
  const { graph, select } = usePanel()
  if (edges.length === 0) return null
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  const sorted = edges.toSorted((a, b) => edgeWeight(b) - edgeWeight(a))
  return (
    <Section title={`${title} ${edges.length}`}>
      <ul className="al-lines">
        {sorted.slice(0, shownAtMost).map((edge) => {
          const other = byId.get(edge[end])
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
        <p className="al-quiet">
          {t('and {{amount}} more: the table has them all', {
            amount: sorted.length - shownAtMost,
          })}
        </p>
      )}
    </Section>
  )
}
