import type { ReactNode } from 'react'
import type { Graph, GraphNode } from '#contract/graph.ts'
import { healthStatuses, isUnwell } from '#contract/health.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { RateTable } from '../../../../components/RateTable.tsx'
import { t } from '../../../../i18n/t.ts'
import { formatSeconds } from '../../../../lib/duration.ts'
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
  const drawn = {
    nodes: t('{{count}} nodes', { count: graph.nodes.length - hidden.nodes }),
    edges: t('{{count}} edges', { count: graph.edges.length - hidden.edges }),
    window: formatSeconds(graph.windowSeconds),
  }
  return (
    <>
      <header className="al-panel-head">
        <div className="al-panel-kind">{t('Picture')}</div>
        <h2>{t('{{count}} namespaces', { count: totals.namespaces })}</h2>
        <p className="al-quiet">
          {hasHidden
            ? t(
                '{{nodes}} and {{edges}} drawn, {{hiddenNodes}} and {{hiddenEdges}} hidden, which the sums count too · over {{window}}',
                { ...drawn, hiddenNodes: hidden.nodes, hiddenEdges: hidden.edges },
              )
            : t('{{nodes}} and {{edges}} drawn · over {{window}}', drawn)}
        </p>
      </header>
      <Troubles graph={graph} />
      <Section
        title={t('Traffic')}
        evidence={<Evidence of={t('Traffic')} layers={['requests', 'tcp', 'grpcMessages']} />}
      >
        <RateTable
          caption={t('Traffic of the picture')}
          rows={[
            { label: t('In'), traffic: totals.inbound },
            { label: t('Out'), traffic: totals.outbound },
            { label: t('Inside'), traffic: totals.internal },
            { label: t('All'), traffic: totals.all },
          ]}
        />
      </Section>
      <OverTime subject={{}} />
      <Answers
        of={t('the picture')}
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

function Troubles({ graph }: { graph: Graph }): ReactNode {
  const { select } = usePanel()
  const rank = ({ health }: GraphNode): number => healthStatuses.indexOf(health.status)
  const troubled = graph.nodes
    .filter(({ health }) => isUnwell(health.status))
    .sort((a, b) => rank(a) - rank(b))
  if (troubled.length === 0) return null
  return (
    <Section title={t('Not well')}>
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
        <p className="al-quiet">
          {t('and {{amount}} more', { amount: troubled.length - shownTroubles })}
        </p>
      )}
    </Section>
  )
}

/** What was measured and is not in the picture: left out is never silent. */
function NotDrawn({ graph }: { graph: Graph }): ReactNode {
  const { dropped, open } = graph
  if (dropped.length === 0 && open.closed.length === 0) return null
  return (
    <Section title={t('Not drawn')}>
      {open.closed.length > 0 && (
        <p>
          {t(
            'The members of {{count}} closed namespaces: with all open there would be {{nodes}}.',
            {
              count: open.closed.length,
              nodes: t('{{count}} nodes', { count: open.ifAllOpen }),
            },
          )}
        </p>
      )}
      {dropped.map(({ reason, text, series, requestsPerSecond }) => (
        <p key={reason}>
          {text}{' '}
          <span className="al-quiet">
            ({t('{{count}} series', { count: series })}, {formatRps(requestsPerSecond)})
          </span>
        </p>
      ))}
    </Section>
  )
}
