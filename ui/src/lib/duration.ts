import { formatDecimal } from './decimal.ts'

/** A latency: 4.26 → `4.3 ms`, 1234 → `1.23 s`. */
export function formatMs(ms: number): string {
  if (ms >= 1000) return `${formatDecimal(ms / 1000, ms < 9995 ? 2 : 1)} s`
  return `${formatDecimal(ms, ms < 10 ? 1 : 0)} ms`
}

const units = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
] as const

/** A length of time in its largest whole unit: 90 → `90 s`, 600 → `10 min`. */
export function formatSeconds(seconds: number): string {
  for (const [size, unit] of units) {
    if (seconds >= size && seconds % size === 0) return `${seconds / size} ${unit}`
  }
  return `${Math.round(seconds)} s`
}
