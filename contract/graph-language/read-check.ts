import {
  numberOperators,
  textOperators,
  type Check,
  type NumberOperator,
  type TextOperator,
} from './expression.ts'
import { nearest } from './nearest.ts'
import type { Operand, Unit } from './operands.ts'
import type { Subject } from './read-test.ts'
import { Refusal, replaceBy, type Place } from './refusal.ts'
import type { TokenReader } from './token-reader.ts'
import type { Token } from './tokens.ts'

export interface Negatable {
  readonly check: Check
  readonly isNegated: boolean
  /** Where it ends in the text. */
  readonly to: number
}

interface Comparison {
  readonly operand: Operand
  readonly operator: Token
  readonly value: Token
  /** All of it, for errors about all of it. */
  readonly place: Place
}

/** The operator and the value behind a subject; flags and labels may stand alone. */
export function readCheck(reader: TokenReader, subject: Subject): Negatable {
  const { operand, token } = subject
  const { type } = operand.reading
  const isNotBehind = reader.peek().kind === 'not' && reader.peek(1).kind === 'operator'
  if (isNotBehind) reader.next()
  const operator = reader.take('operator')
  if (operator === null) return readAlone(subject)
  if (type === 'flag') throw refuseValue(reader, subject)
  const value = reader.next()
  if (value.kind !== 'word' && value.kind !== 'quoted') throw missingValue(operator, subject)
  const comparison = { operand, operator, value, place: { from: token.from, to: value.to } }
  const isNegative = operator.text.startsWith('!')
  const check = type === 'number' ? readNumber(comparison) : readText(comparison)
  return { check, isNegated: isNegative !== isNotBehind, to: value.to }
}

function readAlone({ operand, token }: Subject): Negatable {
  const { type } = operand.reading
  if (type === 'flag' || type === 'label') {
    return { check: { kind: 'flag' }, isNegated: false, to: token.to }
  }
  const insert = { from: token.to, to: token.to }
  if (type === 'number') {
    throw new Refusal(
      `“${operand.name}” is a number: compare it, or ask whether there is any`,
      token,
      [
        { ...replaceBy(' > 0', insert), label: `${token.text} > 0` },
        { ...replaceBy(' != NaN', insert), label: `${token.text} != NaN` },
      ],
    )
  }
  const example = Object.keys(operand.reading.choices ?? {})[0] ?? 'reviews'
  throw new Refusal(
    `“${operand.name}” is a text: compare it, as in ${operand.name} = ${example}`,
    token,
  )
}

function refuseValue(reader: TokenReader, { operand, token }: Subject): Refusal {
  const value = reader.peek()
  const place = { from: token.from, to: Math.max(token.to, value.to) }
  return new Refusal(`“${operand.name}” is so or not: it takes no value`, place, [
    replaceBy(operand.name, place),
    replaceBy(`!${operand.name}`, place),
  ])
}

function missingValue(operator: Token, { operand }: Subject): Refusal {
  const unit = operand.reading.type === 'number' ? unitWords[operand.reading.unit] : 'a text'
  return new Refusal(`A value is missing behind “${operator.text}”: ${unit}`, operator)
}

const unitWords = {
  requests: 'requests per second',
  bytes: 'bytes per second',
  ms: 'milliseconds',
  percent: 'percent, 0 to 100',
  rank: 'a rank, 1 to 100',
} as const satisfies Record<Unit, string>

function readText({ operand, operator, value }: Comparison): Check {
  const symbol = operator.text.replace('!', '')
  if (!isTextOperator(symbol)) {
    const message = `“${operand.name}” is a text: it knows ${textOperators.join(' ')} and their negations`
    throw new Refusal(message, operator, [
      replaceBy('=', operator),
      replaceBy('contains', operator),
    ])
  }
  const choices = operand.reading.type === 'text' ? operand.reading.choices : undefined
  const isChoice = choices !== undefined && symbol === '='
  const text = isChoice ? readChoice({ operand, value }, choices) : value.text
  return { kind: 'text', operator: symbol, value: text }
}

function readChoice(
  { operand, value }: Pick<Comparison, 'operand' | 'value'>,
  choices: Readonly<Record<string, readonly string[]>>,
): string {
  const wanted = value.text.toLowerCase()
  for (const [choice, others] of Object.entries(choices)) {
    if (choice.toLowerCase() === wanted || others.includes(wanted)) return choice
  }
  const all = Object.entries(choices).flatMap(([choice, others]) => [choice, ...others])
  const near = nearest(wanted, all)
  const offered = near.length > 0 ? near : Object.keys(choices)
  throw new Refusal(
    `“${operand.name}” is never “${value.text}”: it is ${Object.keys(choices).join(', ')}`,
    value,
    offered.map((one) => replaceBy(one, value)),
  )
}

function readNumber({ operand, operator, value, place }: Comparison): Check {
  const symbol = operator.text.replace('!', '')
  if (!isNumberOperator(symbol)) {
    const message = `“${operand.name}” is a number: it knows ${numberOperators.join(' ')} and !=`
    throw new Refusal(message, operator, [replaceBy('=', operator), replaceBy('>=', operator)])
  }
  const unit = operand.reading.type === 'number' ? operand.reading.unit : 'requests'
  if (value.text.toLowerCase() === 'nan') {
    if (symbol === '=') return { kind: 'nothing' }
    throw new Refusal('NaN, no activity, is equal or not: = NaN, != NaN', place, [
      replaceBy('!=', operator),
      replaceBy('=', operator),
    ])
  }
  const number = readAmount(value.text, unit)
  if (number === null) {
    throw new Refusal(`“${value.text}” is no number: ${unitWords[unit]}`, value, [
      replaceBy(unit === 'ms' ? '500' : '1', value),
    ])
  }
  const [least, most] = rangeByUnit[unit] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (number < least || number > most) {
    throw new Refusal(`“${operand.name}” goes from ${least} to ${most}`, value, [
      replaceBy(String(Math.min(most, Math.max(least, number))), value),
    ])
  }
  return { kind: 'number', operator: symbol, value: number }
}

const rangeByUnit: Partial<Record<Unit, readonly [number, number]>> = {
  percent: [0, 100],
  rank: [1, 100],
}

const amounts = { k: 1e3, M: 1e6, G: 1e9 } as const
const suffixes: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  requests: amounts,
  bytes: amounts,
  ms: { ms: 1, s: 1000 },
  percent: { '%': 1 },
  rank: {},
}

/** `1.5s`, `10k`, `5%`: a number in the operand's unit, perhaps written with a larger one. */
function readAmount(text: string, unit: Unit): number | null {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(\D*)$/.exec(text)
  if (match === null) return null
  const [, digits = '', suffix = ''] = match
  const factor = suffix === '' ? 1 : suffixes[unit][suffix]
  return factor === undefined ? null : Number(digits) * factor
}

const isTextOperator = (symbol: string): symbol is TextOperator =>
  textOperators.some((one) => one === symbol)

const isNumberOperator = (symbol: string): symbol is NumberOperator =>
  numberOperators.some((one) => one === symbol)
