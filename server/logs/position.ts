import type { RawLine } from './raw-line.ts'

/** How far a log has been read: to its last line, the `count`-th of that instant. */
export interface Position {
  readonly at: number
  readonly nanos: number
  readonly count: number
}

/** Where reading stands after one line more. Lines without a time move nothing. */
export function advance(position: Position | null, { at, nanos }: RawLine): Position | null {
  if (at === null) return position
  if (position?.at === at && position.nanos === nanos)
    return { ...position, count: position.count + 1 }
  const isLater =
    position === null || at > position.at || (at === position.at && nanos > position.nanos)
  return isLater ? { at, nanos, count: 1 } : position
}

/**
 * Lets through what lies behind a position, of a log that is read again from some time before it:
 * API servers can be asked for whole seconds only.
 */
export function createSkipper(from: Position | null): (line: RawLine) => boolean {
  let seen = 0
  return ({ at, nanos }) => {
    if (from === null || at === null) return true
    if (at !== from.at) return at > from.at
    if (nanos !== from.nanos) return nanos > from.nanos
    seen += 1
    return seen > from.count
  }
}

/** Positions by source, as the id of an event: whoever comes back with it misses nothing. */
export function writePositions(positions: ReadonlyMap<string, Position>): string {
  const parts = [...positions].map(([source, { at, nanos, count }]) =>
    [hashOf(source), at, nanos, Number.isFinite(count) ? count : 0]
      .map((number) => number.toString(36))
      .join('.'),
  )
  return `1~${parts.join('~')}`
}

/** Null for whatever is no such id. */
export function readPositions(id: string): ((source: string) => Position | null) | null {
  const [version, ...parts] = id.split('~')
  if (version !== '1' || parts.length > 2000) return null
  const byHash = new Map<number, Position>()
  for (const part of parts) {
    const [hash, at, nanos, count] = part.split('.').map((text) => parseInt(text, 36))
    if (hash === undefined || at === undefined || nanos === undefined || count === undefined)
      continue
    if (![hash, at, nanos, count].every(Number.isSafeInteger)) continue
    byHash.set(hash, { at, nanos, count: count === 0 ? Infinity : count })
  }
  return (source) => byHash.get(hashOf(source)) ?? null
}

/** FNV-1a over 48 bits: of some hundred sources no two are ever alike. */
function hashOf(text: string): number {
  let [high, low] = [0x811c, 0x9dc5_0b71]
  for (let index = 0; index < text.length; index += 1) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x0100_0193) >>> 0
    high = Math.imul(high ^ text.charCodeAt(index), 0x9e37) & 0xffff
  }
  return high * 2 ** 32 + low
}
