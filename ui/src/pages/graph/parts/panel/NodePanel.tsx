import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { GraphNode } from '#contract/graph.ts'
import { HealthReasons } from '../../../../components/HealthReasons.tsx'
import { PanelTabs } from '../../../../components/PanelTabs.tsx'
import { nodeKindLetters } from '../../../../components/kind-letters.ts'
import { RateTable } from '../../../../components/RateTable.tsx'
import { t } from '../../../../i18n/t.ts'
import { focusRefusal } from '../../focus-refusal.ts'
import { nodeName, placeOf } from '../../names.ts'
import { usePreference } from '../../use-preference.ts'
import { OverTime } from '../timeline/OverTime.tsx'
import { Acting } from './Acting.tsx'
import { Answers } from './Answers.tsx'
import { Evidence } from './Evidence.tsx'
import { FindingsPart } from './FindingsPart.tsx'
import { Members } from './Members.tsx'
import { Neighbours } from './Neighbours.tsx'
import { Facts, kindWords, Marks, noteOn } from './NodeParts.tsx'
import { PagesAboutNode } from './PagesAbout.tsx'
import { usePanel } from './panel-context.ts'
import { PanelHead } from './PanelHead.tsx'
import { Section } from './Section.tsx'
import { TracesOfNode } from './OwnTraces.tsx'
import { Why } from './Why.tsx'
import { WhyNot } from './WhyNot.tsx'

export function NodePanel({ node }: { node: GraphNode }): ReactNode {
  const note = noteOn(node)
  const { graph } = usePanel()
  return (
    <>
      <PanelHead
        kind={kindWords[node.kind]}
        letters={nodeKindLetters(node.kind)}
        title={nodeName(node)}
        place={placeOf(node)}
        health={node.health}
        actions={<NodeActions node={node} />}
      />
      <PagesAboutNode node={node} />
      <TracesOfNode node={node} graph={graph} />
      {note !== null && <p className="al-section">{note}</p>}
      <Section
        title={t('Health')}
        evidence={
          <Evidence of={t('Health')} layers={['requests', 'health']} subject={{ node: node.id }} />
        }
      >
        <HealthReasons health={node.health} />
      </Section>
      <FindingsPart
        touched={(of) => of.ofNode(node)}
        namespaces={node.namespace === null ? [] : [node.namespace]}
      />
      <Marks node={node} />
      <NodeTabs node={node} />
    </>
  )
}

const tabNames = ['traffic', 'config', 'traces'] as const
type TabName = (typeof tabNames)[number]

const readTab = (text: string | null): TabName =>
  tabNames.find((name) => name === text) ?? 'traffic'

/** The tab that was open is open on the next node too. */
function NodeTabs({ node }: { node: GraphNode }): ReactNode {
  const [first, setFirst] = usePreference('nodeTab', readTab)
  const subject = { node: node.id }
  const traffic = { name: 'traffic', title: t('Traffic'), body: <Traffic node={node} /> } as const
  const config = (
    <>
      <Acting subject={subject} />
      <Facts node={node} />
    </>
  )
  const hasMore = node.kind !== 'restricted' && node.kind !== 'operation'
  const tabs = hasMore
    ? ([
        traffic,
        { name: 'config', title: t('Configuration'), body: config },
        { name: 'traces', title: t('Why and traces'), body: <Why subject={subject} /> },
      ] as const)
    : [traffic]
  return (
    <PanelTabs<TabName> label={t('Of this node')} tabs={tabs} first={first} onOpen={setFirst} />
  )
}

function Traffic({ node }: { node: GraphNode }): ReactNode {
  const { graph } = usePanel()
  const { inbound, outbound, closed } = node
  return (
    <>
      <Section
        title={t('Traffic')}
        evidence={
          <Evidence of={t('Traffic')} layers={['requests', 'tcp']} subject={{ node: node.id }} />
        }
      >
        <RateTable
          caption={t('Traffic of {{name}}', { name: node.name })}
          rows={[
            { label: t('In'), traffic: inbound },
            { label: t('Out'), traffic: outbound },
            ...(closed === undefined ? [] : [{ label: t('Inside'), traffic: closed.internal }]),
          ]}
        />
      </Section>
      <OverTime subject={{ node: node.id }} />
      <Answers
        of={node.name}
        directions={{
          in: inbound,
          out: outbound,
          ...(closed === undefined ? {} : { inside: closed.internal }),
        }}
      />
      {closed !== undefined && <Members members={closed.members} />}
      <Neighbours of={node.id} graph={graph} />
      {node.kind !== 'restricted' && node.kind !== 'operation' && <WhyNot node={node} />}
    </>
  )
}

function NodeActions({ node }: { node: GraphNode }): ReactNode {
  const { view, change, toggleNamespace } = usePanel()
  if (node.kind === 'namespace')
    return (
      <Button variant="secondary" size="sm" onClick={() => toggleNamespace(node.id)}>
        {t('Open it')}
      </Button>
    )
  if (view.focus === node.id)
    return (
      <Button variant="secondary" size="sm" onClick={() => change({ focus: null, depth: 1 })}>
        {t('Whole graph')}
      </Button>
    )
  if (focusRefusal(node) !== null) return null
  return (
    <Button variant="secondary" size="sm" onClick={() => change({ focus: node.id, depth: 1 })}>
      {t('Only its neighbours')}
    </Button>
  )
}
