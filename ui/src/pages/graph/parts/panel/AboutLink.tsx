import type { ReactNode } from 'react'
import type { GraphNode } from '#contract/graph.ts'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import { subjectOfNode } from '../../../../components/subject-of-node.ts'

/** Leads to the page of what a node stands for; nothing for what has none. */
export function AboutLink({ node }: { node: GraphNode }): ReactNode {
  const subject = subjectOfNode(node)
  return subject === null ? null : <SubjectLink subject={subject}>All about it</SubjectLink>
}
