import type { SpanAttributes } from '../../../seams/span.ts'

/** Reads JSON of strangers, member by member: a schema over 80,000 spans costs seconds. */
export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectsOf = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter(isObject) : []

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const scalarOf = (value: unknown): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null

const latestNs = 2n ** 63n - 1n

/** Times beyond what any clock shows: 2^63 ns is the year 2262. */
export function clampNs(ns: bigint): { readonly ns: bigint; readonly isOdd: boolean } {
  if (ns < 0n) return { ns: 0n, isOdd: true }
  if (ns >= latestNs) return { ns: 0n, isOdd: true }
  return { ns, isOdd: false }
}

/** Decimal text or a whole number; null when it is neither. */
export function bigintOf(value: unknown): bigint | null {
  if (typeof value === 'string') return /^\d{1,30}$/.test(value) ? BigInt(value) : null
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  return BigInt(Math.round(value))
}

/** 1 to 32 hex digits, or base64 of 8 or 16 bytes, as lower-case hex filled up to `digits`. */
export function hexIdOf(value: unknown, digits: 16 | 32): string | null {
  const text = textOf(value)
  if (/^[0-9a-fA-F]{1,32}$/.test(text)) {
    const hex = text.toLowerCase().padStart(digits, '0')
    // An id of a trace may be 64 bits, filled up by one store and not by another.
    return hex
  }
  const isBase64 = /^[A-Za-z0-9+/_-]{10,24}={0,2}$/.test(text)
  if (!isBase64) return null
  const hex = Buffer.from(text, 'base64').toString('hex')
  return hex.length === 16 || hex.length === 32 ? hex.padStart(digits, '0') : null
}

export const noAttributes: SpanAttributes = Object.freeze({})

const truths = new Set<unknown>([true, 'true', 1, '1'])

/** How stores without a status of their own mark a failure: a tag `error`. */
export function saysError(attributes: SpanAttributes): boolean {
  return truths.has(attributes['error']) || attributes['otel.status_code'] === 'ERROR'
}

type OpenAttributes = Record<string, string | number | boolean>

/** Attributes to be filled, without a prototype to collide with. */
export function emptyAttributes(): OpenAttributes {
  return Object.create(null) as OpenAttributes
}

/** Attributes made by a set of pairs. */
export function attributesOf(
  pairs: Iterable<readonly [string, string | number | boolean]>,
): SpanAttributes {
  const attributes = emptyAttributes()
  for (const [key, value] of pairs) attributes[key] = value
  return attributes
}
