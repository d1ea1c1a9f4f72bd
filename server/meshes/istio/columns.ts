import type { LabelledVector } from '../../seams/vector.ts'

/** The value of one label in a row; null when it is absent, empty or `unknown`. */
export type Column = (row: number) => string | null

const nothing: Column = () => null

/** The way to the columns of a vector by label name. Labels that it lacks read as not known. */
export function openColumns(vector: LabelledVector): (name: string) => Column {
  const { codes, labelNames, strings } = vector
  const width = labelNames.length
  const known = strings.map((text) => (text === '' || text === 'unknown' ? null : text))
  return (name) => {
    const column = labelNames.indexOf(name)
    if (column < 0) return nothing
    return (row) => known[codes[row * width + column] ?? 0] ?? null
  }
}
