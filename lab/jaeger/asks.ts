import type { TraceAsk } from './trace-store.ts'

/** A parameter that cannot be read; the face answers 400 with the message. */
export class BadAskError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BadAskError'
  }
}

const defaultLimit = 100
const twoDaysUs = 172_800_000_000

/** `/api/traces`: times in microseconds, durations as text (`1.2s`). @throws BadAskError */
export function readLegacyAsk(query: URLSearchParams, nowMs: number): TraceAsk {
  const nowUs = nowMs * 1_000
  return {
    service: query.get('service') ?? '',
    operation: query.get('operation') ?? '',
    tags: { ...readTagRecord(query.get('tags')), ...readTagPairs(query.getAll('tag')) },
    startUs: readNumber(query, 'start') ?? nowUs - twoDaysUs,
    endUs: readNumber(query, 'end') ?? nowUs,
    minDurationUs: readDuration(query.get('minDuration')) ?? 0,
    maxDurationUs: readDuration(query.get('maxDuration')) ?? Infinity,
    limit: readNumber(query, 'limit') ?? defaultLimit,
  }
}

/** `/api/v3/traces`: parameters in camel or snake case, both times required. @throws BadAskError */
export function readV3Ask(query: URLSearchParams): TraceAsk {
  const depth = v3Parameter(query, 'searchDepth')
  return {
    service: v3Parameter(query, 'serviceName') ?? '',
    operation: v3Parameter(query, 'operationName') ?? '',
    tags: readTagRecord(v3Parameter(query, 'attributes')),
    startUs: readInstant(query, 'startTimeMin'),
    endUs: readInstant(query, 'startTimeMax'),
    minDurationUs: readDuration(v3Parameter(query, 'durationMin')) ?? 0,
    maxDurationUs: readDuration(v3Parameter(query, 'durationMax')) ?? Infinity,
    limit: depth === null ? defaultLimit : Number(depth),
  }
}

function v3Parameter(query: URLSearchParams, name: string): string | null {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  return query.get(`query.${name}`) ?? query.get(`query.${snake}`)
}

function readInstant(query: URLSearchParams, name: string): number {
  const text = v3Parameter(query, name)
  if (text === null || text === '') {
    throw new BadAskError('query.startTimeMin and query.startTimeMax are required')
  }
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw new BadAskError(`malformed parameter query.${name}: ${text}`)
  return ms * 1_000 + belowMsUs(text)
}

/** Date.parse keeps milliseconds only: the microseconds below them. */
function belowMsUs(text: string): number {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? ''
  return Number(fraction.slice(3, 6).padEnd(3, '0'))
}

function readNumber(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null || text === '') return null
  const number = Number(text)
  if (Number.isFinite(number)) return number
  throw new BadAskError(`unable to parse param '${name}': strconv.ParseInt: parsing "${text}"`)
}

const usPerUnit: Readonly<Record<string, number>> = {
  ns: 0.001,
  us: 1,
  µs: 1,
  ms: 1_000,
  s: 1_000_000,
  m: 60_000_000,
  h: 3_600_000_000,
}

/** `1.2s`, `1m30s` → microseconds. */
function readDuration(text: string | null): number | null {
  if (text === null || text === '') return null
  const parts = [...text.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g)]
  if (parts.map(([whole]) => whole).join('') !== text) {
    throw new BadAskError(`unable to parse duration: time: invalid duration "${text}"`)
  }
  return parts.reduce(
    (sum, [, value, unit = 's']) => sum + Number(value) * (usPerUnit[unit] ?? 0),
    0,
  )
}

function readTagPairs(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const colon = pair.indexOf(':')
      if (colon < 0)
        throw new BadAskError(`malformed 'tag' parameter, expecting key:value: ${pair}`)
      return [pair.slice(0, colon), pair.slice(colon + 1)]
    }),
  )
}

function readTagRecord(text: string | null): Readonly<Record<string, string>> {
  if (text === null || text === '') return {}
  try {
    const record: unknown = JSON.parse(text)
    if (typeof record === 'object' && record !== null && !Array.isArray(record)) {
      return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, String(value)]))
    }
  } catch {
    // Falls through to the refusal that anything but a JSON object gets.
  }
  throw new BadAskError(`malformed 'tags' parameter, cannot unmarshal JSON: ${text}`)
}
