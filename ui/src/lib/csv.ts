export type CsvValue = string | number | null // null: unknown, an empty cell

/**
 * Comma-separated values after RFC 4180: lines end in CRLF, texts are quoted. A text that a
 * spreadsheet would run as a formula is led by an apostrophe, which makes it text again.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function writeCsv(head: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [head.map(cell).join(',')]
  for (const row of rows) lines.push(row.map(cell).join(','))
  return lines.map((line) => `${line}\r\n`).join('')
}

const formulaStart = /^[=+\-@\t\r]/

function cell(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = formulaStart.test(value) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}
