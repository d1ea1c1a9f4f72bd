const longestPattern = 200

/**
 * A pattern that must match the whole text, as in Prometheus. Null when it is not a regular
 * expression, or longer than anybody needs.
 */
export function readWholePattern(text: string): RegExp | null {
  if (text.length > longestPattern) return null
  try {
    return new RegExp(`^(?:${text})$`)
  } catch {
    return null
  }
}

/** The same for a response code, where X stands for one digit: 5XX, 40x, `-` for no response. */
export function readCodePattern(text: string): RegExp | null {
  return text === '' ? null : readWholePattern(text.replaceAll(/x/gi, '\\d'))
}

/**
 * A pattern over a small closed set (http, grpc; inbound, outbound), told as the one word that it
 * admits, or `any` for both. Null when it admits neither, or is no pattern.
 */
export function readChoice<Word extends string>(
  text: string,
  words: readonly [Word, Word],
): Word | 'any' | null {
  const pattern = readWholePattern(text)
  if (pattern === null) return null
  const [first, second] = words.map((word) => pattern.test(word))
  if (first === true && second === true) return 'any'
  if (first === true) return words[0]
  return second === true ? words[1] : null
}
