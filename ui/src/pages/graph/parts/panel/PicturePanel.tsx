import type { ReactNode } from 'react'
import type { Graph, GraphNode } from '#contract/graph.ts'
import { healthStatuses } from '#contract/health.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { RateTable } from '../../../../components/RateTable.tsx'
import { formatSeconds } from '../../../../lib/duration.ts'
import { count } from '../../../../lib/plural.ts'
import { formatRps } from '../../../../lib/rate.ts'
import { nodeName } from '../../names.ts'
import { OverTime } from '../timeline/OverTime.tsx'
import { Answers } from './Answers.tsx'
import { Evidence } from './Evidence.tsx'
import { Members } from './Members.tsx'
import { Namespaces } from './Namespaces.tsx'
import { usePanel } from './panel-context.ts'
import { Section } from './Section.tsx'

const shownTroubles = 12

/** Nothing is selected: the picture as a whole. */
export function PicturePanel(): ReactNode {
  const { graph, hidden = { nodes: 0, edges: 0 } } = usePanel()
  const { totals } = graph
  const hasHidden = hidden.nodes + hidden.edges > 0
  return (
    <>
      <header className="al-panel-head">
        <div className="al-panel-kind">Picture</div>
        <h2>{count(totals.namespaces, 'namespace')}</h2>
        <p className="al-quiet">
          {count(graph.nodes.length - hidden.nodes, 'node')} and{' '}
          {count(graph.edges.length - hidden.edges, 'edge')} drawn
          {hasHidden && `, ${hidden.nodes} and ${hidden.edges} hidden, which the sums count too`} ·
          over {formatSeconds(graph.windowSeconds)}
        </p>
      </header>
      <Troubles graph={graph} />
      <Section
        title="Traffic"
        evidence={<Evidence of="Traffic" layers={['requests', 'tcp', 'grpcMessages']} />}
      >
        <RateTable
          caption="Traffic of the picture"
          rows={[
            { label: 'In', traffic: totals.inbound },
            { label: 'Out', traffic: totals.outbound },
            { label: 'Inside', traffic: totals.internal },
            { label: 'All', traffic: totals.all },
          ]}
        />
      </Section>
      <OverTime subject={{}} />
      <Answers
        of="the picture"
        directions={{
          in: totals.inbound,
          out: totals.outbound,
          inside: totals.internal,
          all: totals.all,
        }}
      />
      <Members members={totals.members} />
      <Namespaces graph={graph} />
      <NotDrawn graph={graph} />
    </>
  )
}

const troubleStatuses: readonly string[] = ['failure', 'degraded', 'notReady']

function Troubles({ graph }: { graph: Graph }): ReactNode {
  const { select } = usePanel()
  const rank = ({ health }: GraphNode): number => healthStatuses.indexOf(health.status)
  const troubled = graph.nodes
    .filter(({ health }) => troubleStatuses.includes(health.status))
    .sort((a, b) => rank(a) - rank(b))
  if (troubled.length === 0) return null
  return (
    <Section title="Not well">
      <ul className="al-lines">
        {troubled.slice(0, shownTroubles).map((node) => (
          <li key={node.id}>
            <button type="button" onClick={() => select(node.id)}>
              <HealthBadge status={node.health.status} isCompact />
              <span>{nodeName(node)}</span>
              <span className="al-quiet">{node.kind === 'namespace' ? '' : node.namespace}</span>
            </button>
          </li>
        ))}
      </ul>
      {troubled.length > shownTroubles && (
        <p className="al-quiet">and {troubled.length - shownTroubles} more</p>
      )}
    </Section>
  )
}

/** What was measured and is not in the picture: left out is never silent. */
function NotDrawn({ graph }: { graph: Graph }): ReactNode {
  const { dropped, open } = graph
  if (dropped.length === 0 && open.closed.length === 0) return null
  return (
    <Section title="Not drawn">
      {open.closed.length > 0 && (
        <p>
          The members of {count(open.closed.length, 'closed namespace')}: with all open there would
          be {count(open.ifAllOpen, 'node')}.
        </p>
      )}
      {dropped.map(({ reason, text, series, requestsPerSecond }) => (
        <p key={reason}>
          {text}{' '}
          <span className="al-quiet">
            ({count(series, 'series', 'series')}, {formatRps(requestsPerSecond)})
          </span>
        </p>
      ))}
    </Section>
  )
}
