/**
 * Those of `known` that `word` may be a slip of, nearest first: at most one slip in short words, two
 * in longer ones; a swap of neighbours is one slip.
 */
export function nearest(word: string, known: readonly string[]): readonly string[] {
  const small = word.toLowerCase()
  const most = small.length < 3 ? 0 : small.length < 6 ? 1 : 2
  return known
    .filter((one) => Math.abs(one.length - small.length) <= most)
    .map((one) => ({ one, other: one.toLowerCase() }))
    .filter(({ other }) => lettersMissing(small, other) <= most)
    .map(({ one, other }) => ({ one, slips: slipsBetween(small, other) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips)
    .map(({ one }) => one)
    .slice(0, 3)
}

/** Each letter that the other word has nowhere is a slip: that alone tells most words apart. */
export function lettersMissing(word: string, other: string): number {
  let missing = 0
  for (const letter of word) if (!other.includes(letter)) missing += 1
  return missing
}

/** Optimal string alignment distance. */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1]
      let slips = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      )
      const isSwap = row > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (isSwap) slips = Math.min(slips, (beforeLast[column - 2] ?? 0) + 1)
      next.push(slips)
    }
    beforeLast = last
    last = next
  }
  return last[b.length] ?? 0
}
