/** A line as it was read, before anything is made of it. */
export interface RawLine {
  readonly source: string // namespace/pod/container
  readonly at: number | null // epoch ms
  readonly nanos: number // beyond `at`
  readonly text: string
  readonly cutBytes: number
}

/** By time; lines without one stay where they are, behind what came before them. */
export function compareLines(a: RawLine, b: RawLine): number {
  if (a.at === null || b.at === null) return 0
  return a.at - b.at || a.nanos - b.nanos
}
