import type { Draft } from './assemble.ts'

/**
 * Two machines never agree on the time. Where the server's half of a call lies outside of the
 * client's although it is shorter, it and what it did are moved into its middle, as if the way there
 * took as long as the way back. Jaeger has done so before it answers; others have not.
 */
export function straighten(
  roots: readonly Draft[],
  childrenOf: ReadonlyMap<Draft | null, readonly Draft[]>,
): void {
  const waiting = roots.map((draft) => ({ draft, movedNs: 0n }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { draft } = next
    if (draft.startNs > 0n) draft.startNs += next.movedNs
    const ownNs = differenceOf(draft)
    if (ownNs !== 0n) {
      draft.startNs += ownNs
      draft.warnings.push(`Its clock differs from its caller's: moved by ${sayMs(ownNs)} ms.`)
    }
    const movedNs = next.movedNs + ownNs
    for (const child of childrenOf.get(draft) ?? []) waiting.push({ draft: child, movedNs })
  }
}

function differenceOf({ parent, record, startNs }: Draft): bigint {
  if (parent === null || startNs === 0n || parent.startNs === 0n) return 0n
  if (parent.record.kind !== 'client' || record.kind !== 'server') return 0n
  const room = parent.record.durationNs - record.durationNs
  if (room < 0n) return 0n
  const toleranceNs = toleranceOf(parent.record.durationNs)
  const earliest = parent.startNs - toleranceNs
  const latest = parent.startNs + room + toleranceNs
  return startNs >= earliest && startNs <= latest ? 0n : parent.startNs + room / 2n - startNs
}

const leastToleranceNs = 1_000_000n

/** Proxies round, and measure from byte to byte: a millisecond or a twentieth is no other clock. */
function toleranceOf(durationNs: bigint): bigint {
  const twentieth = durationNs / 20n
  return twentieth > leastToleranceNs ? twentieth : leastToleranceNs
}

const sayMs = (ns: bigint): string => (Number(ns / 1000n) / 1000).toFixed(3)
