import type { Draft } from './draft.ts'

/**
 * Two machines never agree on the time. Where the server's half of a call lies outside of the
 * client's although it is shorter, it and what it did are moved into its middle, as if the way there
 * took as long as the way back. Jaeger has done so before it answers; others have not.
 */
export function straighten(roots: readonly Draft[]): void {
  const waiting = [...roots]
  for (let draft = waiting.pop(); draft !== undefined; draft = waiting.pop()) {
    draft.startNs += draft.movedNs // what says no start stays before everything
    const ownNs = differenceOf(draft)
    if (ownNs !== 0) {
      draft.startNs += ownNs
      const warning = `Its clock differs from its caller's: moved by ${sayMs(ownNs)} ms.`
      draft.warnings = [...draft.warnings, warning]
    }
    const movedNs = draft.movedNs + ownNs
    for (const child of draft.children ?? []) {
      child.movedNs = movedNs
      waiting.push(child)
    }
  }
}

function differenceOf({ parent, record, startNs, durationNs, isTimed }: Draft): number {
  if (parent === null || !isTimed || !parent.isTimed) return 0
  if (parent.record.kind !== 'client' || record.kind !== 'server') return 0
  const room = parent.durationNs - durationNs
  if (room < 0) return 0
  const toleranceNs = Math.max(leastToleranceNs, parent.durationNs / 20)
  const earliest = parent.startNs - toleranceNs
  const latest = parent.startNs + room + toleranceNs
  if (startNs >= earliest && startNs <= latest) return 0
  return parent.startNs + Math.floor(room / 2) - startNs
}

/** Proxies round, and measure from byte to byte: a millisecond or a twentieth is no other clock. */
const leastToleranceNs = 1_000_000

const sayMs = (ns: number): string => (Math.trunc(ns / 1000) / 1000).toFixed(3)
