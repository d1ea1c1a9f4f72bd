export interface Indented {
  readonly text: string
  /** The text goes on beyond what is told. */
  readonly isCut: boolean
}

/**
 * JSON on lines, by what is within what, until it is `most` characters long. It goes over the text
 * once and parses nothing: of twenty megabytes the beginning is there at once.
 */
export function indentJson(json: string, most: number): Indented {
  if (hasLines(json)) return cutLines(json, most)
  const writer = new Lines(json)
  let at = 0
  while (at < json.length && writer.length < most) at = writer.take(at)
  return { text: writer.finish(at), isCut: at < json.length }
}

// Codes of signs: comparing numbers is what makes it fast.
const [quote, backslash, colon, comma] = [34, 92, 58, 44]
const isOpening = (code: number): boolean => code === 123 || code === 91 // { [
const isClosing = (code: number): boolean => code === 125 || code === 93 // } ]

/** Writes a text sign by sign, and lines where they belong. */
class Lines {
  readonly #json: string
  readonly #pieces: string[] = []
  readonly #breaks: string[] = [] // by depth
  #depth = 0
  #from = 0 // where the piece begins that is not written yet
  length = 0

  constructor(json: string) {
    this.#json = json
  }

  /** Takes what begins there; returns where it ends. */
  take(at: number): number {
    const code = this.#json.charCodeAt(at)
    if (code === quote) return endOfText(this.#json, at) + 1
    if (code === colon) this.#write(at + 1, ' ')
    else if (code === comma) this.#breakLine(at + 1)
    else if (isOpening(code)) {
      // Nothing within it: it stays on its line.
      if (isClosing(this.#json.charCodeAt(at + 1))) return at + 2
      this.#depth += 1
      this.#breakLine(at + 1)
    } else if (isClosing(code)) {
      this.#depth -= 1
      this.#breakLine(at)
    }
    return at + 1
  }

  finish(at: number): string {
    return this.#pieces.join('') + this.#json.slice(this.#from, at)
  }

  #breakLine(upTo: number): void {
    const depth = Math.max(0, this.#depth)
    this.#breaks[depth] ??= `\n${'  '.repeat(depth)}`
    this.#write(upTo, this.#breaks[depth])
  }

  #write(upTo: number, more: string): void {
    this.#pieces.push(this.#json.slice(this.#from, upTo), more)
    this.length += upTo - this.#from + more.length
    this.#from = upTo
  }
}

const lookedAt = 1000
const hasLines = (json: string): boolean => json.slice(0, lookedAt).includes('\n')

function cutLines(json: string, most: number): Indented {
  if (json.length <= most) return { text: json, isCut: false }
  return { text: json.slice(0, json.lastIndexOf('\n', most)), isCut: true }
}

/** Where the text in quotes ends that begins here. */
function endOfText(json: string, begin: number): number {
  for (let at = json.indexOf('"', begin + 1); at !== -1; at = json.indexOf('"', at + 1)) {
    let before = at - 1
    while (json.charCodeAt(before) === backslash) before -= 1
    // An even number of backslashes stands for themselves.
    if ((at - before) % 2 === 1) return at
  }
  return json.length
}
