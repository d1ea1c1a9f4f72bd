import { Alert, Skeleton } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { ReactNode } from 'react'
import type { ChartDirection } from '#contract/charts.ts'
import type { Graph, GraphNode } from '#contract/graph.ts'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { writeWindow } from '#contract/graph-ask.ts'
import type { Thing } from '#contract/thing.ts'
import { useThing } from '../../api/catalog-queries.ts'
import { useGraph } from '../../api/graph-queries.ts'
import { HealthBadge } from '../../components/HealthBadge.tsx'
import { KindBadge } from '../../components/KindBadge.tsx'
import { nodeKindLetters } from '../../components/kind-letters.ts'
import { nodeKindWord } from '../../lib/node-kinds.ts'
import { SubjectLink } from '../../components/SubjectLink.tsx'
import { subjectFolders } from '../../components/subject-address.ts'
import { subjectOfNode } from '../../components/subject-of-node.ts'
import { walkRows } from '../../components/walk-rows.ts'
import { t } from '../../i18n/t.ts'
import type { Subject, TabProps } from '../tab.ts'
import './metrics.css'
import { TimeBar } from './parts/TimeBar.tsx'
import { peersOf, type PeerRow } from './peers.ts'
import { writeChoice, writeTime, type TimeView } from './url.ts'
import { useTimeView } from './use-view.ts'

const nowWindow = '1m' // of the page that knows the thing already

/** Who calls it and what it calls, protocol by protocol: the numbers of the graph, over one time. */
export function TrafficTab({ subject }: TabProps): ReactNode {
  const { kind, namespace, name } = subject
  const thing = useThing({ kind: subjectFolders[kind], namespace, name }, nowWindow)
  const { view: time, change } = useTimeView()
  const node = thing.data?.row.node ?? null
  const asked = useGraph(thing.data === undefined ? null : askOf(thing.data, time))
  const trouble = asked.error ?? thing.error
  return (
    <div className="al-metrics">
      <div className="al-metrics-toolbar" role="toolbar" aria-label={t('Traffic')}>
        <TimeBar time={time} onChange={change} />
      </div>
      {trouble !== null && (
        <Alert variant="warning" isInline title={trouble.message} role="alert" />
      )}
      {node !== null && asked.data !== undefined ? (
        <Both subject={subject} node={node} graph={asked.data} time={time} />
      ) : (
        trouble === null && <Skeleton height="14rem" screenreaderText={t('Loading who calls it')} />
      )}
    </div>
  )
}

/**
 * Callers of a service are workloads: which service they answer for themselves does not matter. A
 * host outside lies in no namespace, and its callers may be in any.
 */
function askOf({ row, external }: Thing, time: TimeView): GraphAskInput {
  const { kind, namespace, node: focus } = row
  return {
    ...{ focus, open: 'all', window: writeWindow(time.windowSeconds) },
    ...(external === null ? { namespaces: namespace } : {}),
    ...(kind === 'service' ? { type: 'workload', serviceNodes: 'true' } : { type: kind }),
    ...(time.at === null ? {} : { at: time.at }),
  }
}

interface BothProps {
  readonly subject: Subject
  readonly node: string
  readonly graph: Graph
  readonly time: TimeView
}

function Both({ subject, node, graph, time }: BothProps): ReactNode {
  const inbound = peersOf(graph, node, 'inbound')
  const outbound = peersOf(graph, node, 'outbound')
  const notes = [...new Set(graph.warnings.map(({ message }) => message))]
  const isUnknown = inbound.length + outbound.length === 0 && graph.empty !== null
  return (
    <>
      {notes.map((message) => (
        <Alert key={message} variant="warning" isInline isPlain title={message} />
      ))}
      {isUnknown && <p className="al-quiet">{graph.empty?.message}</p>}
      <Peers
        {...{ subject, time }}
        direction="inbound"
        rows={inbound}
        title={t('Inbound traffic')}
        none={t('Nobody has called it in this time.')}
      />
      <Peers
        {...{ subject, time }}
        direction="outbound"
        rows={outbound}
        title={subject.kind === 'service' ? t('Workloads behind it') : t('Outbound traffic')}
        none={t('It has called nobody in this time.')}
      />
    </>
  )
}

