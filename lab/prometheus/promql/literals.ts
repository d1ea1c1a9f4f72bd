import { QueryError } from './syntax.ts'

const unitMs = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
} as const

const durationShape = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?$/

/** `1h30m` in milliseconds; null when the text is no duration. */
export function readDurationMs(text: string): number | null {
  if (text === '' || !durationShape.test(text)) return null
  let total = 0
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+)(ms|[ywdhms])/g)) {
    total += Number(amount) * unitMs[unit as keyof typeof unitMs]
  }
  return total
}

/** A number as PromQL writes it (`0x1f`, `1e3`, `Inf`, `1_000`, `5m` in seconds); null when it is none. */
export function readNumber(text: string): number | null {
  const sign = text.startsWith('-') ? -1 : 1
  const body = text.replace(/^[+-]\s*/, '').replaceAll('_', '')
  if (/^inf$/i.test(body)) return sign * Infinity
  if (/^nan$/i.test(body)) return NaN
  if (/^0x[0-9a-f]+$/i.test(body)) return sign * Number.parseInt(body, 16)
  // Go reads a leading zero as octal, as in C.
  if (/^0[0-7]+$/.test(body)) return sign * Number.parseInt(body, 8)
  if (/^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(body)) return sign * Number(body)
  const durationMs = readDurationMs(body)
  return durationMs === null ? null : (sign * durationMs) / 1_000
}

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
}

/**
 * The text of a quoted literal: Go's escapes in single and double quotes, none in back ticks.
 *
 * @throws QueryError
 */
export function readString(literal: string): string {
  const quote = literal[0]
  if (literal.length < 2 || literal.at(-1) !== quote) throw new QueryError('unterminated string')
  const body = literal.slice(1, -1)
  if (quote === '`') return body
  return body.replace(
    /\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{3}|[^])/g,
    (_, escape: string) => unescape(escape),
  )
}

function unescape(escape: string): string {
  const simple = simpleEscapes[escape]
  if (simple !== undefined) return simple
  if (/^[uUx]./.test(escape)) return String.fromCodePoint(Number.parseInt(escape.slice(1), 16))
  if (/^[0-7]{3}$/.test(escape)) return String.fromCodePoint(Number.parseInt(escape, 8))
  throw new QueryError(`unknown escape sequence U+00${escape.charCodeAt(0).toString(16)}`)
}

/**
 * A duration where PromQL wants one (`5m`, `-5m`, `300`), in milliseconds.
 *
 * @throws QueryError for arithmetic on durations, which is experimental in Prometheus
 */
export function readDuration(text: string): number {
  const seconds = readNumber(text.trim())
  if (seconds === null) throw new QueryError(`not supported here: duration expression ${text}`)
  return Math.round(seconds * 1_000)
}
