import type { FieldPath } from '#contract/validations.ts'

/**
 * A value inside an object together with where it stands, so that whatever is said of it can name
 * the place. Asking for what is not there gives an absent field, never an error: objects are read
 * as people wrote them.
 */
export class Field {
  readonly value: unknown
  /** Where it stands: as it was given, or beneath another; the whole is put together when asked. */
  readonly #above: FieldPath | Field
  readonly #part: string | number

  constructor(value: unknown, above: FieldPath | Field = rootPath, part: string | number = '') {
    this.value = value
    this.#above = above
    this.#part = part
  }

  /** Fields are many and few are spoken of: the path is worked out for those. */
  get path(): FieldPath {
    const above = this.#above
    return above instanceof Field ? [...above.path, this.#part] : above
  }

  /** A field by its names: `get('tls', 'mode')`. */
  get(...names: readonly string[]): Field {
    return names.reduce<Field>(
      (field, name) => new Field(valueAt(field.value, name), field, name),
      this,
    )
  }

  get isAbsent(): boolean {
    return this.value === undefined || this.value === null
  }

  get isPresent(): boolean {
    return !this.isAbsent
  }

  /** The elements of a list; none for anything else. */
  items(): readonly Field[] {
    const { value } = this
    if (!Array.isArray(value)) return noFields
    return value.map((item: unknown, index) => new Field(item, this, index))
  }

  /** The fields of a record by name; none for anything else. */
  entries(): readonly (readonly [name: string, field: Field])[] {
    const { value } = this
    if (!isRecord(value)) return []
    return Object.keys(value).map((name) => [name, new Field(value[name], this, name)])
  }

  /** Null when it is no text. */
  text(): string | null {
    return typeof this.value === 'string' ? this.value : null
  }

  number(): number | null {
    return typeof this.value === 'number' ? this.value : null
  }

  flag(): boolean | null {
    return typeof this.value === 'boolean' ? this.value : null
  }

  /** The texts of a list; what is no text is left out. */
  texts(): readonly string[] {
    const { value } = this
    if (!Array.isArray(value)) return []
    return value.filter((item: unknown) => typeof item === 'string')
  }

  /** A record of texts, such as labels; what is no text is left out. */
  labels(): Readonly<Record<string, string>> {
    const { value } = this
    if (!isRecord(value)) return {}
    const labels: Record<string, string> = {}
    for (const [name, text] of Object.entries(value)) {
      if (typeof text === 'string') labels[name] = text
    }
    return labels
  }
}

const rootPath: FieldPath = []
const noFields: readonly Field[] = []

function valueAt(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

type AnyRecord = Readonly<Record<string, unknown>>

function isRecord(value: unknown): value is AnyRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The pointer of RFC 6901 to a place: `/spec/http/0`. */
export function writePointer(path: FieldPath): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** As people write places: `spec.http[0].route[1].weight`. */
export function writePath(path: FieldPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`
      const isPlain = /^[A-Za-z_$][\w$-]*$/.test(part)
      if (!isPlain) return `["${part}"]`
      return index === 0 ? part : `.${part}`
    })
    .join('')
}
