import { isCollection, isPair, isScalar, LineCounter, parseDocument, stringify } from 'yaml'
import type { FieldPath } from '#contract/validations.ts'
import type { KubeObject } from '../seams/kube-object.ts'

/** Lines of a text, from 1, the last included. */
export interface Lines {
  readonly line: number
  readonly endLine: number
}

/** An object as people read it, and where its fields stand. */
export interface YamlText {
  readonly text: string
  /** Of the field, or of the nearest around it that is there; of a part with parts, its beginning. */
  readonly linesOf: (path: FieldPath) => Lines
}

/** Written in the order of the object's own fields; nothing is folded or shortened. */
export function writeYaml(object: KubeObject): YamlText {
  const text = stringify(object, { lineWidth: 0, aliasDuplicateObjects: false })
  const counter = new LineCounter()
  const { contents } = parseDocument(text, { lineCounter: counter })
  const lineAt = (offset: number): number => counter.linePos(offset).line
  return {
    text,
    linesOf: (path) => {
      const [from, to] = rangeOf(contents, path)
      return { line: lineAt(from), endLine: lineAt(Math.max(from, to - 1)) }
    },
  }
}

type Range = readonly [from: number, to: number]

function rangeOf(root: unknown, path: FieldPath): Range {
  let node = root
  let range: Range = [0, 0]
  for (const part of path) {
    if (!isCollection(node)) return range
    const item: unknown = node.items.find((one, index) =>
      isPair(one) ? isScalar(one.key) && String(one.key.value) === String(part) : index === part,
    )
    if (item === undefined) return range
    const value: unknown = isPair(item) ? item.value : item
    const from = startOf(isPair(item) ? item.key : item) ?? range[0]
    range = [from, endOf(value) ?? from]
    node = value
  }
  return range
}

function startOf(node: unknown): number | null {
  return isScalar(node) || isCollection(node) ? (node.range?.[0] ?? null) : null
}

/** A mapping or list is told by its first line: the whole of it would mark half the text. */
function endOf(node: unknown): number | null {
  return isScalar(node) ? (node.range?.[1] ?? null) : null
}
