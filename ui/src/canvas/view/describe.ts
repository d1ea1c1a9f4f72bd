import type { GraphBox, GraphEdge, Mark } from '#contract/graph.ts'
import { t } from '../../i18n/t.ts'
import { formatBytesRate } from '../../lib/bytes.ts'
import { formatMs } from '../../lib/duration.ts'
import { nodeKindWord } from '../../lib/node-kinds.ts'
import { formatAmount } from '../../lib/rate.ts'
import { formatShare } from '../../lib/ratio.ts'
import type { DrawnGraph, DrawnNode } from '../elements.ts'
import { bytesPerSecondOf, describeTraffic, healthWords, sayErrors } from '../labels.ts'

export interface Description {
  readonly title: string
  readonly lines: readonly string[]
}

/** What the pointer, or a screen reader, is told of an element. Null when it is not drawn. */
export function describe(id: string, drawn: DrawnGraph): Description | null {
  const node = drawn.nodesById.get(id)
  if (node !== undefined) return withFindings(describeNode(node), node.findings)
  const box = drawn.boxesById.get(id)
  if (box !== undefined) return withFindings(describeBox(box.source), box.findings)
  const edge = drawn.edgesById.get(id)
  if (edge === undefined) return null
  const source = drawn.nodesById.get(edge.source)?.node.name ?? edge.source
  const target = drawn.nodesById.get(edge.target)?.node.name ?? edge.target
  const title = `${source} → ${target}`
  return withFindings({ title, lines: edgeLines(edge.edge) }, edge.findings)
}

function withFindings({ title, lines }: Description, findings: string | null): Description {
  return findings === null ? { title, lines } : { title, lines: [...lines, findings] }
}

const markWords: Partial<Record<Mark, string>> = {
  root: t('traffic source'),
  idle: t('idle'),
  outside: t('outside the selection'),
  dead: t('no workload behind it'),
  outOfMesh: t('out of mesh'),
  ambient: t('ambient'),
  waypoint: t('waypoint'),
  gateway: t('gateway'),
  egress: t('outside the registry'),
  serviceEntry: t('service entry'),
  workloadEntry: t('workload entry'),
  routing: t('request routing'),
  trafficShifting: t('traffic shifting'),
  tcpTrafficShifting: t('TCP traffic shifting'),
  faultInjection: t('fault injection'),
  mirroring: t('mirroring'),
  timeout: t('timeout'),
  circuitBreaker: t('circuit breaker'),
}

const boxWords = {
  cluster: t('cluster'),
  namespace: t('namespace'),
  app: t('app'),
} as const satisfies Record<GraphBox['kind'], string>

function describeNode({ node, kind }: DrawnNode): Description {
  const place = [node.namespace, node.cluster].filter((part) => part !== null).join(' · ')
  const marks = node.marks.flatMap((mark) => markWords[mark] ?? [])
  const word = node.version === null ? nodeKindWord(kind) : `${nodeKindWord(kind)} ${node.version}`
  const lines = [
    place === '' ? word : t('{{kind}} in {{place}}', { kind: word, place }),
    healthWords[node.health.status],
    t('In: {{traffic}}', { traffic: describeTraffic(node.inbound) }),
    t('Out: {{traffic}}', { traffic: describeTraffic(node.outbound) }),
  ]
  if (node.closed !== undefined) {
    const { workloads, services } = node.closed.members
    const members = t('{{workloads}} workloads, {{services}} services; double click opens it', {
      workloads,
      services,
    })
    lines.splice(1, 0, members)
    lines.push(t('Inside: {{traffic}}', { traffic: describeTraffic(node.closed.internal) }))
  }
  if (marks.length > 0) lines.push(marks.join(', '))
  if (node.hosts.length > 0) lines.push(node.hosts.slice(0, 3).join(', '))
  return { title: node.name, lines }
}

function describeBox(box: GraphBox): Description {
  const { workloads, services } = box.members
  return {
    title: box.name,
    lines: [
      t('{{kind}}: {{workloads}} workloads, {{services}} services', {
        kind: boxWords[box.kind],
        workloads,
        services,
      }),
      healthWords[box.health.status],
      t('In: {{traffic}}', { traffic: describeTraffic(box.inbound) }),
      t('Out: {{traffic}}', { traffic: describeTraffic(box.outbound) }),
      t('Inside: {{traffic}}', { traffic: describeTraffic(box.internal) }),
    ],
  }
}

function edgeLines(edge: GraphEdge): string[] {
  const { share } = edge.mtls
  return [
    ...rateLines(edge),
    stateLine(edge),
    ...timeLines(edge),
    share === null ? t('mTLS: not known') : `mTLS: ${formatShare(share)}`,
    ...(edge.waypoints.length > 0
      ? [t('Through waypoint {{names}}', { names: edge.waypoints.join(', ') })]
      : []),
    ...(edge.standsFor > 1 ? [t('Sum of {{count}} edges', { count: edge.standsFor })] : []),
  ]
}

function stateLine({ silent, isIdle, health }: GraphEdge): string {
  if (silent !== undefined) return t('Allowed, and nobody calls')
  return isIdle ? t('No traffic in the window') : healthWords[health.status]
}

function rateLines(edge: GraphEdge): string[] {
  const lines: string[] = []
  for (const [name, rates] of [['HTTP', edge.http] as const, ['gRPC', edge.grpc] as const]) {
    if (rates === null) continue
    const rate = t('{{protocol}}: {{amount}} requests per second', {
      protocol: name,
      amount: formatAmount(rates.requestsPerSecond),
    })
    lines.push(rates.errorRatio ? `${rate}, ${sayErrors(rates.errorRatio)}` : rate)
  }
  const bytes = bytesPerSecondOf(edge)
  if (bytes !== null)
    lines.push(t('TCP: {{rate}}, as the client sees it', { rate: formatBytesRate(bytes) }))
  if (edge.otherProtocols.length > 0)
    lines.push(t('{{protocols}}: no rates', { protocols: edge.otherProtocols.join(', ') }))
  return lines
}

function timeLines({ responseTime: time }: GraphEdge): string[] {
  if (time === undefined) return []
  if (time.valueMs === null) return time.reason === null ? [] : [time.reason]
  const value = (time.isAtMost ? '≤ ' : '') + formatMs(time.valueMs)
  return [t('Response time {{statistic}}: {{value}}', { statistic: time.statistic, value })]
}
