import type { Expression, Test } from './expression.ts'
import { nearest } from './nearest.ts'
import { findOperand, operandNames, type Operand } from './operands.ts'
import { readCheck, type Negatable } from './read-check.ts'
import { Refusal, replaceBy } from './refusal.ts'
import type { TokenReader } from './token-reader.ts'
import type { Token } from './tokens.ts'

const beginnings: readonly string[] = ['is', 'has']
const endsByPrefix: Readonly<Record<string, 'source' | 'target'>> = {
  source: 'source',
  from: 'source',
  target: 'target',
  to: 'target',
}

/** What stands at the left of an operator: the operand, the label's key, the end of an edge. */
export interface Subject extends Pick<Test, 'operand' | 'key' | 'end'> {
  readonly token: Token
}

/** One criterion: `is idle`, `!healthy`, `name not contains rev`, `rt > 500`, or a bare name. */
export function readTest(reader: TokenReader): Expression {
  const first = reader.peek()
  if (beginnings.includes(first.text.toLowerCase()) && isSubject(reader.peek(1))) {
    reader.next()
    // `is not idle`: the negation stands behind.
    const not = reader.take('not')
    const part = readTest(reader)
    const to = part.to
    return not === null
      ? { ...part, from: first.from }
      : { kind: 'not', part, from: first.from, to }
  }
  const token = reader.next()
  if (token.kind === 'quoted') return nameContaining(token)
  if (token.kind !== 'word') throw missing(token)
  const subject = readSubject(token)
  if (subject === null) return readUnknown(reader, token)
  return negate(subject, readCheck(reader, subject))
}

function isSubject(token: Token): boolean {
  return token.kind === 'word' || token.kind === 'not'
}

function negate(subject: Subject, { check, isNegated, to }: Negatable): Expression {
  const { operand, key, end, token } = subject
  const place = { from: token.from, to }
  const test: Test = { kind: 'test', operand, key, end, check, ...place }
  return isNegated ? { kind: 'not', part: test, ...place } : test
}

/** Null: there is no such operand. */
function readSubject(token: Token): Subject | null {
  const [, prefix = '', rest = token.text] =
    /^(source|from|target|to)\.(.*)$/i.exec(token.text) ?? []
  const end = endsByPrefix[prefix.toLowerCase()] ?? null
  const [, name = '', colon = '', key = ''] = /^([^:]*)(:?)(.*)$/.exec(rest) ?? []
  const operand = findOperand(name)
  if (operand === null) return null
  if (end !== null) refuseEdge(operand, token)
  refuseKey({ operand, colon, key, token })
  return { operand, key, end, token }
}

function refuseEdge({ name, about }: Operand, token: Token): void {
  if (about === 'node') return
  const fixes = [replaceBy(name, token)]
  throw new Refusal(`“${name}” speaks of edges, not of the nodes at their ends`, token, fixes)
}

function refuseKey(at: { operand: Operand; colon: string; key: string; token: Token }): void {
  const { operand, colon, key, token } = at
  const isLabel = operand.reading.type === 'label'
  if (isLabel && key === '') throw new Refusal('Which label? Name its key: label:region', token)
  if (isLabel || colon === '') return
  throw new Refusal(`Only labels have a key; “${operand.name}” takes an operator`, token, [
    replaceBy(`${operand.name} = ${key}`.trim(), token),
  ])
}

/** A word that is no operand: a slip, or, standing alone, a name to look for. */
function readUnknown(reader: TokenReader, token: Token): Expression {
  const slips = nearest(token.text, operandNames).map((name) => replaceBy(name, token))
  const next = reader.peek()
  const isCompared =
    next.kind === 'operator' || (next.kind === 'not' && reader.peek(1).kind === 'operator')
  if (!isCompared && slips.length === 0 && /^[\w*./@:-]+$/.test(token.text)) {
    return nameContaining(token)
  }
  const ways = isCompared ? slips : [...slips, replaceBy(`name contains ${token.text}`, token)]
  throw new Refusal(`There is no “${token.text}” to ask for${didYouMean(slips)}`, token, ways)
}

const didYouMean = (slips: readonly { text: string }[]): string =>
  slips[0] === undefined ? '' : `: did you mean ${slips[0].text}?`

function nameContaining({ text, from, to }: Token): Test {
  const operand = nameOperand()
  const check = { kind: 'text', operator: '*=', value: text } as const
  return { kind: 'test', operand, key: '', end: null, check, from, to }
}

function nameOperand(): Operand {
  const operand = findOperand('name')
  if (operand === null) throw new Error('The language has no operand for names')
  return operand
}

function missing(token: Token): Refusal {
  if (token.kind === 'end') {
    const place = { from: Math.max(0, token.from - 1), to: token.to }
    return new Refusal(
      'Something is missing at the end: a criterion such as idle or rt > 500',
      place,
    )
  }
  if (token.kind === 'operator') {
    return new Refusal('What is to be compared? Before an operator stands an operand', token)
  }
  return new Refusal('Here a criterion is missing, such as idle or rt > 500', token)
}
