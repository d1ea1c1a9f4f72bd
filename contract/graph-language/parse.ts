import type { Expression } from './expression.ts'
import { kindsOf } from './expression.ts'
import { readTest } from './read-test.ts'
import { Refusal, replaceBy, type Fix, type LanguageError } from './refusal.ts'
import { TokenReader } from './token-reader.ts'
import type { Token } from './tokens.ts'

export type Parsed =
  | { readonly kind: 'nothing' } // an empty text asks for nothing
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'error'; readonly error: LanguageError }

const longest = 1000 // characters
const deepest = 40 // parentheses and negations within one another

/**
 * Reads an expression over nodes and edges. From loose to tight: `or`, `and`, `not`; parentheses
 * group. `and` joins criteria of one kind of element, for nothing is both a node and an edge; an
 * end of an edge is asked by `source.` and `target.`.
 */
export function parse(text: string): Parsed {
  if (text.trim() === '') return { kind: 'nothing' }
  try {
    if (text.length > longest) {
      throw new Refusal(`At most ${longest} characters`, { from: longest, to: text.length })
    }
    const reader = new TokenReader(text)
    const expression = readOr(reader, 0)
    const rest = reader.peek()
    if (rest.kind !== 'end') throw unexpected(rest)
    return { kind: 'expression', expression }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'error', error: error.error }
    throw error
  }
}

function unexpected(token: Token): Refusal {
  if (token.kind === 'close') {
    const fix = { ...replaceBy('', token), label: 'Leave it out' }
    return new Refusal('Nothing opens this parenthesis', token, [fix])
  }
  if (token.kind === 'operator') {
    return new Refusal('An operator stands between one operand and one value', token)
  }
  const fixes = ['and', 'or'].map((joint): Fix => {
    return { label: joint, from: token.from, to: token.from, text: `${joint} ` }
  })
  return new Refusal('Between two criteria there must be “and” or “or”', token, fixes)
}

function readOr(reader: TokenReader, depth: number): Expression {
  const parts = [readAnd(reader, depth)]
  while (reader.take('or') !== null) parts.push(readAnd(reader, depth))
  return join('or', parts)
}

function readAnd(reader: TokenReader, depth: number): Expression {
  const parts = [readNot(reader, depth)]
  for (let and = reader.take('and'); and !== null; and = reader.take('and')) {
    const part = readNot(reader, depth)
    refuseMixture(parts, part, and)
    parts.push(part)
  }
  return join('and', parts)
}

function readNot(reader: TokenReader, depth: number): Expression {
  const not = reader.take('not')
  if (not === null) return readGroup(reader, depth)
  if (depth >= deepest) throw tooDeep(not)
  const part = readNot(reader, depth + 1)
  return { kind: 'not', part, from: not.from, to: part.to }
}

function readGroup(reader: TokenReader, depth: number): Expression {
  const open = reader.take('open')
  if (open === null) return readTest(reader)
  if (depth >= deepest) throw tooDeep(open)
  const inside = readOr(reader, depth + 1)
  const close = reader.take('close')
  if (close !== null) return { ...inside, from: open.from, to: close.to }
  const next = reader.peek()
  if (next.kind !== 'end') throw unexpected(next)
  throw new Refusal('This parenthesis is not closed', open, [
    { label: 'Close it at the end', from: next.from, to: next.from, text: ')' },
  ])
}

const tooDeep = (place: { from: number; to: number }): Refusal =>
  new Refusal(`At most ${deepest} parentheses and negations within one another`, place)

function join(kind: 'and' | 'or', parts: readonly Expression[]): Expression {
  const [first] = parts
  const last = parts.at(-1)
  if (first === undefined || last === undefined) throw new Refusal('Empty', { from: 0, to: 0 })
  return parts.length === 1 ? first : { kind, parts, from: first.from, to: last.to }
}

function refuseMixture(
  before: readonly Expression[],
  part: Expression,
  and: { from: number; to: number },
): void {
  const [first] = before
  if (first === undefined) return
  const [one, other] = [kindsOf(first), kindsOf(part)]
  if (one.size === other.size && [...one].every((kind) => other.has(kind))) return
  const fixes: Fix[] = [replaceBy('or', and)]
  for (const side of [...before, part]) {
    if (side.kind !== 'test' || side.end !== null || side.operand.about !== 'node') continue
    for (const end of ['source', 'target']) {
      const text = `${end}.`
      fixes.push({
        label: `${end}.${side.operand.name}`,
        from: side.from,
        to: side.from,
        text,
      })
    }
    break
  }
  throw new Refusal(
    'Nothing is both a node and an edge: join them by “or”, or ask for an end of the edge',
    and,
    fixes,
  )
}
