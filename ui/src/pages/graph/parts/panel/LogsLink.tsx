import type { ReactNode } from 'react'
import type { GraphNode } from '#contract/graph.ts'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'

/** Leads to the logs of what a node stands for; nothing for what writes none that we could read. */
export function LogsLink({ node }: { node: GraphNode }): ReactNode {
  const { kind, namespace } = node
  if (namespace === null) return null
  const names = { workload: node.workload, app: node.app, service: node.service }
  if (kind !== 'workload' && kind !== 'app' && kind !== 'service') return null
  const name = names[kind]
  if (name === null) return null
  return (
    <SubjectLink subject={{ kind, namespace, name }} tab="logs">
      Logs
    </SubjectLink>
  )
}
