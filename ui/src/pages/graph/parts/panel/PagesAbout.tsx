import type { ReactNode } from 'react'
import type { GraphBox, GraphNode } from '#contract/graph.ts'
import { NamespaceLink } from '../../../../components/NamespaceLink.tsx'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import type { SubjectName } from '../../../../components/subject-address.ts'
import { subjectOfNode } from '../../../../components/subject-of-node.ts'
import type { Stretch } from '../../../../components/time-parameters.ts'
import { t } from '../../../../i18n/t.ts'
import { tabs } from '../../../../tabs/index.ts'
import { inboundTab, outboundTab, runtimeTab } from '../../../../tabs/metrics/tabs.ts'
import { tracesTab } from '../../../../tabs/traces/tab.ts'
import { nodeName } from '../../names.ts'
import { usePanel } from './panel-context.ts'

/**
 * Where more is told of a node: the page about it, and each of its tabs but traces, to which lead
 * ways of their own. Nothing for what has no page, such as a host outside.
 */
export function PagesAboutNode({ node }: { node: GraphNode }): ReactNode {
  const subject = subjectOfNode(node)
  if (subject !== null) return <SubjectPages subject={subject} className="al-section" />
  return node.kind === 'namespace' ? <NamespacePages name={node.namespace} /> : null
}

export function PagesAboutBox({ box }: { box: GraphBox }): ReactNode {
  const { kind, name, namespace } = box
  if (kind === 'namespace') return <NamespacePages name={namespace} />
  const isApp = kind === 'app' && namespace !== null
  if (!isApp) return null
  return <SubjectPages subject={{ kind, namespace, name }} className="al-section" />
}

/** The called end first: why it answered as it did stands in its log. Metrics are of this way. */
export function PagesAboutCall({ ends }: { ends: readonly [GraphNode, GraphNode] }): ReactNode {
  const [source, target] = ends
  const rows = [
    { node: target, hidden: [outboundTab.id, runtimeTab.id] },
    ...(source.id === target.id ? [] : [{ node: source, hidden: [inboundTab.id, runtimeTab.id] }]),
  ]
  const known = rows.flatMap(({ node, hidden }) => {
    const subject = subjectOfNode(node)
    return subject === null ? [] : [{ subject, hidden, lead: nodeName(node) }]
  })
  if (known.length === 0) return null
  return (
    <div className="al-section al-panel-ends">
      {known.map((row) => (
        <SubjectPages key={row.lead} {...row} />
      ))}
    </div>
  )
}

const metricsIds = [inboundTab.id, outboundTab.id] // of a call only one of them is offered

interface SubjectPagesProps {
  readonly subject: SubjectName
  readonly hidden?: readonly string[] // ids of tabs
  readonly lead?: string
  readonly className?: string
}

function SubjectPages({
  subject,
  hidden = [],
  lead,
  className = '',
}: SubjectPagesProps): ReactNode {
  const pages = tabs.filter(
    ({ id, kinds }) => id !== tracesTab.id && !hidden.includes(id) && kinds.includes(subject.kind),
  )
  const isOfCall = lead !== undefined
  const stretch = useStretch()
  return (
    <nav
      className={`al-panel-ways ${className}`}
      aria-label={t('Pages about {{name}}', { name: subject.name })}
    >
      {isOfCall && <span className="al-quiet">{lead}</span>}
      <SubjectLink subject={subject}>{t('Overview')}</SubjectLink>
      {pages.map(({ id, title, timeParameters }) => (
        <SubjectLink
          key={id}
          subject={subject}
          tab={id}
          parameters={timeParameters?.(stretch) ?? {}}
        >
          {isOfCall && metricsIds.includes(id) ? t('Metrics') : title}
        </SubjectLink>
      ))}
    </nav>
  )
}

/** The time of the picture: whoever looks at the past reads on about the past. */
function useStretch(): Stretch {
  const { graph, view } = usePanel()
  const isPast = view.at !== null || view.replay !== null
  return { windowSeconds: graph.windowSeconds, at: isPast ? graph.at : null }
}

function NamespacePages({ name }: { name: string | null }): ReactNode {
  if (name === null) return null
  return (
    <nav className="al-section al-panel-ways" aria-label={t('Pages about {{name}}', { name })}>
      <NamespaceLink name={name}>{t('Overview')}</NamespaceLink>
    </nav>
  )
}
