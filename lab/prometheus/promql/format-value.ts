/** A sample's value as Prometheus writes it: the shortest text that reads back as the same number. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (value === Infinity) return '+Inf'
  if (value === -Infinity) return '-Inf'
  if (Object.is(value, -0)) return '-0'
  // Go writes at least two digits of exponent.
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2')
}
