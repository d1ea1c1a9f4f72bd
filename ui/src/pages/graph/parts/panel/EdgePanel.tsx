import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { GraphEdge } from '#contract/graph.ts'
import type { ExplainSubject } from '../../../../api/queries.ts'
import { HealthReasons } from '../../../../components/HealthReasons.tsx'
import { MtlsLock } from '../../../../components/MtlsLock.tsx'
import { PanelTabs } from '../../../../components/PanelTabs.tsx'
import { t } from '../../../../i18n/t.ts'
import { nodeName } from '../../names.ts'
import { usePreference } from '../../use-preference.ts'
import { OverTime } from '../timeline/OverTime.tsx'
import { Acting } from './Acting.tsx'
import { Allowed } from './Allowed.tsx'
import {
  EdgeLayersPart,
  EdgeRequestsPart,
  EdgeResponses,
  EdgeTcpPart,
  responsesOf,
} from './EdgeTraffic.tsx'
import { Evidence } from './Evidence.tsx'
import { FindingsPart } from './FindingsPart.tsx'
import { usePanel } from './panel-context.ts'
import { PagesAboutCall } from './PagesAbout.tsx'
import { PanelHead } from './PanelHead.tsx'
import { Section } from './Section.tsx'
import { TracesOfEdge } from './OwnTraces.tsx'
import { RoutesOfEdge } from './RoutesOfEdge.tsx'
import { Why } from './Why.tsx'

export function EdgePanel({ edge }: { edge: GraphEdge }): ReactNode {
  const { graph } = usePanel()
  const subject = { source: edge.source, target: edge.target }
  return (
    <>
      <PanelHead
        kind={t('Edge')}
        title={
          <>
            <NodeLink id={edge.source} /> <span aria-label={t('calls')}>→</span>{' '}
            <NodeLink id={edge.target} />
          </>
        }
        place={
          edge.standsFor > 1
            ? t('The sum of {{count}} edges of closed boxes', { count: edge.standsFor })
            : ''
        }
        health={edge.health}
        actions={<WayBack edge={edge} />}
      />
      <PagesAboutEnds edge={edge} />
      {edge.silent === undefined && <TracesOfEdge edge={edge} graph={graph} />}
      {edge.silent === undefined && <RoutesOfEdge edge={edge} graph={graph} />}
      {edge.isIdle && <p className="al-section">{stillness(edge)}</p>}
      {edge.silent === undefined ? (
        <Measured edge={edge} subject={subject} />
      ) : (
        <Allowed silent={edge.silent} />
      )}
      <EdgeFindings edge={edge} />
      <Acting subject={subject} />
      {edge.silent === undefined && <Why subject={subject} />}
    </>
  )
}

/** To and from a waypoint is one line of the picture: from either the other can be reached. */
function WayBack({ edge }: { edge: GraphEdge }): ReactNode {
  const { graph, select } = usePanel()
  const { source, target } = edge
  const hasWaypoint = graph.nodes.some(
    ({ id, marks }) => (id === source || id === target) && marks.includes('waypoint'),
  )
  const back = graph.edges.find((one) => one.source === target && one.target === source)
  if (!hasWaypoint || back === undefined || back.id === edge.id) return null
  return (
    <Button variant="secondary" size="sm" onClick={() => select(back.id)}>
      {t('The way back')}
    </Button>
  )
}

function PagesAboutEnds({ edge }: { edge: GraphEdge }): ReactNode {
  const { graph } = usePanel()
  const [source, target] = [edge.source, edge.target].map((id) =>
    graph.nodes.find((node) => node.id === id),
  )
  if (source === undefined || target === undefined) return null
  return <PagesAboutCall ends={[source, target]} />
}

function stillness({ silent }: GraphEdge): string {
  if (silent === undefined) return t('Known, but no traffic in this window.')
  return t('The configuration allows this call by name, and nobody made it in this window.')
}

interface PartProps {
  readonly edge: GraphEdge
  readonly subject: ExplainSubject
}

function Measured({ edge, subject }: PartProps): ReactNode {
  return (
    <>
      <Section
        title={t('Health')}
        evidence={
          <Evidence of={t('Health')} layers={['requests', 'tcp', 'health']} subject={subject} />
        }
      >
        <HealthReasons health={edge.health} />
      </Section>
      <EdgeTabs edge={edge} subject={subject} />
      <Mutual edge={edge} subject={subject} />
      {edge.waypoints.length > 0 && <Passes edge={edge} />}
    </>
  )
}

