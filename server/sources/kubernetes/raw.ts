/** An object of the API server as it came, of which nothing is known. */
export type Raw = Readonly<Record<string, unknown>>

const nothing: Raw = {}

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object under a key; an empty one when there is none. */
export function objectAt(raw: Raw, key: string): Raw {
  const value = raw[key]
  return isRaw(value) ? value : nothing
}

/** The text under a key; null when there is none. */
export function textAt(raw: Raw, key: string): string | null {
  const value = raw[key]
  return typeof value === 'string' ? value : null
}

/** The number under a key; null when there is none. */
export function numberAt(raw: Raw, key: string): number | null {
  const value = raw[key]
  return typeof value === 'number' ? value : null
}

/** The objects of the list under a key. */
export function listAt(raw: Raw, key: string): readonly Raw[] {
  const value = raw[key]
  return Array.isArray(value) ? value.filter(isRaw) : []
}

/** The texts of the list under a key. */
export function textsAt(raw: Raw, key: string): readonly string[] {
  const value = raw[key]
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : []
}

/** The map of texts under a key: labels, a selector. */
export function mapAt(raw: Raw, key: string): Record<string, string> {
  const map: Record<string, string> = {}
  for (const [name, value] of Object.entries(objectAt(raw, key)))
    if (typeof value === 'string') map[name] = value
  return map
}
