/** A sum that carries along what rounding lost (Neumaier's form of Kahan's method). */
export class Kahan {
  private total = 0
  private lost = 0

  add(value: number): void {
    const next = this.total + value
    if (!Number.isFinite(next)) this.lost = 0
    else if (Math.abs(this.total) >= Math.abs(value)) this.lost += this.total - next + value
    else this.lost += value - next + this.total
    this.total = next
  }

  get value(): number {
    return this.total + this.lost
  }

  static sum(values: readonly number[]): number {
    const kahan = new Kahan()
    for (const value of values) kahan.add(value)
    return kahan.value
  }
}

/** The φ-quantile between the two nearest ranks; infinite outside 0..1, NaN of nothing. */
export function quantileOf(ratio: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(ratio)) return NaN
  if (ratio < 0) return -Infinity
  if (ratio > 1) return Infinity
  const sorted = values.toSorted(ascending)
  const rank = ratio * (sorted.length - 1)
  const lower = Math.max(0, Math.floor(rank))
  const upper = Math.min(sorted.length - 1, lower + 1)
  const weight = rank - Math.floor(rank)
  return (sorted[lower] ?? NaN) * (1 - weight) + (sorted[upper] ?? NaN) * weight
}

/** NaN comes first. */
export function ascending(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1
  if (Number.isNaN(b)) return 1
  return a - b
}

export function nanLast(a: number, b: number): number {
  return Number.isNaN(a) || Number.isNaN(b) ? -ascending(a, b) : a - b
}

/** NaN comes last here too. */
export function descending(a: number, b: number): number {
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : 1
  if (Number.isNaN(b)) return -1
  return b - a
}
