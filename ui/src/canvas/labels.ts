import type { GraphEdge, GraphNode } from '#contract/graph.ts'
import type { HealthStatus } from '#contract/health.ts'
import type { NodeTraffic } from '#contract/traffic.ts'
import type { EdgeLabelChoice, EdgeLabelKind } from './canvas-props.ts'

export interface LabelPart {
  readonly text: string
  readonly tone: 'plain' | 'bad'
}

export const healthWords = {
  failure: 'Failure',
  degraded: 'Degraded',
  notReady: 'Not ready',
  healthy: 'Healthy',
  none: 'No health information',
} as const satisfies Record<HealthStatus, string>

/** Three figures that count: 0.004 → `<0.01`, 1234.5 → `1.23k`. */
export function formatAmount(amount: number): string {
  if (amount === 0) return '0'
  if (amount < 0.01) return '<0.01'
  if (amount < 1) return amount.toFixed(2)
  const steps = ['', 'k', 'M', 'G', 'T']
  let scaled = amount
  let step = 0
  while (scaled >= 999.5 && step < steps.length - 1) {
    scaled /= 1000
    step += 1
  }
  const digits = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0
  const text = scaled.toFixed(digits)
  return (digits === 0 ? text : text.replace(/\.?0+$/, '')) + (steps[step] ?? '')
}

export function formatBytesRate(bytesPerSecond: number): string {
  const text = formatAmount(bytesPerSecond)
  return /[kMGT]$/.test(text) ? `${text.slice(0, -1)} ${text.slice(-1)}B/s` : `${text} B/s`
}

export function formatMs(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(ms < 9995 ? 2 : 1)} s`
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`
}

/** A share as percent; never rounded down to none or up to all. */
export function formatShare(ratio: number): string {
  const percent = ratio * 100
  if (percent > 0 && percent < 0.1) return '<0.1%'
  if (percent < 100 && percent > 99.9) return '>99.9%'
  const digits = percent < 10 && percent !== Math.round(percent) ? 1 : 0
  return `${percent.toFixed(digits)}%`
}

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
    rps === null ? null : `${formatAmount(rps)} rps`,
    errors === null || errors === 0 ? null : `${formatShare(errors)} errors`,
    bytes === null ? null : formatBytesRate(bytes),
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'none' : parts.join(', ')
}

/** A closed namespace's second line. */
export function describeClosed(node: GraphNode): string {
  const workloads = node.closed?.members.workloads ?? 0
  return `${workloads} ${workloads === 1 ? 'workload' : 'workloads'}`
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
  if (edge.http !== null) parts.push(plain(`${formatAmount(edge.http.requestsPerSecond)} rps`))
  if (messages !== null) parts.push(plain(`${formatAmount(messages)} msg/s`))
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
