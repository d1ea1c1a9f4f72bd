import type { ReactNode } from 'react'
import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'
import type { SubjectKindName } from '../../../../components/subject-address.ts'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import { t } from '../../../../i18n/t.ts'
import { proxyTab } from '../../../../tabs/proxy/tab.ts'

/** The way to the routes by which the caller's proxy sends these requests. */
export function RoutesOfEdge({ edge, graph }: { edge: GraphEdge; graph: Graph }): ReactNode {
  const caller = graph.nodes.find(({ id }) => id === edge.source)
  const called = graph.nodes.find(({ id }) => id === edge.target)
  const subject = caller === undefined ? null : ownProxyOf(caller)
  const host = called === undefined ? null : hostOf(called)
  if (subject === null || host === null) return null
  return (
    <p className="al-section al-panel-ways">
      <SubjectLink
        subject={subject}
        tab={proxyTab.id}
        parameters={{ 'proxy-part': 'routes', 'proxy-domains': host }}
      >
        {t('Routes in the caller’s proxy')}
      </SubjectLink>
    </p>
  )
}

interface WithProxy {
  readonly kind: SubjectKindName
  readonly namespace: string
  readonly name: string
}

function ownProxyOf({ kind, namespace, workload, app }: GraphNode): WithProxy | null {
  if (namespace === null) return null
  if (kind === 'workload' && workload !== null) return { kind, namespace, name: workload }
  return kind === 'app' && app !== null ? { kind, namespace, name: app } : null
}

/** Of the service, or of the app, which mostly has a service of its name. */
function hostOf({ namespace, service, app }: GraphNode): string | null {
  const name = service ?? app
  return name === null || namespace === null ? null : `${name}.${namespace}`
}
