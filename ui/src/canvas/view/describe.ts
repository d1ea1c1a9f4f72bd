import type { GraphBox, GraphEdge, Mark } from '#contract/graph.ts'
import { formatBytesRate } from '../../lib/bytes.ts'
import { formatMs } from '../../lib/duration.ts'
import { formatAmount } from '../../lib/rate.ts'
import { formatShare } from '../../lib/ratio.ts'
import type { DrawnGraph, DrawnNode } from '../elements.ts'
import { bytesPerSecondOf, describeTraffic, healthWords } from '../labels.ts'

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
  root: 'traffic source',
  idle: 'idle',
  outside: 'outside the selection',
  dead: 'no workload behind it',
  outOfMesh: 'out of mesh',
  ambient: 'ambient',
  waypoint: 'waypoint',
  gateway: 'gateway',
  egress: 'outside the registry',
  serviceEntry: 'service entry',
  workloadEntry: 'workload entry',
  routing: 'request routing',
  trafficShifting: 'traffic shifting',
  tcpTrafficShifting: 'TCP traffic shifting',
  faultInjection: 'fault injection',
  mirroring: 'mirroring',
  timeout: 'timeout',
  circuitBreaker: 'circuit breaker',
}

function describeNode({ node, kind }: DrawnNode): Description {
  const place = [node.namespace, node.cluster].filter((part) => part !== null).join(' · ')
  const marks = node.marks.flatMap((mark) => markWords[mark] ?? [])
  const version = node.version === null ? '' : ` ${node.version}`
  const lines = [
    `${kind}${version}${place === '' ? '' : ` in ${place}`}`,
    healthWords[node.health.status],
    `In: ${describeTraffic(node.inbound)}`,
    `Out: ${describeTraffic(node.outbound)}`,
  ]
  if (node.closed !== undefined) {
    const { workloads, services } = node.closed.members
    lines.splice(1, 0, `${workloads} workloads, ${services} services; double click opens it`)
    lines.push(`Inside: ${describeTraffic(node.closed.internal)}`)
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
      `${box.kind}: ${workloads} workloads, ${services} services`,
      healthWords[box.health.status],
      `In: ${describeTraffic(box.inbound)}`,
      `Out: ${describeTraffic(box.outbound)}`,
      `Inside: ${describeTraffic(box.internal)}`,
    ],
  }
}

function edgeLines(edge: GraphEdge): string[] {
  const { share } = edge.mtls
  return [
    ...rateLines(edge),
    stateLine(edge),
    ...timeLines(edge),
    share === null ? 'mTLS: not known' : `mTLS: ${formatShare(share)}`,
    ...(edge.waypoints.length > 0 ? [`Through waypoint ${edge.waypoints.join(', ')}`] : []),
    ...(edge.standsFor > 1 ? [`Sum of ${edge.standsFor} edges`] : []),
  ]
}

function stateLine({ silent, isIdle, health }: GraphEdge): string {
  if (silent !== undefined) return 'Allowed, and nobody calls'
  return isIdle ? 'No traffic in the window' : healthWords[health.status]
}

function rateLines(edge: GraphEdge): string[] {
  const lines: string[] = []
  for (const [name, rates] of [['HTTP', edge.http] as const, ['gRPC', edge.grpc] as const]) {
    if (rates === null) continue
    const errors = rates.errorRatio ? `, ${formatShare(rates.errorRatio)} errors` : ''
    lines.push(`${name}: ${formatAmount(rates.requestsPerSecond)} requests per second${errors}`)
  }
  const bytes = bytesPerSecondOf(edge)
  if (bytes !== null) lines.push(`TCP: ${formatBytesRate(bytes)}, as the client sees it`)
  if (edge.otherProtocols.length > 0) lines.push(`${edge.otherProtocols.join(', ')}: no rates`)
  return lines
}

function timeLines({ responseTime: time }: GraphEdge): string[] {
  if (time === undefined) return []
  if (time.valueMs === null) return time.reason === null ? [] : [time.reason]
  const sign = time.isAtMost ? '≤ ' : ''
  return [`Response time ${time.statistic}: ${sign}${formatMs(time.valueMs)}`]
}
