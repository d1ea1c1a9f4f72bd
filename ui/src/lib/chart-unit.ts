import type { ChartUnit } from '#contract/charts.ts'
import { formatBytesRate } from './bytes.ts'
import { formatMs, formatSeconds } from './duration.ts'
import { formatAmount, formatMessages, formatRps } from './rate.ts'
import { formatShare } from './ratio.ts'

const formats = {
  requestsPerSecond: formatRps,
  messagesPerSecond: formatMessages,
  connectionsPerSecond: (value) => `${formatAmount(value)} conn/s`,
  perSecond: (value) => `${formatAmount(value)}/s`,
  bytes: (value) => formatBytesRate(value).replace(/\/s$/, ''),
  bytesPerSecond: formatBytesRate,
  ms: (value) => (value === 0 ? '0 ms' : formatMs(value)),
  seconds: (value) =>
    value === 0 ? '0 s' : value < 60 ? formatMs(value * 1000) : formatSeconds(value),
  ratio: formatShare,
  count: formatAmount,
} as const satisfies Record<ChartUnit, (value: number) => string>

/** A number of a chart with its unit; `–` where there is none. */
export function formatInUnit(value: number | null, unit: ChartUnit): string {
  if (value === null) return '–'
  return value < 0 ? `−${formats[unit](-value)}` : formats[unit](value)
}
