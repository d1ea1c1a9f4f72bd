/** The time before a line, and where the line itself begins. */
export interface Stamp {
  readonly at: number | null // epoch ms; null: there is none
  readonly nanos: number
  readonly textFrom: number
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Reads `2026-11-21T01:00:00.123456789Z …`, line after line of one log. */
export function createStampReader(): (line: string) => Stamp {
  let second = ''
  let secondMs = NaN

  const readFraction = (line: string, from: number): { nanos: number; end: number } => {
    let end = from
    let nanos = 0
    while (end - from < 9 && isDigit(line.charCodeAt(end))) {
      nanos = nanos * 10 + line.charCodeAt(end) - 48
      end += 1
    }
    return { nanos: nanos * 10 ** (9 - (end - from)), end }
  }

  return (line) => {
    const none: Stamp = { at: null, nanos: 0, textFrom: 0 }
    if (line.charAt(10) !== 'T' || line.charAt(4) !== '-') return none
    const head = line.slice(0, 19)
    // Lines of one second follow each other: it is read once.
    if (head !== second) {
      second = head
      secondMs = Date.parse(`${head}Z`)
    }
    if (Number.isNaN(secondMs)) return none
    const { nanos, end } = line.charAt(19) === '.' ? readFraction(line, 20) : { nanos: 0, end: 19 }
    const zone = readZone(line, end)
    if (zone === null) return none
    return {
      at: secondMs - zone.offsetMs + Math.floor(nanos / 1e6),
      nanos: nanos % 1e6,
      textFrom: zone.end,
    }
  }
}

function readZone(line: string, from: number): { offsetMs: number; end: number } | null {
  const isUtc = line.charAt(from) === 'Z'
  const [whole = '', sign, hours, minutes] = isUtc
    ? ['Z']
    : (/^([+-])(\d\d):(\d\d)/.exec(line.slice(from, from + 6)) ?? [])
  if (whole === '') return null
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  const end = from + whole.length
  // An empty line has nothing behind its time.
  if (end < line.length && line.charAt(end) !== ' ') return null
  return { offsetMs: sign === '-' ? -offset : offset, end: Math.min(line.length, end + 1) }
}
