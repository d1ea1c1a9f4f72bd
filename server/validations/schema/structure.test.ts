import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Field } from '../../seams/field.ts'
import { readSchema } from './schema-node.ts'
import shipped from './shipped-schemas.gen.json' with { type: 'json' }
import { findProblems } from './structure.ts'

type Json = Readonly<Record<string, unknown>>

/** The spec of each kind. */
const schemas = shipped.schemas.map(({ kind, versions, schema }) => ({
  name: `${kind} ${versions.join(', ')}`,
  spec: new Field(schema).get('properties', 'spec').value,
}))

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The same schema for ajv, which does not know that defaults come first and that lists of fields are closed. */
function forAjv(schema: unknown, isPart = false): unknown {
  if (Array.isArray(schema)) return schema.map((part) => forAjv(part, isPart))
  if (!isJson(schema)) return schema
  const field = new Field(schema)
  const properties = field.get('properties')
  const plain = Object.fromEntries(
    Object.entries(schema)
      .filter(([name, part]) => !(name === 'pattern' && !isPattern(part)))
      .map(([name, part]) => {
        if (name === 'enum' || name === 'default') return [name, part]
        if (name === 'required') return [name, field.get(name).texts().filter(isNotDefaulted)]
        if (name === 'properties' && isJson(part)) return [name, mapValues(part, isPart)]
        return [name, forAjv(part, isPart || ['anyOf', 'oneOf', 'allOf', 'not'].includes(name))]
      }),
  )
  const isOpen =
    isPart ||
    properties.entries().length === 0 ||
    field.get('x-kubernetes-preserve-unknown-fields').flag() === true
  return isOpen ? plain : { ...plain, additionalProperties: false }

  function isNotDefaulted(name: string): boolean {
    return properties.get(name, 'default').isAbsent
  }
}

function mapValues(properties: Json, isPart: boolean): Json {
  return Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, forAjv(part, isPart)]),
  )
}

function isPattern(pattern: unknown): boolean {
  try {
    return new RegExp(String(pattern)) instanceof RegExp
  } catch {
    return false
  }
}

const texts = fc.constantFrom(
  'a',
  '',
  'a.example',
  '10s',
  '/x',
  '80',
  'STRICT',
  'Exact',
  'x y',
  '*',
)
const numbers = fc.constantFrom(-1, 0, 1, 80, 1.5, 70_000)
const anything = fc.oneof(texts, numbers, fc.boolean(), fc.constant([]), fc.constant({}))

/** Values that fit a schema more often than not, so that deep places are come to. */
function valuesOf(schema: Field, depth: number): fc.Arbitrary<unknown> {
  const fitting = fittingValues(schema, depth)
  return fc.oneof({ weight: 20, arbitrary: fitting }, { weight: 1, arbitrary: anything })
}

function fittingValues(schema: Field, depth: number): fc.Arbitrary<unknown> {
  const choices = schema.get('enum').items()
  if (choices.length > 0) return fc.constantFrom(...choices.map(({ value }) => value))
  switch (schema.get('type').text()) {
    case 'object':
      return depth === 0 ? fc.constant({}) : objectsOf(schema, depth)
    case 'array':
      return fc.array(valuesOf(schema.get('items'), depth), { maxLength: 2 })
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number':
      return numbers
    default:
      return fc.oneof(texts, numbers)
  }
}

function objectsOf(schema: Field, depth: number): fc.Arbitrary<Json> {
  const required = schema.get('required').texts()
  const properties = Object.fromEntries(
    schema
      .get('properties')
      .entries()
      .map(([name, one]): [string, fc.Arbitrary<unknown>] => {
        const values = valuesOf(one, depth - 1)
        const often = required.includes(name) ? 20 : 1
        const none = { weight: 1, arbitrary: fc.constant(undefined) }
        return [name, fc.oneof({ weight: often, arbitrary: values }, none, none)]
      }),
  )
  const known = fc.record(properties).map(withoutAbsent)
  const strange = fc.dictionary(fc.constantFrom('zzz', 'a'), texts, { maxKeys: 1 })
  return fc.oneof({ weight: 9, arbitrary: known }, fc.tuple(known, strange).map(merge))
}

const merge = ([one, other]: [Json, Json]): Json => ({ ...one, ...other })

function withoutAbsent(record: Json): Json {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}

describe('findProblems', () => {
  it.each(schemas)('finds what ajv finds in $name', ({ spec }) => {
    const node = readSchema({ type: 'object', properties: { spec } })
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false })
    const isValid = ajv.compile({ type: 'object', properties: { spec: forAjv(spec) } })
    fc.assert(
      fc.property(valuesOf(new Field(spec), 6), (value) => {
        const object = { spec: value }
        // ajv does not know which elements of a list may stand there only once.
        const problems = findProblems(node, new Field(object)).filter(
          (one) => !(one.kind === 'other' && one.message.startsWith('stands in this list')),
        )
        expect({ object, problems, isValid: problems.length === 0 }).toEqual({
          object,
          problems,
          isValid: isValid(object),
        })
      }),
      { numRuns: 60 },
    )
  })
})
