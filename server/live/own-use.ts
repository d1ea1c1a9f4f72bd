import type { OwnUsePoint } from '#contract/mesh.ts'
import type { OwnUse } from '../mesh/mesh-input.ts'

const leastMs = 5000
const keptMs = 30 * 60_000
/** Often enough for a curve of half an hour, seldom enough to cost nothing. */
export const sampleEveryMs = 30_000

/** What the console's own process takes, measured between two questions some seconds apart. */
export class OwnUseMeter {
  #at = 0
  #cpuMicros = 0
  #cores: number | null = null
  #points: OwnUsePoint[] = []

  read(nowMs: number): OwnUse {
    const { user, system } = process.cpuUsage()
    const sinceMs = nowMs - this.#at
    if (this.#at === 0 || sinceMs >= leastMs) {
      if (this.#at !== 0) this.#cores = (user + system - this.#cpuMicros) / 1000 / sinceMs
      this.#at = nowMs
      this.#cpuMicros = user + system
      this.#keep(nowMs)
    }
    return { residentBytes: process.memoryUsage.rss(), cpuCores: this.#cores }
  }

  /** The last half hour, the oldest first, as far as this process runs as long. */
  get points(): readonly OwnUsePoint[] {
    return this.#points
  }

  #keep(at: number): void {
    const before = this.#points.at(-1)
    if (before !== undefined && at - before.at < sampleEveryMs / 2) return
    const point = { at, residentBytes: process.memoryUsage.rss(), cpuCores: this.#cores }
    this.#points = [...this.#points.filter((one) => at - one.at <= keptMs), point]
  }
}
