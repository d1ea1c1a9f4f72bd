import { isCollection, isPair, isScalar, type Document, type LineCounter, type Node } from 'yaml'
import type { FieldPath } from '#contract/validations.ts'
import type { Place } from '#contract/writes.ts'

export type PlaceOf = (path: FieldPath) => Place

/** Where the fields of a text stand: the key and value, or the nearest around it that is there. */
export function openPlaces(document: Document, counter: LineCounter): PlaceOf {
  return (path) => placeBetween(counter, rangeOf(document.contents, path))
}

/** A stretch of the text by its offsets. */
export function placeBetween(counter: LineCounter, [from, to]: readonly [number, number]): Place {
  const start = counter.linePos(from)
  const end = counter.linePos(Math.max(from, to))
  return { line: start.line, column: start.col, endLine: end.line, endColumn: end.col }
}

type Range = readonly [from: number, to: number]

function rangeOf(root: unknown, path: FieldPath): Range {
  let node = root
  let range: Range = [startOf(root), headEnd(root)]
  for (const part of path) {
    if (!isCollection(node)) break
    const item: unknown = node.items.find((one, index) =>
      isPair(one) ? isScalar(one.key) && String(one.key.value) === String(part) : index === part,
    )
    if (item === undefined) break
    const value: unknown = isPair(item) ? item.value : item
    const from = startOf(isPair(item) ? item.key : item)
    range = [from, isPair(item) && isCollection(value) ? headEnd(item.key) : headEnd(value)]
    node = value
  }
  return [range[0], Math.max(range[0] + 1, range[1])]
}

const hasRange = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'range' in value

function startOf(node: unknown): number {
  return hasRange(node) ? (node.range?.[0] ?? 0) : 0
}

/** A mapping or list is told by its beginning: the whole of it would mark half the text. */
function headEnd(node: unknown): number {
  if (!hasRange(node) || node.range === null || node.range === undefined) return 0
  return isCollection(node) && node.flow !== true ? node.range[0] : node.range[1]
}

/** `spec.http[0].route`: a path as people and the API server write it. */
export function writePath(path: FieldPath): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number'
        ? `${text}[${part}]`
        : /^[\w-]+$/.test(part)
          ? `${text}${text === '' ? '' : '.'}${part}`
          : `${text}[${JSON.stringify(part)}]`,
    '',
  )
}

/** A path that the API server wrote: names, `[0]`, and keys in brackets. */
export function readPath(text: string): FieldPath {
  const parts = text.matchAll(/\[(\d+)\]|\["?([^\]"]+)"?\]|([^.[\]]+)/g)
  return [...parts].map(([, index, key, name]) =>
    index === undefined ? (key ?? name ?? '') : Number(index),
  )
}
