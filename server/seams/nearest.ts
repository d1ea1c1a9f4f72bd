import { lettersMissing } from '#contract/graph-language/nearest.ts'

/** How many letters have to be put in, left out or replaced to make one word of the other. */
export function editDistance(one: string, other: string): number {
  return distanceWithin(one, other, Infinity)
}

/** The same up to a limit, and Infinity beyond it: most pairs are told apart by their first letters. */
function distanceWithin(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit || lettersMissing(one, other) > limit)
    return Infinity
  let above = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (const [row, letter] of Array.from(one).entries()) {
    const line = [row + 1]
    let least = row + 1
    for (let column = 1; column <= other.length; column += 1) {
      const kept = (above[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1)
      const steps = Math.min(kept, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1)
      line.push(steps)
      least = Math.min(least, steps)
    }
    if (least > limit) return Infinity
    above = line
  }
  return above.at(-1) ?? 0
}

/**
 * The one candidate that somebody who wrote `word` is likely to have meant; null when none or
 * several. What differs in digits alone is another thing, not a misspelling: `v1` is not `v2`.
 */
export function nearestTo(word: string, candidates: Iterable<string>): string | null {
  const allowed = Math.max(1, Math.floor(word.length / 3))
  const near = [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: distanceWithin(word, candidate, allowed) }))
    .filter(({ distance }) => distance > 0 && distance <= allowed)
    .filter(({ candidate }) => withoutDigits(candidate) !== withoutDigits(word))
    .sort((one, other) => one.distance - other.distance)
  const [first, second] = near
  if (first === undefined || first.distance === second?.distance) return null
  return first.candidate
}

const withoutDigits = (word: string): string => word.replaceAll(/\d/g, '')
