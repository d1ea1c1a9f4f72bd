import { setTo } from '../../seams/fix.ts'
import { nearestTo } from '../../seams/nearest.ts'
import type { Hit, Rule } from '../../seams/rule.ts'
import { findBrokenRules } from '../schema/cel.ts'
import { problemsOf, schemaOf } from '../schema/schema-of.ts'
import { shippedKinds } from '../schema/shipped-schemas.ts'
import type { Problem } from '../schema/structure.ts'

export const schemaBroken: Rule = {
  id: 'MC400',
  aka: ['IST0106'],
  severity: 'error',
  title: 'A value that the schema of the kind does not allow',
  cause:
    'A field is missing, is of another type, or breaks a rule of the custom resource definition.',
  effect: 'The API server refuses the object; what it has of an older version stays in force.',
  repair: 'Write the field as the reference of the kind has it.',
  source:
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation',
  kinds: shippedKinds,
  needs: [],
  *check(subject, view) {
    const schema = schemaOf(view, subject)
    if (schema === null) return
    const { node, origin } = schema
    const problems = problemsOf(subject, schema).filter(({ kind }) => kind !== 'unknown')
    for (const problem of problems) {
      yield {
        field: problem.field,
        message: wordsOf(problem),
        values: { schema: origin },
        ...fixOf(problem),
      }
    }
    // Its rules take for granted that the rest of the object is well-formed.
    if (problems.length > 0) return
    for (const { field, message } of findBrokenRules(node, subject.root)) {
      yield { field, message, values: { schema: origin } }
    }
  },
}

function wordsOf(problem: Problem): string {
  const name = String(problem.field.path.at(-1) ?? 'The object')
  switch (problem.kind) {
    case 'missing':
      return `${name} is missing`
    case 'type':
      return `${name} must be ${articled(problem.wanted)}, not ${articled(typeOf(problem.field.value))}`
    case 'choice':
      return `${name} is ${String(problem.field.value)}; it may be ${problem.choices.join(', ')}`
    case 'other':
      return `${name} ${problem.message}`
    case 'unknown':
      return `There is no field ${name} here`
  }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return value === null ? 'null' : typeof value
}

function articled(type: string): string {
  return type === 'null' ? type : `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`
}

function fixOf(problem: Problem): Pick<Hit, 'fix'> {
  const { field } = problem
  const meant = problem.kind === 'choice' ? meantChoice(problem) : meantValue(problem)
  return meant === null ? {} : { fix: setTo(field, meant, `Write ${JSON.stringify(meant)}`) }
}

function meantChoice({ field, choices }: Extract<Problem, { kind: 'choice' }>): string | null {
  const texts = choices.filter((choice) => typeof choice === 'string')
  const text = field.text() ?? ''
  const same = texts.find((choice) => choice.toLowerCase() === text.toLowerCase())
  return same ?? nearestTo(text, texts)
}

/** Text for a number and the other way round: YAML is easily misread. */
function meantValue(problem: Problem): string | number | boolean | null {
  if (problem.kind !== 'type') return null
  const { value } = problem.field
  switch (problem.wanted) {
    case 'integer':
    case 'number':
      return typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : null
    case 'boolean':
      return value === 'true' || value === 'false' ? value === 'true' : null
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
    default:
      return null
  }
}
