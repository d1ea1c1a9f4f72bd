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

const opening = new Set(['{', '['])
const closing = new Set(['}', ']'])

/** Writes a text sign by sign, and lines where they belong. */
class Lines {
  readonly #json: string
  readonly #pieces: string[] = []
  #depth = 0
  #from = 0 // where the piece begins that is not written yet
  length = 0

  constructor(json: string) {
    this.#json = json
  }

  /** Takes what begins there; returns where it ends. */
  take(at: number): number {
    const sign = this.#json[at] ?? ''
    if (sign === '"') return endOfText(this.#json, at) + 1
    if (sign === ':') this.#write(at + 1, ' ')
    else if (sign === ',') this.#breakLine(at + 1)
    else if (opening.has(sign)) {
      // Nothing within it: it stays on its line.
      if (closing.has(this.#json[at + 1] ?? '')) return at + 2
      this.#depth += 1
      this.#breakLine(at + 1)
    } else if (closing.has(sign)) {
      this.#depth -= 1
      this.#breakLine(at)
    }
    return at + 1
  }

  finish(at: number): string {
    return this.#pieces.join('') + this.#json.slice(this.#from, at)
  }

  #breakLine(upTo: number): void {
    this.#write(upTo, `\n${'  '.repeat(Math.max(0, this.#depth))}`)
  }

  #write(upTo: number, more: string): void {
    const piece = this.#json.slice(this.#from, upTo) + more
    this.#pieces.push(piece)
    this.length += piece.length
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
  let at = begin + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at
}
