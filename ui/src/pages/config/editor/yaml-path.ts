/** Where in the object a place of the text is, as `spec`, `http`, `[]`: by indentation alone. */
export type YamlPath = readonly string[]

interface Entry {
  readonly column: number
  readonly name: string // of a key; `[]`: the mark of an element
}

/**
 * The path of whatever would stand in a line at a column. It looks at what is above by its
 * indentation, so that a text that is half written has a path, too. Flow style has none of its own.
 */
export function pathAt(lines: readonly string[], line: number, column: number): YamlPath {
  const path: string[] = []
  // An element's mark may stand right below its key; a key stands right of its parent.
  let [keysBefore, marksBefore] = [column, column]
  for (let at = line; at >= 0 && (keysBefore > 0 || marksBefore > 0); at -= 1) {
    for (const { column: own, name } of entriesOf(lines[at] ?? '').toReversed()) {
      if (name === '[]' ? own >= marksBefore : own >= keysBefore) continue
      path.unshift(name)
      keysBefore = name === '[]' ? own + 1 : own
      marksBefore = own
    }
  }
  return path
}

/** The key of a line with its columns; null when the line has none. */
export function keyOf(
  line: string,
): { readonly name: string; readonly from: number; readonly to: number } | null {
  const key = entriesOf(line).findLast(({ name }) => name !== '[]')
  if (key === undefined) return null
  const to = line.indexOf(':', key.column)
  return { name: key.name, from: key.column, to }
}

function entriesOf(line: string): readonly Entry[] {
  const entries: Entry[] = []
  let column = /^ */.exec(line)?.[0].length ?? 0
  for (;;) {
    const mark = /^-(?: +|$)/.exec(line.slice(column))
    if (mark === null) break
    entries.push({ column, name: '[]' })
    column += mark[0].length
  }
  const key = /^(?:"([^"]+)"|'([^']+)'|([\w./-]+)):(?:\s|$)/.exec(line.slice(column))
  const name = key?.[1] ?? key?.[2] ?? key?.[3]
  if (name !== undefined) entries.push({ column, name })
  return entries
}
