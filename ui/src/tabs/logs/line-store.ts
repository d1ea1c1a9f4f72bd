import type { LogEvent, LogLine, LogSource } from '#contract/logs.ts'

/** A line with a number of its own, by which lists tell it from its like. */
export interface ShownLine extends LogLine {
  readonly id: number
}

export interface LogState {
  readonly lines: readonly ShownLine[] // oldest first
  readonly sources: readonly LogSource[]
  readonly leftOut: number // containers beyond what one stream reads
  readonly received: number // lines, ever
  readonly forgotten: number // lines that were here and had to make room
  readonly dropped: number // lines that the server could not send
  readonly droppedBySource: ReadonlyMap<string, number>
  readonly readPerSecond: number | null
  readonly shownPerSecond: number | null
  readonly isBehind: boolean
  readonly hasBegun: boolean
}

export const emptyState: LogState = {
  ...{ lines: [], sources: [], leftOut: 0, received: 0, forgotten: 0, dropped: 0 },
  ...{ droppedBySource: new Map(), readPerSecond: null, shownPerSecond: null },
  ...{ isBehind: false, hasBegun: false },
}

let lastId = 0

export function number(lines: readonly LogLine[]): ShownLine[] {
  return lines.map((line) => ({ ...line, id: (lastId += 1) }))
}

/** The state after an event; `most`: how many lines are kept. */
export function applyEvent(state: LogState, event: LogEvent, most: number): LogState {
  switch (event.event) {
    case 'sources':
      return { ...state, sources: event.sources, leftOut: event.leftOut, hasBegun: true }
    case 'heartbeat': {
      const { readPerSecond, shownPerSecond, isBehind } = event
      return { ...state, readPerSecond, shownPerSecond, isBehind }
    }
    case 'lines':
      return addLines(state, event, most)
  }
}

function addLines(
  state: LogState,
  event: Extract<LogEvent, { event: 'lines' }>,
  most: number,
): LogState {
  // The past is sent anew only to whoever has nothing: it takes the place of what was here.
  const before = event.isPast ? [] : state.lines
  const merged = mergeByTime(before, number(event.lines))
  const forgotten = Math.max(0, merged.length - most)
  const droppedBySource = new Map(state.droppedBySource)
  for (const { source, lines } of event.dropped)
    droppedBySource.set(source, (droppedBySource.get(source) ?? 0) + lines)
  return {
    ...state,
    lines: forgotten === 0 ? merged : merged.slice(forgotten),
    received: state.received + event.lines.length,
    forgotten: state.forgotten + forgotten,
    dropped: state.dropped + event.dropped.reduce((sum, { lines }) => sum + lines, 0),
    droppedBySource,
    hasBegun: true,
  }
}

const isAfter = (a: ShownLine, b: ShownLine): boolean =>
  a.at !== null && b.at !== null && (a.at > b.at || (a.at === b.at && a.nanos > b.nanos))

/** Both by time; those of a slow container find their place among what is here. */
export function mergeByTime(
  before: readonly ShownLine[],
  added: readonly ShownLine[],
): readonly ShownLine[] {
  const [first] = added
  if (first === undefined) return before
  let place = before.length
  for (let last = before.at(place - 1); last !== undefined && isAfter(last, first);) {
    place -= 1
    last = place === 0 ? undefined : before[place - 1]
  }
  const tail = before.slice(place)
  const merged = before.slice(0, place)
  let index = 0
  for (const line of added) {
    for (let next = tail[index]; next !== undefined && !isAfter(next, line); next = tail[index]) {
      merged.push(next)
      index += 1
    }
    merged.push(line)
  }
  for (; index < tail.length; index += 1) {
    const rest = tail[index]
    if (rest !== undefined) merged.push(rest)
  }
  return merged
}
