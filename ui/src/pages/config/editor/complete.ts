import type { SchemaField } from '#contract/writes.ts'
import { nameOf, type SchemaIndex } from './schema-index.ts'
import { pathAt } from './yaml-path.ts'

export interface Suggestion {
  readonly label: string
  readonly insert: string
  readonly type: string // object, list, string …
  readonly words: string | null
  readonly isRequired: boolean
}

export interface Suggestions {
  readonly from: number // column where what is typed begins
  readonly all: readonly Suggestion[]
}

export interface TextPlace {
  readonly line: number // from 0
  readonly column: number // from 0
}

/** What may stand at a place of the text: names of fields, or values of the field of the line. */
export function suggestAt(
  lines: readonly string[],
  { line, column }: TextPlace,
  schema: SchemaIndex,
): Suggestions | null {
  const before = (lines[line] ?? '').slice(0, column)
  if (/(^|\s)#/.test(before)) return null
  const value = /^([ -]*)([\w./-]+):\s+["']?([\w.-]*)$/.exec(before)
  if (value !== null) return suggestValues(lines, { line, before, typed: value }, schema)
  const key = /^([ -]*?)([\w-]*)$/.exec(before)
  if (key === null) return null
  const [, indent = '', typed = ''] = key
  if (typed.startsWith('-')) return null
  const path = pathAt([...lines.slice(0, line), indent], line, indent.length)
  const present = new Set(siblingsOf(lines, line, indent.length))
  const all = schema
    .childrenOf(path)
    .filter((field) => !present.has(nameOf(field)))
    .map((field) => suggestionOf(field, indent.replace(/^ */, '').length))
  return all.length === 0 ? null : { from: indent.length, all }
}

interface ValuePlace {
  readonly line: number
  readonly before: string
  readonly typed: RegExpExecArray
}

function suggestValues(
  lines: readonly string[],
  { line, before, typed }: ValuePlace,
  schema: SchemaIndex,
): Suggestions | null {
  const [, indent = '', name = '', part = ''] = typed
  const path = pathAt([...lines.slice(0, line), indent], line, indent.length)
  const field = schema.fieldAt([...path, name])
  const choices = field?.type === 'boolean' ? ['true', 'false'] : (field?.choices ?? [])
  if (choices.length === 0) return null
  const all = choices.map((label) => ({
    ...{ label, insert: label, type: 'value', words: null, isRequired: false },
  }))
  return { from: before.length - part.length, all }
}

/** Lines below begin where the line itself begins: `marks` is how much of it are marks of elements. */
function suggestionOf(field: SchemaField, marks: number): Suggestion {
  const label = nameOf(field)
  const below = `\n${' '.repeat(marks + 2)}`
  const insert =
    field.type === 'object'
      ? `${label}:${below}`
      : field.type.startsWith('list')
        ? `${label}:${below}- `
        : `${label}: `
  return { label, insert, type: field.type, words: field.words, isRequired: field.isRequired }
}

/** Names that stand at a column in the same map, above and below. */
function siblingsOf(lines: readonly string[], line: number, column: number): readonly string[] {
  const names: string[] = []
  const take = (text: string): 'end' | 'on' => {
    const start = text.search(/[^ ]/)
    if (start === -1 || text[start] === '#') return 'on'
    const name = /^([\w./-]+):/.exec(text.slice(column))?.[1]
    const isOwn = /^[ -]*$/.test(text.slice(0, column))
    if (isOwn && name !== undefined) names.push(name)
    return start < column ? 'end' : 'on'
  }
  for (let at = line - 1; at >= 0; at -= 1) if (take(lines[at] ?? '') === 'end') break
  for (let at = line + 1; at < lines.length; at += 1) {
    const text = lines[at] ?? ''
    const start = text.search(/[^ ]/)
    if (start !== -1 && start < column) break
    take(text)
  }
  return names
}
