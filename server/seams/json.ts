/** What a program of somebody else wrote as JSON: read field by field, never trusted. */
export type JsonRecord = Readonly<Record<string, unknown>>

const nothing: JsonRecord = {}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A record behind names; an empty one where there is none. */
export function recordAt(value: unknown, ...names: readonly string[]): JsonRecord {
  let found: unknown = value
  for (const name of names) found = fieldOf(found, name)
  return isRecord(found) ? found : nothing
}

/** The records of a list behind names; what is no record is left out. */
export function recordsAt(value: unknown, ...names: readonly string[]): readonly JsonRecord[] {
  return listAt(value, ...names).filter(isRecord)
}

export function listAt(value: unknown, ...names: readonly string[]): readonly unknown[] {
  let found: unknown = value
  for (const name of names) found = fieldOf(found, name)
  return Array.isArray(found) ? found : []
}

export function textAt(value: unknown, ...names: readonly string[]): string | null {
  let found: unknown = value
  for (const name of names) found = fieldOf(found, name)
  return typeof found === 'string' && found !== '' ? found : null
}

/** A number, also one that is written as a text, as JSON of 64 bits is. */
export function numberAt(value: unknown, ...names: readonly string[]): number | null {
  let found: unknown = value
  for (const name of names) found = fieldOf(found, name)
  const number = typeof found === 'string' && found !== '' ? Number(found) : found
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A whole number that is not negative: a port, a priority; null for what is none. */
export function countAt(value: unknown, ...names: readonly string[]): number | null {
  const number = numberAt(value, ...names)
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : null
}

export function textsAt(value: unknown, ...names: readonly string[]): readonly string[] {
  return listAt(value, ...names).filter((item) => typeof item === 'string')
}

/** Epoch ms of a time in RFC 3339; null for what is none. */
export function timeAt(value: unknown, ...names: readonly string[]): number | null {
  const atMs = Date.parse(textAt(value, ...names) ?? '')
  return Number.isNaN(atMs) ? null : atMs
}

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}
