import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { GraphEdge } from '#contract/graph.ts'
import type { EdgeRequests, EdgeTcp } from '#contract/traffic.ts'
import type { ExplainSubject } from '../../../../api/queries.ts'
import { ClassBar } from '../../../../components/ClassBar.tsx'
import { t } from '../../../../i18n/t.ts'
import { formatBytesRate } from '../../../../lib/bytes.ts'
import { formatMs } from '../../../../lib/duration.ts'
import { formatMessages, formatRps } from '../../../../lib/rate.ts'
import { formatShare } from '../../../../lib/ratio.ts'
import { Evidence } from './Evidence.tsx'
import { Figures } from './Figures.tsx'
import { usePanel } from './panel-context.ts'
import { FlagTable, HostTable, type ResponseTableProps } from './ResponseTable.tsx'
import { Section } from './Section.tsx'

interface PartProps<Traffic> {
  readonly traffic: Traffic
  readonly subject: ExplainSubject
}

/** HTTP or gRPC over an edge. */
export function EdgeRequestsPart(
  props: PartProps<EdgeRequests> & { readonly title: string },
): ReactNode {
  const { traffic, subject, title } = props
  const { requestsPerSecond, errorRatio, outboundShare, reporter } = traffic
  return (
    <Section
      title={title}
      evidence={<Evidence of={title} layers={['requests']} reporter={reporter} subject={subject} />}
    >
      <Figures
        figures={[
          { word: t('rate'), text: formatRps(requestsPerSecond) },
          {
            word: t('errors'),
            text: errorRatio === null ? '–' : formatShare(errorRatio),
            isBad: errorRatio !== null && errorRatio > 0,
          },
          ...(outboundShare === null
            ? []
            : [{ word: t('of the caller’s'), text: formatShare(outboundShare) }]),
        ]}
      />
      <ClassBar rates={traffic} />
    </Section>
  )
}

export function EdgeTcpPart({ traffic, subject }: PartProps<EdgeTcp>): ReactNode {
  const { sentBytesPerSecond, receivedBytesPerSecond, reporter } = traffic
  const bytes = (rate: number | null): string =>
    rate === null ? t('unknown') : formatBytesRate(rate)
  return (
    <Section
      title="TCP"
      evidence={<Evidence of="TCP" layers={['tcp']} reporter={reporter} subject={subject} />}
    >
      <Figures
        figures={[
          { word: t('client sends'), text: bytes(sentBytesPerSecond) },
          { word: t('client receives'), text: bytes(receivedBytesPerSecond) },
        ]}
      />
    </Section>
  )
}

/** What answered with which code and flag, or for which host, a table for each protocol. */
export function EdgeResponses({ edge, by }: { edge: GraphEdge; by: 'flag' | 'host' }): ReactNode {
  const Table = by === 'flag' ? FlagTable : HostTable
  const tables = responsesOf(edge)
  return tables.map((table) => (
    <Section key={table.label} title={table.label}>
      <Table {...table} />
    </Section>
  ))
}

/** The responses of an edge by protocol; those without any are left out. */
export function responsesOf({ http, grpc, tcp }: GraphEdge): readonly ResponseTableProps[] {
  return [
    { label: t('HTTP requests'), responses: http?.responses ?? [], format: formatRps },
    { label: t('gRPC requests'), responses: grpc?.responses ?? [], format: formatRps },
    { label: 'TCP', responses: tcp?.responses ?? [], format: formatBytesRate },
  ].filter(({ responses }) => responses.length > 0)
}

/** Layers that are there only when they were asked for. What is absent says so and can be had. */
export function EdgeLayersPart({
  edge,
  subject,
}: {
  edge: GraphEdge
  subject: ExplainSubject
}): ReactNode {
  const { responseTime, throughput, grpcMessages } = edge
  const hasRequests = edge.http !== null || edge.grpc !== null
  return (
    <>
      {grpcMessages !== undefined && grpcMessages !== null && (
        <Section
          title={t('gRPC messages')}
          evidence={
            <Evidence
              of={t('gRPC messages')}
              layers={['grpcMessages']}
              reporter={grpcMessages.reporter}
              subject={subject}
            />
          }
        >
          <Figures
            figures={[
              { word: t('sent'), text: messages(grpcMessages.sentPerSecond) },
              { word: t('received'), text: messages(grpcMessages.receivedPerSecond) },
            ]}
          />
        </Section>
      )}
      {hasRequests && (
        <Section
          title={t('Response time')}
          evidence={
            responseTime && (
              <Evidence of={t('Response time')} layers={['responseTime']} subject={subject} />
            )
          }
        >
          {responseTime === undefined ? (
            <NotAsked layer="responseTime" />
          ) : (
            <ResponseTimeText responseTime={responseTime} />
          )}
        </Section>
      )}
      {edge.http !== null && (
        <Section
          title={t('Throughput')}
          evidence={
            throughput && (
              <Evidence of={t('Throughput')} layers={['throughput']} subject={subject} />
            )
          }
        >
          {throughput === undefined ? (
            <NotAsked layer="throughput" />
          ) : (
            <Figures
              figures={[
                {
                  word: throughput.direction === 'request' ? t('in requests') : t('in responses'),
                  text:
                    throughput.bytesPerSecond === null
                      ? t('unknown')
                      : formatBytesRate(throughput.bytesPerSecond),
                },
              ]}
            />
          )}
        </Section>
      )}
    </>
  )
}

const messages = (rate: number | null): string =>
  rate === null ? t('unknown') : formatMessages(rate)

const statisticWords = {
  avg: t('average'),
  p50: t('median'),
  p95: t('95th percentile'),
  p99: t('99th percentile'),
} as const

function ResponseTimeText(props: {
  responseTime: NonNullable<GraphEdge['responseTime']>
}): ReactNode {
  const { statistic, valueMs, isAtMost, reason } = props.responseTime
  if (valueMs === null)
    return <p className="al-quiet">{reason ?? t('The mesh reports no response times here.')}</p>
  const text = `${isAtMost ? '≤ ' : ''}${formatMs(valueMs)}`
  return <Figures figures={[{ word: statisticWords[statistic], text }]} />
}

function NotAsked({ layer }: { layer: 'responseTime' | 'throughput' }): ReactNode {
  const { view, change } = usePanel()
  return (
    <p className="al-quiet">
      {t('Not asked for.')}{' '}
      <Button
        variant="link"
        size="sm"
        isInline
        onClick={() => change({ labels: [...view.labels, layer] })}
      >
        {t('Ask, and write it on the edges')}
      </Button>
    </p>
  )
}
