import { Field } from '../../seams/field.ts'

/**
 * A structural schema of Kubernetes (OpenAPI v3 as custom resource definitions write it), read once
 * and made ready to be walked.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface SchemaNode {
  /** Null: any, which is what parts of anyOf and the like mostly say. */
  readonly type: SchemaType | null
  readonly isIntOrString: boolean
  readonly isNullable: boolean
  readonly properties: ReadonlyMap<string, SchemaNode>
  /** Values of a map; null: it is none. */
  readonly additional: SchemaNode | null
  /** Fields that nobody knows stay; elsewhere the API server drops them. */
  readonly isOpen: boolean
  readonly items: SchemaNode | null
  readonly required: readonly string[]
  readonly choices: readonly unknown[] | null
  readonly pattern: RegExp | null
  readonly format: string | null
  /** `minimum`, `maxItems` and so on, those that are there. */
  readonly limits: ReadonlyMap<Limit, number>
  readonly allOf: readonly SchemaNode[]
  readonly anyOf: readonly SchemaNode[]
  readonly oneOf: readonly SchemaNode[]
  readonly not: SchemaNode | null
  /** What may stand only once in a list: the keys of its elements, or the elements; null: anything may. */
  readonly uniqueBy: readonly string[] | null
  readonly defaultValue: unknown
  readonly rules: readonly CelRule[]
  /** Whether this or anything below has rules. */
  readonly hasRules: boolean
}

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'

/** `x-kubernetes-validations`. */
export interface CelRule {
  readonly rule: string
  readonly message: string | null
}

export const limits = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
] as const
export type Limit = (typeof limits)[number]

const types: readonly SchemaType[] = ['object', 'array', 'string', 'integer', 'number', 'boolean']

/** Every object has these, whether a schema lists them or not; the API server checks them itself. */
const ofEveryObject = ['apiVersion', 'kind', 'metadata']

/**
 * The schema of a kind. Parts that are not there read as saying nothing; so does what is malformed.
 * Status is left out: it is written by machines, of whatever version they are.
 */
export function readSchema(value: unknown): SchemaNode {
  const node = readNode(new Field(value), { isPart: false })
  const anything = readNode(new Field(undefined), { isPart: true })
  const left = node.properties.has('status') ? [...ofEveryObject, 'status'] : ofEveryObject
  const properties = new Map([...node.properties, ...left.map((name) => [name, anything] as const)])
  return { ...node, properties }
}

interface Place {
  /** Inside allOf, anyOf, oneOf or not, where listing a field does not close the object. */
  readonly isPart: boolean
}

function readNode(field: Field, place: Place): SchemaNode {
  const inner = (name: string): SchemaNode | null => readOptional(field.get(name), place)
  const parts = (name: string): readonly SchemaNode[] =>
    field
      .get(name)
      .items()
      .map((part) => readNode(part, { isPart: true }))
  const written = field.get('properties').entries()
  const properties = new Map(written.map(([name, one]) => [name, readNode(one, place)]))
  const additional = inner('additionalProperties')
  const items = inner('items')
  const rules = readRules(field)
  const below = [...properties.values(), additional, items]
  const isPreserving = field.get('x-kubernetes-preserve-unknown-fields').flag() === true
  return {
    type: types.find((type) => type === field.get('type').text()) ?? null,
    isIntOrString: field.get('x-kubernetes-int-or-string').flag() === true,
    isNullable: field.get('nullable').flag() === true,
    properties,
    additional,
    isOpen: place.isPart || isPreserving || properties.size === 0,
    items,
    required: field.get('required').texts(),
    choices: field.get('enum').isPresent
      ? field
          .get('enum')
          .items()
          .map((one) => one.value)
      : null,
    pattern: readPattern(field.get('pattern').text()),
    format: field.get('format').text(),
    limits: readLimits(field),
    allOf: parts('allOf'),
    anyOf: parts('anyOf'),
    oneOf: parts('oneOf'),
    not: readOptional(field.get('not'), { isPart: true }),
    uniqueBy: readUnique(field),
    defaultValue: field.get('default').value,
    rules,
    hasRules: rules.length > 0 || below.some((node) => node?.hasRules === true),
  }
}

/** `additionalProperties: true` says nothing about the values. */
function readOptional(field: Field, place: Place): SchemaNode | null {
  if (field.isAbsent || field.value === false) return null
  return readNode(field, place)
}

function readRules(field: Field): readonly CelRule[] {
  return field
    .get('x-kubernetes-validations')
    .items()
    .flatMap((one) => {
      const rule = one.get('rule').text()
      // Rules about a change need the object as it was.
      if (rule === null || rule.includes('oldSelf')) return []
      return [{ rule, message: one.get('message').text() }]
    })
}

/** Patterns of Go that JavaScript cannot read are not checked. */
function readPattern(pattern: string | null): RegExp | null {
  if (pattern === null) return null
  try {
    return new RegExp(pattern)
  } catch {
    return null
  }
}

function readLimits(field: Field): ReadonlyMap<Limit, number> {
  return new Map(
    limits.flatMap((name): readonly (readonly [Limit, number])[] => {
      const value = field.get(name).number()
      return value === null ? [] : [[name, value]]
    }),
  )
}

function readUnique(field: Field): readonly string[] | null {
  const type = field.get('x-kubernetes-list-type').text()
  if (type === 'map') return field.get('x-kubernetes-list-map-keys').texts()
  return type === 'set' ? [] : null
}
