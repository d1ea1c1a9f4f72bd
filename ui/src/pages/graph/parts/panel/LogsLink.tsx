import type { ReactNode } from 'react'
import type { GraphNode } from '#contract/graph.ts'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import { subjectOfNode } from '../../../../components/subject-of-node.ts'

/** Leads to the logs of what a node stands for; nothing for what writes none that we could read. */
export function LogsLink({ node }: { node: GraphNode }): ReactNode {
  const subject = subjectOfNode(node)
  if (subject === null) return null
  return (
    <SubjectLink subject={subject} tab="logs">
      Logs
    </SubjectLink>
  )
}
