import type { LogAsk } from '#contract/logs.ts'
import { createMatcher, type Matcher } from '#contract/patterns/matcher.ts'
import { PatternError } from '#contract/patterns/parse.ts'
import { AppError } from '../errors.ts'
import type { AccessReader } from '../seams/mesh-logs.ts'
import { severityOf } from './describe-line.ts'

export type FilterAsk = Pick<LogAsk, 'show' | 'hide' | 'regex' | 'exactCase' | 'severities'>

/** Whether a line was asked for. */
export type LineFilter = (text: string) => boolean

/**
 * The filter of a question; null when all lines are asked for. Throws AppError badRequest, which
 * names the field, for a pattern that is not right.
 */
export function createLineFilter(ask: FilterAsk, readAccess: AccessReader): LineFilter | null {
  const shown = matcherOf(ask, 'show')
  const hidden = matcherOf(ask, 'hide')
  const severities = new Set<string>(ask.severities)
  if (shown === null && hidden === null && severities.size === 0) return null
  return (text) => {
    if (shown?.test(text) === false) return false
    if (hidden?.test(text) === true) return false
    return severities.size === 0 || severities.has(severityOf(text, readAccess) ?? 'none')
  }
}

function matcherOf(ask: FilterAsk, field: 'show' | 'hide'): Matcher | null {
  if (ask[field] === '') return null
  try {
    return createMatcher(ask[field], { isRegex: ask.regex, ignoreCase: !ask.exactCase })
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    throw new AppError('badRequest', `${error.message} (at character ${error.at + 1}).`, { field })
  }
}
