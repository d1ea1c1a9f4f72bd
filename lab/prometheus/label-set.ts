/**
 * An immutable set of labels, sorted by name, without empty values (to Prometheus an empty label is
 * no label). `key` is equal exactly when the sets are.
 */
export class LabelSet {
  readonly names: readonly string[]
  readonly values: readonly string[]
  private cachedKey: string | null = null
  private cachedNameless: LabelSet | null = null

  /** Takes arrays that are sorted and free of empty values; others go through `labelSetOf`. */
  constructor(names: readonly string[], values: readonly string[]) {
    this.names = shapeOf(names)
    this.values = values
  }

  get key(): string {
    this.cachedKey ??= keyOf(this.names, this.values)
    return this.cachedKey
  }

  /** '' for a label that is not there. */
  get(name: string): string {
    const index = this.names.indexOf(name)
    return index < 0 ? '' : (this.values[index] ?? '')
  }

  /** The same labels less the metric's name. */
  withoutName(): LabelSet {
    this.cachedNameless ??= this.names.includes('__name__') ? this.without(['__name__']) : this
    return this.cachedNameless
  }

  without(dropped: readonly string[]): LabelSet {
    return this.filtered((name) => !dropped.includes(name))
  }

  only(kept: readonly string[]): LabelSet {
    return this.filtered((name) => kept.includes(name))
  }

  /** A set in which `name` has this value; '' removes it. */
  with(name: string, value: string): LabelSet {
    if (value === '') return this.without([name])
    const index = this.names.indexOf(name)
    if (index >= 0) return new LabelSet(this.names, this.values.with(index, value))
    const later = this.names.findIndex((other) => other > name)
    const place = later < 0 ? this.names.length : later
    return new LabelSet(
      this.names.toSpliced(place, 0, name),
      this.values.toSpliced(place, 0, value),
    )
  }

  isSame(other: LabelSet): boolean {
    return (
      this.names === other.names &&
      this.values.every((value, index) => value === other.values[index])
    )
  }

  /** Equal for equal sets, and seldom for others. Unlike the key it is not kept. */
  hash(): number {
    let high = 0x811c9dc5
    let low = 0x01000193
    for (let index = 0; index < this.values.length; index += 1) {
      const value = this.values[index] ?? ''
      for (let at = 0; at < value.length; at += 1) {
        const code = value.charCodeAt(at)
        high = Math.imul(high ^ code, 0x01000193)
        low = Math.imul(low + code, 0x85ebca6b) ^ (low >>> 15)
      }
      high = Math.imul(high ^ index, 0x01000193)
    }
    return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0)
  }

  toObject(): Record<string, string> {
    const object: Record<string, string> = {}
    this.names.forEach((name, index) => (object[name] = this.values[index] ?? ''))
    return object
  }

  private filtered(keeps: (name: string) => boolean): LabelSet {
    const names: string[] = []
    const values: string[] = []
    this.names.forEach((name, index) => {
      if (!keeps(name)) return
      names.push(name)
      values.push(this.values[index] ?? '')
    })
    return new LabelSet(names, values)
  }
}

const shapes = new Map<string, readonly string[]>()

/** One array per distinct list of names: thousands of series share a few, and can be told by it. */
function shapeOf(names: readonly string[]): readonly string[] {
  const key = names.join('\u0001')
  const known = shapes.get(key)
  if (known !== undefined) return known
  shapes.set(key, names)
  return names
}

export const emptyLabelSet = new LabelSet([], [])

export function labelSetOf(labels: Readonly<Record<string, string>>): LabelSet {
  const names = Object.keys(labels)
    .filter((name) => labels[name] !== '')
    .sort()
  return new LabelSet(
    names,
    names.map((name) => labels[name] ?? ''),
  )
}

/** Prometheus's order of series: label by label, name before value. */
export function compareLabelSets(a: LabelSet, b: LabelSet): number {
  const length = Math.min(a.names.length, b.names.length)
  for (let index = 0; index < length; index += 1) {
    const byName = compareText(a.names[index] ?? '', b.names[index] ?? '')
    if (byName !== 0) return byName
    const byValue = compareText(a.values[index] ?? '', b.values[index] ?? '')
    if (byValue !== 0) return byValue
  }
  return a.names.length - b.names.length
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function keyOf(names: readonly string[], values: readonly string[]): string {
  let key = ''
  for (let index = 0; index < names.length; index += 1) {
    key += `${names[index] ?? ''}\u0001${values[index] ?? ''}\u0002`
  }
  return key
}

/** Parts label sets by some of their labels: equal keys, equal values of those labels. */
export class Grouper {
  private readonly indexesByShape = new Map<readonly string[], readonly number[]>()
  private readonly labels: readonly string[]
  private readonly isWithout: boolean

  /** `isWithout`: by all labels but these and the metric's name. */
  constructor(labels: readonly string[], isWithout: boolean) {
    this.labels = [...labels].sort()
    this.isWithout = isWithout
  }

  keyOf(labels: LabelSet): string {
    // Groups of sums are the same objects from one question to the next, and keep their keys.
    if (this.isWithout && this.labels.length === 0) return labels.withoutName().key
    const { names, values } = labels
    let key = ''
    for (const index of this.indexes(names)) {
      if (this.isWithout) key += names[index] ?? ''
      key += `${index < 0 ? '' : (values[index] ?? '')}\u0001`
    }
    return key
  }

  groupOf(labels: LabelSet): LabelSet {
    if (this.isWithout) return labels.without([...this.labels, '__name__'])
    return labels.only(this.labels)
  }

  private indexes(names: readonly string[]): readonly number[] {
    let indexes = this.indexesByShape.get(names)
    if (indexes === undefined) {
      indexes = this.isWithout
        ? names.flatMap((name, index) =>
            this.labels.includes(name) || name === '__name__' ? [] : [index],
          )
        : this.labels.map((label) => names.indexOf(label))
      this.indexesByShape.set(names, indexes)
    }
    return indexes
  }
}
