import { formatDecimal } from '../../lib/decimal.ts'

/** How many colours tell services apart before they come again. */
const hueCount = 10

/** The same service has the same colour in every trace: by its name, not by its place. */
export function hueOf(service: string): string {
  let hash = 0
  for (const letter of service) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) | 0
  return `var(--al-hue-${Math.abs(hash) % hueCount})`
}

/** `1.2 ms`, `340 µs`, `2.05 s`. */
export function formatNs(ns: number): string {
  if (ns < 1e6) return `${Math.round(ns / 1e3)} µs`
  if (ns < 1e9) return `${formatDecimal(ns / 1e6, ns < 1e7 ? 2 : 1)} ms`
  return `${formatDecimal(ns / 1e9, 2)} s`
}
