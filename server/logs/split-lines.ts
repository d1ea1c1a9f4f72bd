/** Of a longer line only so many bytes are kept; how many are lacking is told. */
export const longestLineBytes = 128 * 1024

const lineFeed = 10
const carriageReturn = 13

export interface LineSplitter {
  readonly push: (chunk: Buffer) => void
  /** The last line, should it have no end. */
  readonly end: () => void
}

/**
 * Cuts bytes into lines, however they arrive. Bytes that are not UTF-8 become U+FFFD. Never holds
 * more than one line's share of memory, and calls `take` for each line that is complete.
 */
export function createLineSplitter(take: (text: string, cutBytes: number) => void): LineSplitter {
  let parts: Buffer[] = []
  let held = 0
  let cut = 0

  const keep = (piece: Buffer): void => {
    const room = longestLineBytes - held
    const kept = piece.length > room ? piece.subarray(0, room) : piece
    cut += piece.length - kept.length
    if (kept.length === 0) return
    // A copy: what is kept must not keep the whole chunk in memory.
    parts.push(Buffer.from(kept))
    held += kept.length
  }
  const finish = (): void => {
    const [only] = parts
    const whole = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)
    const text = textOf(whole, 0, whole.length)
    const lacking = cut
    parts = []
    held = 0
    cut = 0
    take(text, lacking)
  }

  return {
    push: (chunk) => {
      let at = 0
      for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, at)) {
        if (held > 0 || end - at > longestLineBytes) {
          keep(chunk.subarray(at, end))
          finish()
        } else take(textOf(chunk, at, end), 0)
        at = end + 1
      }
      if (at < chunk.length) keep(chunk.subarray(at))
    },
    end: () => {
      if (held > 0) finish()
    },
  }
}

function textOf(bytes: Buffer, from: number, to: number): string {
  const end = to > from && bytes[to - 1] === carriageReturn ? to - 1 : to
  return bytes.toString('utf8', from, end)
}
