/** A piece of an expression and where it stands: from inclusive, to exclusive, in UTF-16 units. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'operator' | 'not' | 'and' | 'or' | 'open' | 'close' | 'end'
  /** What it says: of something quoted the inside, of an operator its usual form. */
  readonly text: string
  readonly from: number
  readonly to: number
}

const space = /\s*/y
const symbols = /!?[*^$]=|!=|[<>]=|==|=|[<>]|&&|\|\||[!()]/y
const quoted = /"([^"]*)("|$)|'([^']*)('|$)/y
/** Anything else: names, hosts, principals, numbers; it ends where an operator begins. */
const word = /(?:(?![*^$]=|&&|\|\|)[^\s()"'=<>!])+/y

const symbolKinds: Readonly<Record<string, Token['kind']>> = {
  '&&': 'and',
  '||': 'or',
  '!': 'not',
  '(': 'open',
  ')': 'close',
}
const wordKinds: ReadonlyMap<string, Token['kind']> = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['not', 'not'],
])
const operatorWords: ReadonlyMap<string, string> = new Map([
  ['contains', '*='],
  ['startswith', '^='],
  ['endswith', '$='],
])

/** All of a text as tokens; the last is always of kind `end`. Every text can be read. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = skipSpace(text, 0)
  while (at < text.length) {
    const token = readSymbol(text, at) ?? readQuoted(text, at) ?? readWord(text, at)
    tokens.push(token)
    at = skipSpace(text, token.to)
  }
  return [...tokens, { kind: 'end', text: '', from: text.length, to: text.length }]
}

function skipSpace(text: string, at: number): number {
  space.lastIndex = at
  space.test(text)
  return space.lastIndex
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function readSymbol(text: string, from: number): Token | null {
  const [symbol] = matchAt(symbols, text, from) ?? []
  if (symbol === undefined) return null
  const kind = symbolKinds[symbol] ?? 'operator'
  return { kind, text: symbol === '==' ? '=' : symbol, from, to: from + symbol.length }
}

function readQuoted(text: string, from: number): Token | null {
  const match = matchAt(quoted, text, from)
  if (match === null) return null
  return { kind: 'quoted', text: match[1] ?? match[3] ?? '', from, to: from + match[0].length }
}

function readWord(text: string, from: number): Token {
  // What no pattern takes is one character that stands for itself.
  const [found = text.charAt(from)] = matchAt(word, text, from) ?? []
  const small = found.toLowerCase()
  const to = from + found.length
  const operator = operatorWords.get(small)
  if (operator !== undefined) return { kind: 'operator', text: operator, from, to }
  return { kind: wordKinds.get(small) ?? 'word', text: found, from, to }
}
