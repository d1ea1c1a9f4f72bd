const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const infinite = /^[+-]?Inf$/

/** A sample's value as the store writes it (`0.5`, `NaN`, `+Inf`); null when it is no number. */
export function readSampleValue(text: string): number | null {
  if (decimal.test(text)) return Number(text)
  if (text === 'NaN') return Number.NaN
  if (infinite.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  return null
}
