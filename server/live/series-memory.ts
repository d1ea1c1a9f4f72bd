/** What shrinks below this share of the budget fits it again. */
const fitsAgain = 0.9

/**
 * Remembers of each window whether the mesh has more series than the budget. A window that was not
 * asked for yet is judged by its neighbours: a longer one never has fewer series. Close to the
 * budget the verdict stays, so that a mesh that grows and shrinks does not change its questions
 * with each round.
 */
export class SeriesMemory {
  readonly #budget: number
  readonly #isTooWide = new Map<number, boolean>() // by seconds of the window

  constructor(budget: number) {
    this.#budget = budget
  }

  note(windowSeconds: number, series: number): void {
    const before = this.#isTooWide.get(windowSeconds) ?? false
    const limit = before ? this.#budget * fitsAgain : this.#budget
    this.#isTooWide.set(windowSeconds, series > limit)
  }

  isTooWide(windowSeconds: number): boolean {
    const own = this.#isTooWide.get(windowSeconds)
    if (own !== undefined) return own
    for (const [seconds, isWide] of this.#isTooWide) {
      if (isWide && seconds < windowSeconds) return true
    }
    return false
  }
}
