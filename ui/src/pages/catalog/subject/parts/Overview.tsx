import { Skeleton } from '@patternfly/react-core'
import { lazy, Suspense, type ReactNode } from 'react'
import { Link } from 'react-router'
import { useGraph } from '../../../../api/graph-queries.ts'
import { useNamespaces } from '../../../../api/queries.ts'
import type { ThemeName } from '../../../../app/page.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import type { Subject } from '../../../../tabs/tab.ts'
import { graphTypeOf, nodeIdOf } from '../../graph-address.ts'

// The canvas is heavy, and many come for the words.
const MiniGraph = lazy(() =>
  import('../../MiniGraph.tsx').then((module) => ({ default: module.MiniGraph })),
)

/** What calls a thing and what it calls. */
export function Overview({ subject, theme }: { subject: Subject; theme: ThemeName }): ReactNode {
  const { data, error } = useNamespaces()
  const namespace = data?.namespaces.find(({ name }) => name === subject.namespace)
  if (namespace !== undefined)
    return <Neighbourhood subject={subject} theme={theme} cluster={namespace.cluster} />
  if (data !== undefined)
    return <p role="status">There is no namespace {subject.namespace} that you may see.</p>
  if (error !== null) return <p role="status">{error.message}</p>
  return <Skeleton height="18rem" screenreaderText="Loading the namespaces" />
}

interface NeighbourhoodProps {
  readonly subject: Subject
  readonly theme: ThemeName
  readonly cluster: string
}

function Neighbourhood({ subject, theme, cluster }: NeighbourhoodProps): ReactNode {
  const focus = nodeIdOf({ ...subject, cluster })
  const type = graphTypeOf[subject.kind]
  const ask = { namespaces: subject.namespace, type, focus, open: 'all' }
  const { data, error } = useGraph(ask)
  const search = new URLSearchParams(useContextSearch())
  for (const [name, value] of Object.entries(ask)) search.set(name, value)
  if (data === undefined)
    return error === null ? (
      <Skeleton height="18rem" screenreaderText="Loading the neighbourhood" />
    ) : (
      <p role="status">{error.message}</p>
    )
  return (
    <section aria-label="Neighbourhood" className="al-catalog-card">
      <header className="al-catalog-card-head">
        <h2>Neighbourhood</h2>
        <Link to={{ pathname: '/graph', search: search.toString() }}>Open the graph</Link>
      </header>
      {data.empty !== null ? (
        <p className="al-quiet">{data.empty.message}</p>
      ) : (
        <div className="al-catalog-canvas">
          <Suspense fallback={<Skeleton height="18rem" screenreaderText="Loading the picture" />}>
            <MiniGraph graph={data} focus={focus} theme={theme} viewKey={`mini ${focus}`} />
          </Suspense>
        </div>
      )}
    </section>
  )
}
