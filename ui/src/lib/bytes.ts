import { formatAmount } from './rate.ts'

/** 1234 → `1.23 kB/s`. */
export function formatBytesRate(bytesPerSecond: number): string {
  const text = formatAmount(bytesPerSecond)
  return /[kMGT]$/.test(text) ? `${text.slice(0, -1)} ${text.slice(-1)}B/s` : `${text} B/s`
}

/** 1234 → `1.23 kB`. */
export function formatBytes(bytes: number): string {
  return formatBytesRate(bytes).replace(/\/s$/, '')
}
