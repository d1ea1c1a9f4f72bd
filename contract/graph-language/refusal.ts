/** A way out of an error: what to put in place of a part of the text. */
export interface Fix {
  readonly label: string
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Why a text cannot be read, where, and the ways out. `length` is never zero within the text. */
export interface LanguageError {
  readonly message: string
  readonly from: number
  readonly length: number
  readonly fixes: readonly Fix[]
}

export interface Place {
  readonly from: number
  readonly to: number
}

/** How the parser leaves what it cannot read; the language's border turns it into a value. */
export class Refusal extends Error {
  readonly error: LanguageError

  constructor(message: string, { from, to }: Place, fixes: readonly Fix[] = []) {
    super(message)
    this.error = { message, from, length: Math.max(1, to - from), fixes }
  }
}

/** A fix that puts another text in a place. */
export function replaceBy(text: string, { from, to }: Place): Fix {
  return { label: text, from, to, text }
}

/** The text with a fix applied. */
export function applyFix(text: string, { from, to, text: better }: Fix): string {
  return text.slice(0, from) + better + text.slice(to)
}
