import type { GraphEdge, GraphNode } from '#contract/graph.ts'
import type { HealthStatus } from '#contract/health.ts'
import type { NodeTraffic } from '#contract/traffic.ts'
import { t } from '../i18n/t.ts'
import { formatBytesRate } from '../lib/bytes.ts'
import { formatMs } from '../lib/duration.ts'
import { formatAmount, formatMessages, formatRps } from '../lib/rate.ts'
import { formatShare } from '../lib/ratio.ts'
import type { EdgeLabelChoice, EdgeLabelKind } from './canvas-props.ts'

export interface LabelPart {
  readonly text: string
  readonly tone: 'plain' | 'bad'
}

export const healthWords = {
  failure: t('Failure'),
  degraded: t('Degraded'),
  notReady: t('Not ready'),
  healthy: t('Healthy'),
  none: t('No health information'),
} as const satisfies Record<HealthStatus, string>

/** Requests per second of HTTP and gRPC together; null without either. */
export function requestsPerSecondOf(traffic: Pick<NodeTraffic, 'http' | 'grpc'>): number | null {
  if (traffic.http === null && traffic.grpc === null) return null
  return (traffic.http?.requestsPerSecond ?? 0) + (traffic.grpc?.requestsPerSecond ?? 0)
}

/** Of HTTP and gRPC together, weighted by requests; null without requests. */
export function errorRatioOf(traffic: Pick<NodeTraffic, 'http' | 'grpc'>): number | null {
  const all = requestsPerSecondOf(traffic)
  if (all === null || all === 0) return null
  let failed = 0
  for (const rates of [traffic.http, traffic.grpc]) {
    failed += (rates?.errorRatio ?? 0) * (rates?.requestsPerSecond ?? 0)
  }
  return failed / all
}

/** Both ways together; null without TCP or when neither is known. */
export function bytesPerSecondOf(traffic: Pick<NodeTraffic, 'tcp'>): number | null {
  const { sentBytesPerSecond = null, receivedBytesPerSecond = null } = traffic.tcp ?? {}
  if (sentBytesPerSecond === null && receivedBytesPerSecond === null) return null
  return (sentBytesPerSecond ?? 0) + (receivedBytesPerSecond ?? 0)
}

export function describeTraffic(traffic: NodeTraffic): string {
  const rps = requestsPerSecondOf(traffic)
  const bytes = bytesPerSecondOf(traffic)
  const errors = errorRatioOf(traffic)
  const parts = [
    rps === null ? null : formatRps(rps),
    errors === null || errors === 0 ? null : sayErrors(errors),
    bytes === null ? null : formatBytesRate(bytes),
  ].filter((part) => part !== null)
  return parts.length === 0 ? t('none') : parts.join(', ')
}

/** `3% errors`. */
export function sayErrors(ratio: number): string {
  return t('{{share}} errors', { share: formatShare(ratio) })
}

/** A closed namespace's second line. */
export function describeClosed(node: GraphNode): string {
  return t('{{count}} workloads', { count: node.closed?.members.workloads ?? 0 })
}

const partsByKind = {
  rate: rateParts,
  responseTime: ({ responseTime }) =>
    responseTime === undefined || responseTime.valueMs === null
      ? []
      : [plain((responseTime.isAtMost ? '≤ ' : '') + formatMs(responseTime.valueMs))],
  throughput: ({ throughput }) =>
    throughput === undefined || throughput.bytesPerSecond === null
      ? []
      : [plain(formatBytesRate(throughput.bytesPerSecond))],
  distribution: shareParts,
} as const satisfies Record<EdgeLabelKind, (edge: GraphEdge) => LabelPart[]>

/** What stands on an edge: always its errors when it has any, the rest as chosen. */
export function edgeLabel(edge: GraphEdge, choice: EdgeLabelChoice): LabelPart[] {
  const parts = choice.flatMap((kind) => partsByKind[kind](edge))
  const errors = errorRatioOf(edge)
  if (errors !== null && errors > 0) parts.push({ text: formatShare(errors), tone: 'bad' })
  return parts
}

function plain(text: string): LabelPart {
  return { text, tone: 'plain' }
}

function rateParts(edge: GraphEdge): LabelPart[] {
  const parts: LabelPart[] = []
  const messages = messagesPerSecond(edge)
  if (edge.http !== null) parts.push(plain(formatRps(edge.http.requestsPerSecond)))
  if (messages !== null) parts.push(plain(formatMessages(messages)))
  else if (edge.grpc !== null) {
    parts.push(plain(`${formatAmount(edge.grpc.requestsPerSecond)} ${edge.http ? 'grpc' : 'rps'}`))
  }
  const bytes = bytesPerSecondOf(edge)
  if (bytes !== null) parts.push(plain(formatBytesRate(bytes)))
  return parts
}

function messagesPerSecond({ grpcMessages }: GraphEdge): number | null {
  if (grpcMessages === undefined || grpcMessages === null) return null
  const { sentPerSecond, receivedPerSecond } = grpcMessages
  if (sentPerSecond === null && receivedPerSecond === null) return null
  return (sentPerSecond ?? 0) + (receivedPerSecond ?? 0)
}

/** Shares of the source's traffic say something only where it is split. */
function shareParts(edge: GraphEdge): LabelPart[] {
  return [edge.http, edge.grpc, edge.tcp].flatMap((protocol) => {
    const share = protocol?.outboundShare ?? null
    return share === null || share >= 0.9995 ? [] : [plain(formatShare(share))]
  })
}
