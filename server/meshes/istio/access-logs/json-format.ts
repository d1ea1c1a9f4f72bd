import { findOperator, operatorOfKey, type Operator } from './operators.ts'
import type { ReadField, Template } from './template.ts'

const longestLine = 50_000
const leastKnown = 3

/** What the object of a line says at least, so that it is taken for an access log. */
const telling = ['response_code', 'response_flags', 'upstream_cluster', 'downstream_remote_address']

/** `{"code": "%RESPONSE_CODE%"}` by key; what is nested or no text is left to its own name. */
export function readLabels(labels: Readonly<Record<string, string>>): Template {
  const operators = new Map(
    Object.entries(labels).flatMap(([key, text]): (readonly [string, Operator])[] => {
      const [, command, argument] =
        /^%([A-Z][A-Z0-9_]*)(?:\(([^)]*)\))?(?::\d+)?%$/.exec(text) ?? []
      return command === undefined ? [] : [[key, findOperator(command, argument ?? null)]]
    }),
  )
  const least = Math.max(1, Math.ceil(operators.size * 0.8))
  return (line) => {
    const object = parseObject(line)
    if (object === null) return null
    const has = [...operators.keys()].filter((key) => key in object).length
    if (operators.size === 0 || has < least) return null
    return fieldsOf(object, (key) => operators.get(key) ?? operatorOfKey(key))
  }
}

/** Istio's own JSON format, where nothing else is set. */
export const usualJson: Template = (line) => {
  const object = parseObject(line)
  if (object === null) return null
  if (telling.filter((key) => key in object).length < leastKnown) return null
  return fieldsOf(object, operatorOfKey)
}

function fieldsOf(
  object: Readonly<Record<string, unknown>>,
  operatorOf: (key: string) => Operator,
): ReadField[] {
  return Object.entries(object).map(([key, value]) => ({
    operator: operatorOf(key),
    value: textOf(value),
  }))
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '-' || value === '') return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function parseObject(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith('{') || !line.endsWith('}') || line.length > longestLine) return null
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}
