import { compareLines, type RawLine } from './raw-line.ts'

const mostBytes = 48 * 1024 * 1024

/**
 * Keeps the newest, or the oldest, lines of many logs that are read at the same time, in bounded
 * memory however many come.
 */
export class LineCollector {
  readonly #limit: number
  readonly #keep: 'newest' | 'oldest'
  #lines: RawLine[] = []
  #bytes = 0
  #hasMore = false

  constructor(limit: number, keep: 'newest' | 'oldest') {
    this.#limit = limit
    this.#keep = keep
  }

  /** Whether lines had to be left out. */
  get hasMore(): boolean {
    return this.#hasMore
  }

  add(line: RawLine): void {
    this.#lines.push(line)
    this.#bytes += line.text.length
    if (this.#lines.length >= this.#limit * 2 + 500 || this.#bytes > mostBytes * 2) this.#trim()
  }

  /** In the order of time. */
  lines(): readonly RawLine[] {
    this.#trim()
    return this.#lines
  }

  #trim(): void {
    // Sorting is stable: lines of one log and one instant stay as they were written.
    this.#lines.sort(compareLines)
    let count = Math.min(this.#limit, this.#lines.length)
    const isNewest = this.#keep === 'newest'
    let bytes = 0
    for (let kept = 0; kept < count; kept += 1) {
      const index = isNewest ? this.#lines.length - 1 - kept : kept
      bytes += this.#lines[index]?.text.length ?? 0
      if (bytes > mostBytes) count = kept
    }
    if (count < this.#lines.length) {
      this.#hasMore = true
      this.#lines = isNewest
        ? this.#lines.slice(this.#lines.length - count)
        : this.#lines.slice(0, count)
    }
    this.#bytes = this.#lines.reduce((sum, { text }) => sum + text.length, 0)
  }
}
