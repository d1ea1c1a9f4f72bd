import type { HealthRule, Tolerance } from '../seams/health.ts'
import { AppError } from '../errors.ts'
import { readHealthAnnotation } from './annotation.ts'
import { readChoice, readCodePattern, readWholePattern } from './patterns.ts'

export interface HealthSubject {
  readonly namespace: string
  readonly kind: 'app' | 'service' | 'workload'
  readonly name: string
  readonly annotations: Readonly<Record<string, string>>
}

const anything = /^.*$/s

/** What holds where nobody said otherwise: graph.md §5. Codes of no response are told as `-`. */
const defaultTolerances: readonly Tolerance[] = [
  {
    codes: /^5\d\d$/,
    codesText: '5xx',
    protocol: 'http',
    direction: 'any',
    degradedAtRatio: 0,
    failureAtRatio: 0.1,
    rule: 'default',
  },
  {
    codes: /^4\d\d$/,
    codesText: '4xx',
    protocol: 'http',
    direction: 'any',
    degradedAtRatio: 0.1,
    failureAtRatio: 0.2,
    rule: 'default',
  },
  {
    codes: /^(?:[1-9]|1[0-6])$/,
    codesText: '[1-9]|1[0-6]',
    protocol: 'grpc',
    direction: 'any',
    degradedAtRatio: 0,
    failureAtRatio: 0.1,
    rule: 'default',
  },
  {
    codes: /^-$/,
    codesText: '-',
    protocol: 'any',
    direction: 'any',
    degradedAtRatio: 0,
    failureAtRatio: 0.1,
    rule: 'default',
  },
]

export const defaultHealthRules: readonly HealthRule[] = [
  { namespace: anything, kind: anything, name: anything, tolerances: defaultTolerances },
]

/** Ours first: who wrote both meant ours for this console. */
export const healthAnnotations = ['health.alidade.dev/rate', 'health.kiali.io/rate'] as const

/**
 * The tolerances that a subject is held against: those of its annotation when it has a valid one,
 * else of the first rule that matches, else the defaults. Equal inputs give the same array, so that
 * what is compiled from it is compiled once.
 */
export function tolerancesFor(
  rules: readonly HealthRule[],
  subject: HealthSubject,
): readonly Tolerance[] {
  for (const name of healthAnnotations) {
    const text = subject.annotations[name]
    if (text === undefined) continue
    const tolerances = readHealthAnnotation(text, name)
    if (tolerances.length > 0) return tolerances
  }
  const rule = rules.find(
    ({ namespace, kind, name }) =>
      namespace.test(subject.namespace) && kind.test(subject.kind) && name.test(subject.name),
  )
  return rule?.tolerances ?? defaultTolerances
}

/**
 * Rules as people know them: `rate: [{namespace, kind, name, tolerance: [{code, protocol,
 * direction, degraded, failure}]}]`. Names are patterns for the whole text, absent ones match
 * everything; thresholds are percent. The defaults follow at the end.
 *
 * @throws AppError badRequest that names the field, as in `rate[0].tolerance[2].code`.
 */
export function readHealthRules(config: unknown): readonly HealthRule[] {
  if (config === undefined || config === null) return defaultHealthRules
  const rate = readFields(config, 'health')['rate'] ?? []
  const rules = readList(rate, 'rate').map((entry, index) => readRule(entry, `rate[${index}]`))
  return [...rules, ...defaultHealthRules]
}

function readRule(entry: unknown, path: string): HealthRule {
  const fields = readFields(entry, path)
  const tolerances = readList(fields['tolerance'] ?? [], `${path}.tolerance`)
  return {
    namespace: readName(fields['namespace'], `${path}.namespace`),
    kind: readName(fields['kind'], `${path}.kind`),
    name: readName(fields['name'], `${path}.name`),
    tolerances: tolerances.map((one, index) => readTolerance(one, `${path}.tolerance[${index}]`)),
  }
}

function readTolerance(entry: unknown, path: string): Tolerance {
  const fields = readFields(entry, path)
  const code = readText(fields['code'], `${path}.code`)
  const codes = readCodePattern(code)
  if (codes === null) throw bad(`${path}.code`, 'must be a code or a pattern such as 5XX or 404')
  const protocol = readChoice(readText(fields['protocol'] ?? '.*', `${path}.protocol`), [
    'http',
    'grpc',
  ])
  if (protocol === null) throw bad(`${path}.protocol`, 'must match http or grpc', ['http', 'grpc'])
  const direction = readChoice(readText(fields['direction'] ?? '.*', `${path}.direction`), [
    'inbound',
    'outbound',
  ])
  if (direction === null) {
    throw bad(`${path}.direction`, 'must match inbound or outbound', ['inbound', 'outbound'])
  }
  return {
    codes,
    codesText: code,
    protocol,
    direction,
    degradedAtRatio: readPercent(fields['degraded'], `${path}.degraded`),
    failureAtRatio: readPercent(fields['failure'], `${path}.failure`),
    rule: `configuration, ${path}`,
  }
}

function readName(value: unknown, path: string): RegExp {
  if (value === undefined || value === '') return anything
  const pattern = readWholePattern(readText(value, path))
  if (pattern === null) throw bad(path, 'must be a regular expression')
  return pattern
}

function readPercent(value: unknown, path: string): number {
  if (value === undefined) return 0
  if (typeof value === 'number' && value >= 0 && value <= 100) return value / 100
  throw bad(path, 'must be a number of percent between 0 and 100')
}

/** YAML reads 404 as a number; it is meant as text here. */
function readText(value: unknown, path: string): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value
  throw bad(path, 'must be a text')
}

function readList(value: unknown, path: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw bad(path, 'must be a list')
}

function readFields(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value))
  }
  throw bad(path, 'must be an object')
}

function bad(field: string, what: string, allowed: readonly string[] = []): AppError {
  return new AppError('badRequest', `Health rules: ${field} ${what}`, { field, allowed })
}
