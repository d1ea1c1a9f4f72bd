import type { Field } from '../../seams/field.ts'
import type { Limit, SchemaNode, SchemaType } from './schema-node.ts'

/** What does not fit a schema. */
export type Problem =
  | { readonly kind: 'unknown'; readonly field: Field; readonly known: readonly string[] }
  | { readonly kind: 'missing'; readonly field: Field }
  | {
      readonly kind: 'type'
      readonly field: Field
      readonly wanted: SchemaType | 'integer or string'
    }
  | { readonly kind: 'choice'; readonly field: Field; readonly choices: readonly unknown[] }
  | { readonly kind: 'other'; readonly field: Field; readonly message: string }

/** All that does not fit, in the order in which it is written. Null is as good as nothing, as for the API server. */
export function findProblems(node: SchemaNode, field: Field): readonly Problem[] {
  const problems: Problem[] = []
  walk(node, field, problems)
  return problems
}

function walk(node: SchemaNode, field: Field, problems: Problem[]): void {
  const { value } = field
  if (!isOfType(node, value)) {
    const wanted = node.isIntOrString ? 'integer or string' : node.type
    if (wanted !== null) problems.push({ kind: 'type', field, wanted })
    return
  }
  if (node.choices !== null && !node.choices.includes(value))
    problems.push({ kind: 'choice', field, choices: node.choices })
  checkLimits(node, field, problems)
  checkText(node, field, problems)
  walkObject(node, field, problems)
  walkList(node, field, problems)
  checkParts(node, field, problems)
}

function isOfType(node: SchemaNode, value: unknown): boolean {
  if (node.isIntOrString) return typeof value === 'string' || Number.isInteger(value)
  switch (node.type) {
    case null:
      return true
    case 'object':
      return isRecord(value)
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      return typeof value === node.type
  }
}

function walkObject(node: SchemaNode, field: Field, problems: Problem[]): void {
  if (!isRecord(field.value)) return
  for (const name of node.required) {
    const one = field.get(name)
    const isDefaulted = node.properties.get(name)?.defaultValue !== undefined
    if (one.isAbsent && !isDefaulted) problems.push({ kind: 'missing', field: one })
  }
  for (const [name, one] of field.entries()) {
    if (one.isAbsent) continue
    const known = node.properties.get(name) ?? node.additional
    if (known !== null) walk(known, one, problems)
    else if (!node.isOpen)
      problems.push({ kind: 'unknown', field: one, known: [...node.properties.keys()] })
  }
}

function walkList(node: SchemaNode, field: Field, problems: Problem[]): void {
  if (!Array.isArray(field.value)) return
  const items = field.items()
  if (node.items !== null) for (const item of items) walk(node.items, item, problems)
  if (node.uniqueBy === null) return
  const seen = new Set<string>()
  for (const item of items) {
    const key = uniqueKey(item, node.uniqueBy, node.items)
    if (seen.has(key)) {
      const by = node.uniqueBy.length === 0 ? '' : ` (by ${node.uniqueBy.join(', ')})`
      problems.push({ kind: 'other', field: item, message: `stands in this list before${by}` })
    }
    seen.add(key)
  }
}

function uniqueKey(item: Field, names: readonly string[], schema: SchemaNode | null): string {
  if (names.length === 0) return JSON.stringify(item.value)
  const values = names.map(
    (name) => item.get(name).value ?? schema?.properties.get(name)?.defaultValue ?? null,
  )
  return JSON.stringify(values)
}

const measures: Readonly<Record<Limit, (value: unknown) => number | null>> = {
  minimum: numberOf,
  maximum: numberOf,
  minLength: lengthOf,
  maxLength: lengthOf,
  minItems: (value) => (Array.isArray(value) ? value.length : null),
  maxItems: (value) => (Array.isArray(value) ? value.length : null),
  minProperties: (value) => (isRecord(value) ? Object.keys(value).length : null),
  maxProperties: (value) => (isRecord(value) ? Object.keys(value).length : null),
}

const limitWords: Readonly<Record<Limit, string>> = {
  minimum: 'must be at least',
  maximum: 'must be at most',
  minLength: 'must have as many characters, at least',
  maxLength: 'must have as many characters, at most',
  minItems: 'must have as many elements, at least',
  maxItems: 'must have as many elements, at most',
  minProperties: 'must have as many entries, at least',
  maxProperties: 'must have as many entries, at most',
}

function checkLimits({ limits }: SchemaNode, field: Field, problems: Problem[]): void {
  for (const [name, limit] of limits) {
    const size = measures[name](field.value)
    if (size === null || (name.startsWith('min') ? size >= limit : size <= limit)) continue
    problems.push({ kind: 'other', field, message: `${limitWords[name]} ${limit}` })
  }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

/** Of characters, as Go counts them. */
function lengthOf(value: unknown): number | null {
  return typeof value === 'string' ? Array.from(value).length : null
}

function checkText({ pattern, format }: SchemaNode, field: Field, problems: Problem[]): void {
  const text = field.text()
  if (text === null) return
  if (pattern?.test(text) === false)
    problems.push({ kind: 'other', field, message: `does not have the form ${pattern.source}` })
  if (format === 'date-time' && Number.isNaN(Date.parse(text)))
    problems.push({ kind: 'other', field, message: 'is no date and time' })
}

function checkParts(node: SchemaNode, field: Field, problems: Problem[]): void {
  for (const part of node.allOf) walk(part, field, problems)
  const say = (message: string): void => void problems.push({ kind: 'other', field, message })
  if (node.anyOf.length > 0 && !node.anyOf.some((part) => fits(part, field))) {
    const names = node.anyOf.flatMap(({ required }) => required)
    say(names.length > 0 ? `needs one of ${names.join(', ')}` : 'has none of the forms it may have')
  }
  if (node.oneOf.length > 0 && node.oneOf.filter((part) => fits(part, field)).length !== 1)
    say(oneOfWords(node, field))
  if (node.not !== null && fits(node.not, field)) say('has a form that is not allowed')
}

function oneOfWords({ oneOf }: SchemaNode, field: Field): string {
  const names = oneOf.flatMap(({ required }) => required)
  const there = names.filter((name) => field.get(name).isPresent)
  if (there.length > 1) return `may have only one of ${there.join(', ')}`
  return names.length > 0 ? `needs one of ${names.join(', ')}` : 'has none of the forms it may have'
}

function fits(node: SchemaNode, field: Field): boolean {
  return findProblems(node, field).length === 0
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
