/**
 * An object of the cluster, read field by field: names are those of the vendor's types, values are
 * checked against what is really there. Whatever is malformed reads as absent.
 */
export interface Fields<Name extends string> {
  readonly list: <Inner extends string>(name: Name) => readonly Fields<Inner>[]
  readonly fields: <Inner extends string>(name: Name) => Fields<Inner>
  readonly texts: (name: Name) => readonly string[]
  readonly text: (name: Name) => string | null
  /** An object or a list with something in it, or a plain value. */
  readonly has: (name: Name) => boolean
  /** The string values by name. */
  readonly textByName: (name: Name) => Readonly<Record<string, string>>
}

/** The names of the fields of a vendor's type. */
export type NamesOf<T> = keyof NonNullable<T> & string

export function openFields<Name extends string>(value: unknown): Fields<Name> {
  const record = isRecord(value) ? value : nothing
  return {
    list: (name) => listOf(record[name]).map((item) => openFields(item)),
    fields: (name) => openFields(record[name]),
    texts: (name) => listOf(record[name]).filter((item) => typeof item === 'string'),
    text: (name) => textOf(record[name]),
    has: (name) => isSomething(record[name]),
    textByName: (name) => {
      const named = record[name]
      if (!isRecord(named)) return {}
      return Object.fromEntries(
        Object.entries(named).flatMap(([key, text]) =>
          typeof text === 'string' ? [[key, text]] : [],
        ),
      )
    },
  }
}

const nothing: Readonly<Record<string, unknown>> = {}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function isSomething(value: unknown): boolean {
  if (isRecord(value)) return Object.keys(value).length > 0
  return value !== undefined && value !== null && value !== ''
}
