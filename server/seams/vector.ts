/**
 * An instant vector by columns: label values are codes into one dictionary, so that 50,000 series
 * cost a few typed arrays and cross a thread boundary without being copied string by string.
 */
export interface LabelledVector {
  readonly labelNames: readonly string[]
  /** Dictionary of label values; code 0 is the empty string, which also means "label absent". */
  readonly strings: readonly string[]
  /** Row by row: series × labelNames.length codes. */
  readonly codes: Uint32Array
  /** One per series, unrounded. NaN where the store said NaN. */
  readonly values: Float64Array
}

/** One series of a range answer. A gap is a missing pair, never a zero. */
export interface RangeSeries {
  readonly labels: Readonly<Record<string, string>>
  readonly timesMs: Float64Array
  readonly values: Float64Array
}

interface LabelledValue {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** Columns from plain rows: for tests and for small answers. */
export function buildVector(rows: readonly LabelledValue[]): LabelledVector {
  const labelNames = [...new Set(rows.flatMap((row) => Object.keys(row.labels)))]
  const strings = ['']
  const codeByString = new Map([['', 0]])
  const codeOf = (text: string): number => {
    const known = codeByString.get(text)
    if (known !== undefined) return known
    codeByString.set(text, strings.length)
    return strings.push(text) - 1
  }
  const codes = new Uint32Array(rows.length * labelNames.length)
  rows.forEach((row, index) => {
    labelNames.forEach((name, column) => {
      codes[index * labelNames.length + column] = codeOf(row.labels[name] ?? '')
    })
  })
  return { labelNames, strings, codes, values: Float64Array.from(rows, (row) => row.value) }
}
