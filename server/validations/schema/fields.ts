import type { SchemaField } from '#contract/writes.ts'
import { Field } from '../../seams/field.ts'

/** A schema that refers to itself, or is made to be large, ends here. */
const deepest = 24
const mostFields = 20_000

/**
 * Every field of a kind in the order of its definition, as a flat list: `spec.http[].route[].weight`.
 * What is malformed reads as saying nothing.
 */
export function readFields(definition: unknown): readonly SchemaField[] {
  const fields: SchemaField[] = []
  walk(new Field(definition), { path: '', depth: 0 }, fields)
  return fields
}

interface At {
  readonly path: string
  readonly depth: number
}

function walk(schema: Field, { path, depth }: At, fields: SchemaField[]): void {
  if (depth > deepest || fields.length > mostFields) return
  const required = new Set(schema.get('required').texts())
  for (const [name, one] of schema.get('properties').entries()) {
    const own = path === '' ? name : `${path}.${name}`
    fields.push(fieldOf(one, own, required.has(name)))
    walk(one, { path: own, depth: depth + 1 }, fields)
  }
  const items = schema.get('items')
  if (items.isPresent) walk(items, { path: `${path}[]`, depth: depth + 1 }, fields)
  const values = schema.get('additionalProperties')
  if (values.get('type').isPresent) walk(values, { path: `${path}{}`, depth: depth + 1 }, fields)
}

function fieldOf(schema: Field, path: string, isRequired: boolean): SchemaField {
  const usual = schema.get('default')
  const choices = [...schema.get('enum').items(), ...schema.get('items').get('enum').items()]
  return {
    path,
    type: typeOf(schema),
    words: firstSentence(schema.get('description').text()),
    choices: choices.map((one) => String(one.value)),
    isRequired,
    usual: usual.isPresent ? JSON.stringify(usual.value) : null,
  }
}

function typeOf(schema: Field): string {
  if (schema.get('x-kubernetes-int-or-string').flag() === true) return 'number or text'
  const type = schema.get('type').text() ?? ''
  if (type !== 'array') return type
  const of = schema.get('items', 'type').text()
  return of === null ? 'list' : `list of ${of}`
}

/** What a field is; the rest of its words is for the reference. */
function firstSentence(text: string | null): string | null {
  if (text === null || text === '') return null
  const [first = ''] = text.split(/\n\s*\n|(?<=[.!])\s+(?=[A-Z])/)
  return first.replace(/\s+/g, ' ').trim()
}