/** Of what acts on calls into the target, whoever calls. */
function EdgeFindings({ edge }: { edge: GraphEdge }): ReactNode {
  const { graph } = usePanel()
  const target = graph.nodes.find(({ id }) => id === edge.target)
  if (target === undefined) return null
  return <FindingsPart touched={(of) => of.ofCallsTo(target)} />
}

const tabNames = ['traffic', 'flags', 'hosts'] as const
type TabName = (typeof tabNames)[number]

const readTab = (text: string | null): TabName =>
  tabNames.find((name) => name === text) ?? 'traffic'

/** The tab that was open is open on the next edge too. */
function EdgeTabs({ edge, subject }: PartProps): ReactNode {
  const [first, setFirst] = usePreference('edgeTab', readTab)
  const traffic = {
    name: 'traffic' as const,
    title: t('Traffic'),
    body: <Traffic edge={edge} subject={subject} />,
  }
  const others = [
    { name: 'flags', title: t('Codes and flags'), body: <EdgeResponses edge={edge} by="flag" /> },
    { name: 'hosts', title: t('Hosts'), body: <EdgeResponses edge={edge} by="host" /> },
  ] as const
  const tabs = responsesOf(edge).length === 0 ? [traffic] : [traffic, ...others]
  return <PanelTabs label={t('Of this edge')} tabs={tabs} first={first} onOpen={setFirst} />
}

/** Bytes of requests are counted by the waypoint's hops too; said, so that nobody adds them. */
function Passes({ edge }: { edge: GraphEdge }): ReactNode {
  const isBoth = edge.tcp !== null && (edge.http !== null || edge.grpc !== null)
  return (
    <Section title={t('Passes a waypoint')}>
      <p>{edge.waypoints.join(', ')}</p>
      <p className="al-quiet">
        {t(
          'It reads the requests and applies the HTTP rules. Its two hops are drawn as this one edge.',
        )}
        {isBoth && ` ${t('TCP above is what went beside those requests.')}`}
      </p>
    </Section>
  )
}

function Traffic({ edge, subject }: PartProps): ReactNode {
  const { http, grpc, tcp, otherProtocols } = edge
  return (
    <>
      {http !== null && (
        <EdgeRequestsPart title={t('HTTP requests')} traffic={http} subject={subject} />
      )}
      {grpc !== null && (
        <EdgeRequestsPart title={t('gRPC requests')} traffic={grpc} subject={subject} />
      )}
      {tcp !== null && <EdgeTcpPart traffic={tcp} subject={subject} />}
      {otherProtocols.length > 0 && (
        <Section title={t('Other protocols')}>
          <p>{t('Seen, without rates: {{protocols}}', { protocols: otherProtocols.join(', ') })}</p>
        </Section>
      )}
      <EdgeLayersPart edge={edge} subject={subject} />
      <OverTime subject={{ edge: edge.id }} />
    </>
  )
}

function Mutual({ edge, subject }: PartProps): ReactNode {
  const { graph } = usePanel()
  const { sourcePrincipals, destinationPrincipals } = edge.mtls
  const callee = graph.nodes.find(({ id }) => id === edge.target)
  const isBare = callee?.marks.includes('outOfMesh') === true
  return (
    <Section
      title={t('Mutual TLS')}
      evidence={<Evidence of={t('Mutual TLS')} layers={['requests', 'tcp']} subject={subject} />}
    >
      <MtlsLock mtls={edge.mtls} bare={isBare ? nodeName(callee) : null} />
      <dl className="al-principals">
        <dt>{t('Caller is')}</dt>
        <dd>
          <Principals names={sourcePrincipals} />
        </dd>
        <dt>{t('Answers as')}</dt>
        <dd>
          <Principals names={destinationPrincipals} />
        </dd>
      </dl>
    </Section>
  )
}

function Principals({ names }: { names: readonly string[] }): ReactNode {
  if (names.length === 0) return <span className="al-quiet">{t('unknown')}</span>
  return names.map((name) => (
    <code key={name} className="al-breakable">
      {name}
    </code>
  ))
}

/** The name of a node that selects it. */
export function NodeLink({ id }: { id: string }): ReactNode {
  const { graph, select } = usePanel()
  const node = graph.nodes.find((one) => one.id === id)
  return (
    <Button variant="link" isInline onClick={() => select(id)}>
      {node === undefined ? id : nodeName(node)}
    </Button>
  )
}
