import { isIP } from 'node:net'
import { Environment, EvaluationError } from '@marcbachmann/cel-js'
import { Field } from '../../seams/field.ts'
import type { CelRule, SchemaNode } from './schema-node.ts'

/** A rule of a schema that an object breaks, and where. */
export interface BrokenRule {
  readonly field: Field
  readonly message: string
}

/**
 * The rules (CEL) of a schema that a value breaks; the value must fit the schema otherwise. A rule
 * that asks what is not known here, such as `url()`, says nothing: the API server will.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/
 */
export function findBrokenRules(node: SchemaNode, field: Field): readonly BrokenRule[] {
  if (!node.hasRules) return []
  const broken: BrokenRule[] = []
  walk({ node, field, self: valueFor(node, field.value) }, broken)
  return broken
}

interface Place {
  readonly node: SchemaNode
  readonly field: Field
  /** The value as rules see it. */
  readonly self: unknown
}

function walk({ node, field, self }: Place, broken: BrokenRule[]): void {
  if (!node.hasRules || field.isAbsent) return
  for (const rule of node.rules) {
    if (holds(rule, self)) continue
    broken.push({ field, message: rule.message ?? `breaks the rule ${rule.rule}` })
  }
  for (const child of childrenOf({ node, field, self })) walk(child, broken)
}

function childrenOf({ node, field, self }: Place): readonly Place[] {
  const { items, properties, additional } = node
  if (Array.isArray(self)) {
    const list: readonly unknown[] = self
    if (items === null) return []
    return field.items().map((one, index) => ({ node: items, field: one, self: list[index] }))
  }
  if (!isRecord(self)) return []
  return field.entries().flatMap(([name, one]) => {
    const property = properties.get(name)
    if (property !== undefined) return [{ node: property, field: one, self: self[sayable(name)] }]
    return additional === null ? [] : [{ node: additional, field: one, self: self[name] }]
  })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

type Program = (context: { readonly self: unknown }) => unknown

const environment = new Environment({ unlistedVariablesAreDyn: true }).registerFunction(
  'isIP(string): bool',
  (text: string) => isIP(text) !== 0,
)

interface Parsed {
  run: Program | null // null: cannot be asked here
}

/** Parsed once: the same few rules are asked of all objects. */
const programs = new WeakMap<CelRule, Parsed>()

/** What is wrong with the value and not with the rule: the API server refuses the object for it. */
const faultsOfValues = new Set(['no_such_key', 'invalid_duration', 'int_conversion_error'])

function holds(rule: CelRule, self: unknown): boolean {
  let parsed = programs.get(rule)
  if (parsed === undefined) programs.set(rule, (parsed = { run: parse(rule) }))
  if (parsed.run === null) return true
  try {
    return parsed.run({ self }) !== false
  } catch (error) {
    if (error instanceof EvaluationError && faultsOfValues.has(error.code)) return false
    // The rule is beyond this reader, whatever the value: it is not asked again.
    parsed.run = null
    return true
  }
}

function parse({ rule }: CelRule): Program | null {
  try {
    return environment.parse(rule)
  } catch {
    return null
  }
}

/** Words of CEL that are names of fields as well. */
const reserved = new Set([
  ...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for'],
  ...['function', 'if', 'import', 'let', 'loop', 'package', 'namespace', 'return', 'var'],
  ...['void', 'while'],
])

/** A value as rules see it: with defaults, and with names that CEL can say. */
function valueFor(node: SchemaNode, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = node
    return items === null ? value : value.map((item: unknown) => valueFor(items, item))
  }
  if (typeof value !== 'object' || value === null) return value
  const seen: Record<string, unknown> = {}
  for (const [name, field] of new Field(value).entries()) {
    const property = node.properties.get(name)
    if (field.isAbsent) continue
    if (property !== undefined) seen[sayable(name)] = valueFor(property, field.value)
    else
      seen[name] = node.additional === null ? field.value : valueFor(node.additional, field.value)
  }
  for (const [name, { defaultValue }] of node.properties) {
    if (defaultValue !== undefined && !(sayable(name) in seen)) seen[sayable(name)] = defaultValue
  }
  return seen
}

function sayable(name: string): string {
  if (/^[A-Za-z]+$/.test(name)) return reserved.has(name) ? `__${name}__` : name
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__')
}
