import { Skeleton } from '@patternfly/react-core'
import { lazy, Suspense, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { useGraph } from '../../../../api/graph-queries.ts'
import type { ThemeName } from '../../../../app/page.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import { subjectOfNode } from '../../../../components/subject-of-node.ts'
import { t } from '../../../../i18n/t.ts'
import type { Subject } from '../../../../tabs/tab.ts'
import { ErrorCell, RateCell } from '../../cells.tsx'
import { Card } from './Card.tsx'

// The canvas is heavy, and many come for the words.
const MiniGraph = lazy(() =>
  import('../../MiniGraph.tsx').then((module) => ({ default: module.MiniGraph })),
)

export interface NeighbourhoodProps {
  readonly subject: Subject
  readonly node: string // its id in the graph of its kind
  readonly window: string
  readonly theme: ThemeName
  /** A host that no namespace has. */
  readonly isOutside: boolean
}

/** What calls it and what it calls, as a picture and in rows: the numbers of the graph. */
export function Neighbourhood(props: NeighbourhoodProps): ReactNode {
  const { subject, node, window, theme, isOutside } = props
  const type = subject.kind
  // Who calls a host outside may be anywhere: it lies in no namespace of the picture.
  const place = isOutside ? {} : { namespaces: subject.namespace }
  const ask = { ...place, type, focus: node, open: 'all', window } as const
  const { data, error } = useGraph(ask satisfies GraphAskInput)
  const search = new URLSearchParams(useContextSearch())
  for (const [name, value] of Object.entries(ask)) search.set(name, value)
  const link = (
    <Link to={{ pathname: '/graph', search: search.toString() }}>{t('Open the graph')}</Link>
  )
  if (data === undefined)
    return (
      <Card title={t('Neighbourhood')} aside={link} isWide>
        {error === null ? (
          <Skeleton height="18rem" screenreaderText={t('Loading the neighbourhood')} />
        ) : (
          <p className="al-warn">{error.message}</p>
        )}
      </Card>
    )
  const own = data.nodes.find(({ id }) => id === node)
  return (
    <>
      <Card title={t('Neighbourhood')} aside={link} isWide>
        {own === undefined || data.edges.length === 0 ? (
          <p className="al-quiet">
            {data.empty?.message ??
              t('Nobody has called it, and it has called nobody, in this window.')}
          </p>
        ) : (
          <div className="al-catalog-canvas">
            <Suspense
              fallback={<Skeleton height="18rem" screenreaderText={t('Loading the picture')} />}
            >
              <MiniGraph graph={data} focus={node} theme={theme} viewKey={`mini ${node}`} />
            </Suspense>
          </div>
        )}
      </Card>
      <Calls
        title={t('Called by')}
        graph={data}
        edges={data.edges.filter((one) => one.target === node)}
        of={(edge) => edge.source}
      />
      <Calls
        title={t('Calls')}
        graph={data}
        edges={data.edges.filter((one) => one.source === node)}
        of={(edge) => edge.target}
      />
    </>
  )
}

interface CallsProps {
  readonly title: string
  readonly graph: Graph
  readonly edges: readonly GraphEdge[]
  readonly of: (edge: GraphEdge) => string
}

function Calls({ title, graph, edges, of }: CallsProps): ReactNode {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]))
  return (
    <Card title={title} aside={<span className="al-quiet">{edges.length}</span>}>
      {edges.length === 0 ? (
        <p className="al-quiet">{t('Nobody in this window.')}</p>
      ) : (
        <table className="al-rates" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('Health')}</th>
              <th scope="col">{t('Name')}</th>
              <th scope="col" className="al-num">
                {t('Rate')}
              </th>
              <th scope="col" className="al-num">
                {t('Errors')}
              </th>
            </tr>
          </thead>
          <tbody>
            {edges.map((edge) => (
              <tr key={edge.id}>
                <td>
                  <HealthBadge status={edge.health.status} isCompact />
                </td>
                <td>
                  <NodeName node={byId.get(of(edge))} />
                </td>
                <td className="al-num">
                  <RateCell traffic={edge} />
                </td>
                <td className="al-num">
                  <ErrorCell traffic={edge} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function NodeName({ node }: { node: GraphNode | undefined }): ReactNode {
  if (node === undefined) return '–'
  const subject = subjectOfNode(node)
  return (
    <>
      {subject === null ? node.name : <SubjectLink subject={subject} />}{' '}
      <span className="al-quiet">{node.namespace}</span>
    </>
  )
}
