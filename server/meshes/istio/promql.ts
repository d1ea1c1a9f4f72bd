/** A text as a PromQL string, quotes and all. */
export function writeString(text: string): string {
  const escaped = text.replace(/["\\\n\r\t]/g, (character) => escapes[character] ?? character)
  return `"${escaped}"`
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

/** A text as a pattern that matches just it, in RE2's syntax. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|-]/g, (character) => `\\${character}`)
}

export function isOneOf(label: string, values: readonly string[]): string {
  return `${label}=~${writeString(values.map(escapePattern).join('|'))}`
}

export function is(label: string, value: string): string {
  return `${label}=${writeString(value)}`
}

/** Absent, empty and the word `unknown` are the same to us: nobody could say. */
export function isNotKnown(label: string): string {
  return `${label}=~"|unknown"`
}

/** The rate of every series of a counter that meets the matchers. */
export function rateOf(metric: string, windowSeconds: number, matchers: readonly string[]): string {
  return `rate(${selectorOf(metric, matchers)}[${windowSeconds}s])`
}

export function selectorOf(metric: string, matchers: readonly string[]): string {
  return matchers.length === 0 ? metric : `${metric}{${matchers.join(',')}}`
}

export function sumBy(labels: readonly string[], vector: string): string {
  return `sum by (${labels.join(', ')}) (${vector})`
}