interface PeersProps {
  readonly subject: Subject
  readonly direction: ChartDirection
  readonly rows: readonly PeerRow[]
  readonly time: TimeView
  readonly title: string
  readonly none: string
}

const words = {
  health: t('Health'),
  name: t('Name'),
  cluster: t('Cluster'),
  protocol: t('Protocol'),
  rate: t('Rate'),
  success: t('Success'),
  charts: t('Charts'),
} as const

function Peers({ subject, direction, rows, time, title, none }: PeersProps): ReactNode {
  // Of one cluster nobody needs to be told which.
  const hasClusters = new Set(rows.map(({ peer }) => peer.cluster)).size > 1
  const hasCharts = direction === 'inbound' || subject.kind !== 'service'
  return (
    <section className="al-chart" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <span className="al-quiet">{rows.length}</span>
      </header>
      {rows.length === 0 ? (
        <p className="al-quiet">{none}</p>
      ) : (
        <div className="al-scroll-x" role="region" aria-label={title} tabIndex={0}>
          <Table variant="compact" aria-label={title} onKeyDown={walkRows}>
            <Thead>
              <Tr>
                <Th>{words.health}</Th>
                <Th>{words.name}</Th>
                {hasClusters && <Th>{words.cluster}</Th>}
                <Th>{words.protocol}</Th>
                <Th className="al-num">{words.rate}</Th>
                <Th className="al-num">{words.success}</Th>
                {hasCharts && <Th>{words.charts}</Th>}
              </Tr>
            </Thead>
            <Tbody>
              {rows.map((row) => (
                <Tr key={row.id}>
                  <Td dataLabel={words.health} modifier="nowrap">
                    <HealthBadge status={row.status} />
                  </Td>
                  <Td dataLabel={words.name} modifier="breakWord">
                    <PeerName peer={row.peer} />
                  </Td>
                  {hasClusters && <Td dataLabel={words.cluster}>{row.peer.cluster ?? '–'}</Td>}
                  <Td dataLabel={words.protocol}>{row.protocol}</Td>
                  <Td dataLabel={words.rate} className="al-num">
                    {row.rate}
                  </Td>
                  <Td
                    dataLabel={words.success}
                    className={row.hasErrors ? 'al-num al-bad' : 'al-num'}
                  >
                    {row.success}
                  </Td>
                  {hasCharts && (
                    <Td dataLabel={words.charts} modifier="nowrap">
                      <ChartsLink {...{ subject, direction, row, time }} />
                    </Td>
                  )}
                </Tr>
              ))}
            </Tbody>
          </Table>
        </div>
      )}
    </section>
  )
}

function PeerName({ peer }: { readonly peer: GraphNode }): ReactNode {
  const subject = subjectOfNode(peer)
  const { kind, name, namespace } = peer
  return (
    <>
      <KindBadge letters={nodeKindLetters(kind)} kind={nodeKindWord(kind)} />{' '}
      {subject === null ? name : <SubjectLink subject={subject} />}{' '}
      <span className="al-quiet">{namespace}</span>
    </>
  )
}

type ChartsLinkProps = Pick<PeersProps, 'subject' | 'direction' | 'time'> & { row: PeerRow }

/** The charts of the subject with this peer's lines alone, over the same time. */
function ChartsLink({ subject, direction, row, time }: ChartsLinkProps): ReactNode {
  if (row.choice === null) return <span className="al-quiet">–</span>
  return (
    <SubjectLink
      subject={subject}
      tab={direction}
      parameters={{
        [`${direction}By`]: row.choice.grouping,
        [`${direction}Only`]: writeChoice(row.choice),
        ...Object.fromEntries(writeTime(time, new URLSearchParams())),
      }}
    >
      {t('Over time')}{' '}
      <span className="pf-v6-screen-reader">
        {t('with {{name}}', { name: row.peer.name })} {row.protocol}
      </span>
    </SubjectLink>
  )
}
