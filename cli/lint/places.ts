import { isCollection, isPair, isScalar, LineCounter, parseDocument, type Node } from 'yaml'
import type { FieldPath } from '#contract/validations.ts'
import type { SourceDocument } from './parse.ts'

/** A stretch of a file; lines and columns count from 1, the end is behind the last character. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

export interface Places {
  /** The key and value at a path, or the nearest around it that is there. */
  readonly of: (path: FieldPath) => Place
}

/** Where the fields of a document stand. Slow: for documents that there is something to say of. */
export function openPlaces({ text, line: firstLine }: SourceDocument): Places {
  const counter = new LineCounter()
  const parsed = parseDocument(text, { lineCounter: counter, uniqueKeys: false, merge: true })
  const placeOf = (from: number, to: number): Place => {
    const start = counter.linePos(from)
    const end = counter.linePos(Math.max(from, to))
    return {
      line: start.line + firstLine - 1,
      column: start.col,
      endLine: end.line + firstLine - 1,
      endColumn: end.col,
    }
  }
  return {
    of: (path) => {
      const [from, to] = rangeOf(parsed.contents, path)
      return placeOf(from, trimmedEnd(text, from, to))
    },
  }
}

function rangeOf(root: unknown, path: FieldPath): readonly [from: number, to: number] {
  let node = root
  let range = startOf(root)
  for (const part of path) {
    if (!isCollection(node)) break
    const item: unknown = node.items.find((one, index) =>
      isPair(one) ? isScalar(one.key) && String(one.key.value) === String(part) : index === part,
    )
    if (item === undefined) break
    if (isPair(item)) {
      const from = startOf(item.key)[0]
      range = [from, endOf(item.value) ?? startOf(item.key)[1]]
      node = item.value
    } else {
      range = [startOf(item)[0], endOf(item) ?? startOf(item)[1]]
      node = item
    }
  }
  return range
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'range' in value

function startOf(node: unknown): readonly [number, number] {
  const range = isNode(node) ? node.range : null
  return range === null || range === undefined ? [0, 0] : [range[0], range[1]]
}

/** A mapping is told by its first line: the whole of it would underline half the file. */
function endOf(node: unknown): number | null {
  if (!isNode(node) || node.range === null || node.range === undefined) return null
  return isCollection(node) && node.flow !== true ? node.range[0] : node.range[1]
}

function trimmedEnd(text: string, from: number, to: number): number {
  let end = to
  while (end > from + 1 && /\s|:/.test(text[end - 1] ?? '')) end -= 1
  return end
}
