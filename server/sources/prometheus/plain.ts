/** An object of JSON of which nothing is known. */
export type Plain = Readonly<Record<string, unknown>>

// Checked by hand, not by a schema: the library would cost each reading thread 13 MB and, over
// tens of thousands of rows, more time than parsing them.
export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The labels of a series; null when they are none. */
export function readLabels(metric: unknown): [string, string][] | null {
  if (!isPlain(metric)) return null
  const labels: [string, string][] = []
  for (const [name, text] of Object.entries(metric)) {
    if (typeof text !== 'string') return null
    labels.push([name, text])
  }
  return labels
}
