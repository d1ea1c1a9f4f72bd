import type { OwnUse } from '../mesh/mesh-input.ts'

const leastMs = 5000

/** What the console's own process takes, measured between two questions some seconds apart. */
export class OwnUseMeter {
  #at = 0
  #cpuMicros = 0
  #cores: number | null = null

  read(nowMs: number): OwnUse {
    const { user, system } = process.cpuUsage()
    const sinceMs = nowMs - this.#at
    if (this.#at === 0 || sinceMs >= leastMs) {
      if (this.#at !== 0) this.#cores = (user + system - this.#cpuMicros) / 1000 / sinceMs
      this.#at = nowMs
      this.#cpuMicros = user + system
    }
    return { residentBytes: process.memoryUsage.rss(), cpuCores: this.#cores }
  }
}
