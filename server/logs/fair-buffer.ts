import type { RawLine } from './raw-line.ts'

export interface BufferLimits {
  readonly lines: number
  readonly bytes: number
}

interface Queue {
  lines: RawLine[]
  bytes: number
}

/**
 * Holds lines until somebody can take them. When more come than fit, the oldest of those sources go
 * that have most, so that one that writes a flood does not drown a quiet one; what goes is counted.
 */
export class FairBuffer {
  readonly #limits: BufferLimits
  #queues = new Map<string, Queue>()
  #lines = 0
  #bytes = 0
  #dropped = new Map<string, number>()

  constructor(limits: BufferLimits) {
    this.#limits = limits
  }

  get isEmpty(): boolean {
    return this.#lines === 0 && this.#dropped.size === 0
  }

  add(line: RawLine): void {
    const queue = this.#queues.get(line.source) ?? { lines: [], bytes: 0 }
    this.#queues.set(line.source, queue)
    const bytes = sizeOf(line)
    queue.lines.push(line)
    queue.bytes += bytes
    this.#lines += 1
    this.#bytes += bytes
    const { lines, bytes: most } = this.#limits
    // Seldom, and then down to the limit: so each line costs the same, however many come.
    if (this.#lines > lines * 1.5 || this.#bytes > most * 1.5) this.#trim()
  }

  /** All that is held, in no order across sources, and what had to go since the last time. */
  take(): { readonly lines: RawLine[]; readonly dropped: ReadonlyMap<string, number> } {
    this.#trim()
    const lines = [...this.#queues.values()].flatMap((queue) => queue.lines)
    const dropped = this.#dropped
    this.#queues = new Map()
    this.#lines = 0
    this.#bytes = 0
    this.#dropped = new Map()
    return { lines, dropped }
  }

  #trim(): void {
    const { lines, bytes } = this.#limits
    const queues = [...this.#queues.entries()]
    const most = levelFor(
      queues.map(([, queue]) => queue.lines.length),
      lines,
    )
    const largest = levelFor(
      queues.map(([, queue]) => queue.bytes),
      bytes,
    )
    for (const [source, queue] of queues)
      this.#shorten(source, queue, { lines: most, bytes: largest })
  }

  #shorten(source: string, queue: Queue, level: BufferLimits): void {
    let gone = Math.max(0, queue.lines.length - level.lines)
    let bytes = sum(queue.lines.slice(0, gone).map(sizeOf))
    while (queue.bytes - bytes > level.bytes && gone < queue.lines.length) {
      const line = queue.lines[gone]
      bytes += line === undefined ? 0 : sizeOf(line)
      gone += 1
    }
    if (gone === 0) return
    queue.lines = queue.lines.slice(gone)
    queue.bytes -= bytes
    this.#lines -= gone
    this.#bytes -= bytes
    this.#dropped.set(source, (this.#dropped.get(source) ?? 0) + gone)
  }
}

/** The level to which all are cut so that together they fit: those below it stay whole. */
function levelFor(sizes: readonly number[], room: number): number {
  let left = room
  const sorted = [...sizes].sort((a, b) => a - b)
  for (const [index, size] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - index))
    if (size > share) return share
    left -= size
  }
  return Infinity
}

const sizeOf = ({ text }: RawLine): number => text.length + 120
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
