import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { GraphNode, NodeKind } from '#contract/graph.ts'
import { HealthReasons } from '../../../../components/HealthReasons.tsx'
import { markWords } from '../../../../components/mark-words.ts'
import { RateTable } from '../../../../components/RateTable.tsx'
import { nodeName, placeOf } from '../../names.ts'
import { Evidence } from './Evidence.tsx'
import { Members } from './Members.tsx'
import { Neighbours } from './Neighbours.tsx'
import { usePanel } from './panel-context.ts'
import { PanelHead } from './PanelHead.tsx'
import { Section } from './Section.tsx'
import { Why } from './Why.tsx'

const kindWords = {
  workload: 'Workload',
  app: 'App',
  service: 'Service',
  operation: 'Operation',
  external: 'Outside the mesh',
  unknown: 'Unknown caller',
  restricted: 'Restricted',
  namespace: 'Closed namespace',
} as const satisfies Record<NodeKind, string>

const kindNotes: Partial<Record<NodeKind, string>> = {
  unknown: 'No proxy told who calls: the caller is outside the mesh, or its proxy does not report.',
  restricted: 'Traffic with namespaces that you may not see, added up so that totals are right.',
}

export function NodePanel({ node }: { node: GraphNode }): ReactNode {
  const { graph } = usePanel()
  const subject = { node: node.id }
  const note = kindNotes[node.kind]
  return (
    <>
      <PanelHead
        kind={kindWords[node.kind]}
        title={nodeName(node)}
        place={placeOf(node)}
        health={node.health}
        actions={<NodeActions node={node} />}
      />
      {note !== undefined && <p className="al-section">{note}</p>}
      <Section
        title="Health"
        evidence={<Evidence of="Health" layers={['requests', 'health']} subject={subject} />}
      >
        <HealthReasons health={node.health} />
      </Section>
      <Section
        title="Traffic"
        evidence={<Evidence of="Traffic" layers={['requests', 'tcp']} subject={subject} />}
      >
        <RateTable
          caption={`Traffic of ${node.name}`}
          rows={[
            { label: 'In', traffic: node.inbound },
            { label: 'Out', traffic: node.outbound },
            ...(node.closed === undefined
              ? []
              : [{ label: 'Inside', traffic: node.closed.internal }]),
          ]}
        />
      </Section>
      {node.closed !== undefined && <Members members={node.closed.members} />}
      <Neighbours title="Called by" edges={graph.edges.filter((edge) => edge.target === node.id)} />
      <Neighbours title="Calls" edges={graph.edges.filter((edge) => edge.source === node.id)} />
      <Facts node={node} />
      {node.kind !== 'namespace' && node.kind !== 'restricted' && <Why subject={subject} />}
    </>
  )
}

function NodeActions({ node }: { node: GraphNode }): ReactNode {
  const { view, change, toggleNamespace } = usePanel()
  if (node.kind === 'namespace')
    return (
      <Button variant="secondary" size="sm" onClick={() => toggleNamespace(node.id)}>
        Open it
      </Button>
    )
  if (view.focus === node.id)
    return (
      <Button variant="secondary" size="sm" onClick={() => change({ focus: null, depth: 1 })}>
        Whole graph
      </Button>
    )
  return (
    <Button variant="secondary" size="sm" onClick={() => change({ focus: node.id, depth: 1 })}>
      Only its neighbours
    </Button>
  )
}

function Facts({ node }: { node: GraphNode }): ReactNode {
  const { marks, hosts, app, version, workload, service } = node
  const names = [
    ['App', app],
    ['Version', version],
    ['Workload', workload],
    ['Service', service],
  ] as const
  const known = names.filter(([, name]) => name !== null)
  if (marks.length + hosts.length + known.length === 0) return null
  return (
    <Section title="What is known of it">
      {known.length > 0 && (
        <dl className="al-facts">
          {known.map(([word, name]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{name}</dd>
            </div>
          ))}
        </dl>
      )}
      <ul className="al-marks">
        {marks.map((mark) => (
          <li key={mark}>{markWords[mark]}</li>
        ))}
        {hosts.map((host) => (
          <li key={host} className="al-breakable">
            Host <code>{host}</code>
          </li>
        ))}
      </ul>
    </Section>
  )
}
