export type MatchOperator = '=' | '!=' | '=~' | '!~'

export interface Matcher {
  readonly label: string
  readonly operator: MatchOperator
  readonly value: string
  /** Tests a label's value; a label that is not there is ''. */
  readonly matches: (value: string) => boolean
}

export class RegexError extends Error {}

/** @throws RegexError for a pattern that does not compile. */
export function createMatcher(label: string, operator: MatchOperator, value: string): Matcher {
  const matches = {
    '=': () => (text: string) => text === value,
    '!=': () => (text: string) => text !== value,
    '=~': () => remembered(anchored(value)),
    '!~': () => {
      const isMatch = remembered(anchored(value))
      return (text: string) => !isMatch(text)
    },
  } satisfies Record<MatchOperator, () => (text: string) => boolean>
  return { label, operator, value, matches: matches[operator]() }
}

/**
 * An RE2 pattern that has to match the whole value. JavaScript's syntax covers what RE2 knows but
 * for inline flags at the start and the `\A`, `\z`, `\pN` forms; a look-around or back reference,
 * which RE2 refuses, is refused here too.
 *
 * @throws RegexError
 */
export function anchored(pattern: string): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(pattern)
  const body = pattern
    .slice(flags?.[0].length ?? 0)
    .replaceAll(String.raw`\A`, '^')
    .replaceAll(String.raw`\z`, '$')
    .replaceAll('(?P<', '(?<')
  if (/\(\?<?[=!]/.test(body)) throw new RegexError('invalid or unsupported Perl syntax: `(?`')
  try {
    return new RegExp(`^(?:${body})$`, `s${(flags?.[1] ?? '').replaceAll('s', '')}`)
  } catch (error) {
    throw new RegexError(error instanceof Error ? error.message : 'invalid pattern', {
      cause: error,
    })
  }
}

/** Labels repeat the same few values over thousands of series. */
function remembered(pattern: RegExp): (text: string) => boolean {
  const known = new Map<string, boolean>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const isMatch = pattern.test(text)
    known.set(text, isMatch)
    return isMatch
  }
}
