import type { KubeObject } from '../seams.ts'

export type Json = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** The record under `key`, empty when there is none. */
export function recordAt(value: unknown, key: string): Json {
  const found = isRecord(value) ? value[key] : undefined
  return isRecord(found) ? found : {}
}

/** The list under `key`, empty when there is none. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = isRecord(value) ? value[key] : undefined
  return Array.isArray(found) ? found : []
}

/** The string under `key`, '' when there is none. */
export function stringAt(value: unknown, key: string): string {
  const found = isRecord(value) ? value[key] : undefined
  return typeof found === 'string' ? found : ''
}

/** The number under `key`, null when there is none. */
export function numberAt(value: unknown, key: string): number | null {
  const found = isRecord(value) ? value[key] : undefined
  return typeof found === 'number' ? found : null
}

/** Only the string fields of a record: labels, selectors, annotations. */
export function stringsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {}
  const strings: Record<string, string> = {}
  for (const [key, field] of Object.entries(value)) {
    if (typeof field === 'string') strings[key] = field
  }
  return strings
}

/** Null unless the value has what every Kubernetes object has; a missing name reads as ''. */
export function readKubeObject(value: unknown): KubeObject | null {
  if (!isRecord(value) || !isRecord(value['metadata'])) return null
  const { apiVersion, kind, metadata, spec, status, ...rest } = value
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null
  return {
    apiVersion,
    kind,
    metadata: { ...metadata, name: stringAt(metadata, 'name') },
    ...rest,
    ...(isRecord(spec) ? { spec } : {}),
    ...(isRecord(status) ? { status } : {}),
  }
}

export function isEqual(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => isEqual(item, right[index]))
    )
  }
  if (!isRecord(left) || !isRecord(right)) return false
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key]))
  )
}
