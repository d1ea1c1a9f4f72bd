import { findOperator, type Operator } from './operators.ts'

/** A value of a line, null for `-`: there is none. */
export interface ReadField {
  readonly operator: Operator
  readonly value: string | null
}

/** Reads lines written by one format of Envoy; null for all others. */
export type Template = (line: string) => readonly ReadField[] | null

interface Slot {
  readonly operator: Operator
  readonly after: string // what stands between this value and the next; '' at the end only
}

const operatorPattern = /%([A-Z][A-Z0-9_]*)(?:\(([^)]*)\))?(?::\d+)?%/g
const longestFormat = 10_000

/**
 * `[%START_TIME%] "%REQ(:METHOD)% …` as a reader. Null when values follow each other with nothing
 * in between, which nobody could take apart again, or when there is no value in it at all.
 */
export function readFormat(format: string): Template | null {
  const text = format.slice(0, longestFormat).trimEnd()
  const slots: Slot[] = []
  let head = ''
  let end = 0
  for (const match of text.matchAll(operatorPattern)) {
    const between = text.slice(end, match.index).replaceAll('%%', '%')
    const last = slots.pop()
    if (last === undefined) head = between
    else if (between === '') return null
    else slots.push({ ...last, after: between })
    slots.push({ operator: findOperator(match[1] ?? '', match[2] ?? null), after: '' })
    end = match.index + match[0].length
  }
  const last = slots.pop()
  if (last === undefined) return null
  slots.push({ ...last, after: text.slice(end).replaceAll('%%', '%') })
  // Values that callers send may contain what stands between two: then the other way round may do.
  return (line) => readForwards(line, head, slots) ?? readBackwards(line, head, slots)
}

function readForwards(line: string, head: string, slots: readonly Slot[]): ReadField[] | null {
  if (!line.startsWith(head)) return null
  const values: string[] = []
  let at = head.length
  for (const [index, { after }] of slots.entries()) {
    const isLast = index === slots.length - 1
    const end = isLast ? line.length - after.length : line.indexOf(after, at)
    if (end < at || (isLast && !line.endsWith(after))) return null
    values.push(line.slice(at, end))
    at = end + after.length
  }
  return checked(slots, values)
}

function readBackwards(line: string, head: string, slots: readonly Slot[]): ReadField[] | null {
  if (!line.startsWith(head)) return null
  const values: string[] = []
  let end = line.length
  for (const [index, { after }] of slots.toReversed().entries()) {
    if (after !== '') {
      const at = index === 0 ? end - after.length : line.lastIndexOf(after, end - after.length)
      if (at < head.length || !line.startsWith(after, at)) return null
      if (index > 0) values.push(line.slice(at + after.length, end))
      end = at
    } else if (index > 0) return null
    if (index === slots.length - 1) values.push(line.slice(head.length, end))
  }
  return checked(slots, values.toReversed())
}

/** Null when a value does not look like what it should be. */
function checked(slots: readonly Slot[], values: readonly string[]): ReadField[] | null {
  const fields: ReadField[] = []
  for (const [index, { operator }] of slots.entries()) {
    const text = values[index]
    if (text === undefined) return null
    const value = text === '-' || text === '' ? null : text
    if (value !== null && operator.pattern?.test(value) === false) return null
    fields.push({ operator, value })
  }
  return fields
}
