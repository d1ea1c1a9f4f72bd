import type { Request } from 'express'
import { readDurationMs, readNumber } from '../promql/literals.ts'

/** The caller asked for something that cannot be: 400. */
export class BadDataError extends Error {}

/** Reads the parameters of a request, from its address and its form alike. */
export class Params {
  private readonly request: Request

  constructor(request: Request) {
    this.request = request
  }

  all(name: string): readonly string[] {
    return [...textsOf(this.request.body, name), ...textsOf(this.request.query, name)]
  }

  text(name: string): string {
    return this.all(name)[0] ?? ''
  }

  /** Epoch ms of an instant in seconds or RFC 3339; the default when it is not given. */
  timeMs(name: string, defaultMs: number): number {
    const text = this.text(name)
    if (text === '') return defaultMs
    const seconds = /^[-+0-9.eE]+$/.test(text) ? Number(text) : NaN
    if (Number.isFinite(seconds)) return Math.round(seconds * 1_000)
    const parsed = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN
    if (Number.isNaN(parsed)) {
      throw invalid(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`)
    }
    return parsed
  }

  durationMs(name: string): number {
    const text = this.text(name)
    const seconds = /^[-+0-9.eE]+$/.test(text) ? readNumber(text) : null
    const durationMs = seconds === null ? readDurationMs(text) : seconds * 1_000
    if (durationMs === null) {
      throw invalid(name, `cannot parse ${JSON.stringify(text)} to a valid duration`)
    }
    return durationMs
  }

  /** Infinity when there is none, or zero. */
  limit(name = 'limit'): number {
    const text = this.text(name)
    if (text === '') return Infinity
    if (!/^\d+$/.test(text)) {
      throw invalid(
        name,
        /^-\d+$/.test(text) ? 'limit must be non-negative' : 'limit must be a number',
      )
    }
    return Number(text) === 0 ? Infinity : Number(text)
  }
}

export function invalid(name: string, why: string): BadDataError {
  return new BadDataError(`invalid parameter ${JSON.stringify(name)}: ${why}`)
}

function textsOf(source: unknown, name: string): readonly string[] {
  if (typeof source !== 'object' || source === null) return []
  const value: unknown = Object.entries(source).find(([key]) => key === name)?.[1]
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}
