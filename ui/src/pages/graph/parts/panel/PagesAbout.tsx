import type { ReactNode } from 'react'
import type { GraphBox, GraphNode } from '#contract/graph.ts'
import { NamespaceLink } from '../../../../components/NamespaceLink.tsx'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import type { SubjectName } from '../../../../components/subject-address.ts'
import { subjectOfNode } from '../../../../components/subject-of-node.ts'
import { tabs } from '../../../../tabs/index.ts'
import { tracesTab } from '../../../../tabs/traces/tab.ts'

/**
 * Where more is told of a node: the page about it, and each of its tabs but traces, to which lead
 * ways of their own. Nothing for what has no page, such as a host outside.
 */
export function PagesAboutNode({ node, lead }: { node: GraphNode; lead?: string }): ReactNode {
  const subject = subjectOfNode(node)
  if (subject !== null)
    return <SubjectPages subject={subject} {...(lead === undefined ? {} : { lead })} />
  return node.kind === 'namespace' ? <NamespacePages name={node.namespace} /> : null
}

export function PagesAboutBox({ box }: { box: GraphBox }): ReactNode {
  const { kind, name, namespace } = box
  if (kind === 'namespace') return <NamespacePages name={namespace} />
  const isApp = kind === 'app' && namespace !== null
  return isApp ? <SubjectPages subject={{ kind, namespace, name }} /> : null
}

function SubjectPages({ subject, lead }: { subject: SubjectName; lead?: string }): ReactNode {
  const pages = tabs.filter(({ id, kinds }) => id !== tracesTab.id && kinds.includes(subject.kind))
  return (
    <nav className="al-section al-panel-ways" aria-label={`Pages about ${subject.name}`}>
      {lead !== undefined && <span className="al-quiet">{lead}</span>}
      <SubjectLink subject={subject}>Overview</SubjectLink>
      {pages.map(({ id, title }) => (
        <SubjectLink key={id} subject={subject} tab={id}>
          {title}
        </SubjectLink>
      ))}
    </nav>
  )
}

function NamespacePages({ name }: { name: string | null }): ReactNode {
  if (name === null) return null
  return (
    <nav className="al-section al-panel-ways" aria-label={`Pages about ${name}`}>
      <NamespaceLink name={name}>Overview</NamespaceLink>
    </nav>
  )
}
