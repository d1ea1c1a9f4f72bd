import { readTokens, type Token } from './tokens.ts'

/** Goes through the tokens of a text from left to right. */
export class TokenReader {
  readonly text: string
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(text: string) {
    this.text = text
    this.#tokens = readTokens(text)
  }

  /** The next, or one further on; the end again and again. */
  peek(ahead = 0): Token {
    const end = { kind: 'end', text: '', from: this.text.length, to: this.text.length } as const
    return this.#tokens[this.#at + ahead] ?? end
  }

  next(): Token {
    const token = this.peek()
    this.#at += 1
    return token
  }

  /** The next if it is of that kind; else null, and nothing is taken. */
  take(kind: Token['kind']): Token | null {
    return this.peek().kind === kind ? this.next() : null
  }
}
