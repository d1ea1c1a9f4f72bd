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
  // Nearly all of them: nothing is to be made of it.
  if (text.length === digits && /^[0-9a-f]+$/.test(text)) return text
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

/** One empty list for all who have none. */
export const nothing: readonly never[] = Object.freeze([])

/** The same text for equal ones: what is compared and looked up 80,000 times should be one object. */
export function shareTexts(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const first = known.get(text)
    if (first !== undefined) return first
    known.set(text, text)
    return text
  }
}

/** More resources of one name than this are not looked through. */
const mostAlike = 20

/** Likewise for resources, which some stores tell again with each span. */
export function shareAttributes(): (attributes: SpanAttributes) => SpanAttributes {
  const known = new Map<unknown, SpanAttributes[]>()
  return (attributes) => {
    const name = attributes['service.name']
    const alike = known.get(name)
    const first = alike?.find((one) => isEqual(one, attributes))
    if (first !== undefined) return first
    if (alike === undefined) known.set(name, [attributes])
    else if (alike.length < mostAlike) alike.push(attributes)
    return attributes
  }
}

function isEqual(one: SpanAttributes, other: SpanAttributes): boolean {
  const keys = Object.keys(one)
  if (keys.length !== Object.keys(other).length) return false
  return keys.every((key) => one[key] === other[key])
}

const truths = new Set<unknown>([true, 'true', 1, '1'])

/** How stores without a status of their own mark a failure: a tag `error`. */
export function saysError(attributes: SpanAttributes): boolean {
  return truths.has(attributes['error']) || attributes['otel.status_code'] === 'ERROR'
}

/**
 * Attributes that are filled key by key. Its prototype is empty, so that no key collides with it; an
 * object without any prototype would be a table of its own for each span, which is slow and large.
 */
class Attributes {
  [name: string]: string | number | boolean
}
Object.setPrototypeOf(Attributes.prototype, null)
Reflect.deleteProperty(Attributes.prototype, 'constructor')

/** Attributes to be filled, without a name that is there already. */
export function emptyAttributes(): Record<string, string | number | boolean> {
  return new Attributes()
}

/** Attributes made by a set of pairs. */
export function attributesOf(
  pairs: Iterable<readonly [string, string | number | boolean]>,
): SpanAttributes {
  const attributes = emptyAttributes()
  for (const [key, value] of pairs) attributes[key] = value
  return attributes
}
