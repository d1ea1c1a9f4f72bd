const mostKept = 100
const longestLine = 4000

/** The last warnings and errors of the log, as the lines that were written. */
export interface RecentLog {
  /** Takes lines of JSON, as the logger writes them. */
  readonly write: (line: string) => void
  /** The newest last. */
  readonly lines: () => readonly Readonly<Record<string, unknown>>[]
}

export function createRecentLog(): RecentLog {
  const kept: string[] = []
  return {
    write: (line) => {
      kept.push(line.slice(0, longestLine))
      if (kept.length > mostKept) kept.shift()
    },
    lines: () => kept.map(readLine),
  }
}

/** A line that was cut is told as text. */
function readLine(line: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(line)
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed }
  } catch {
    // Told below.
  }
  return { text: line }
}
