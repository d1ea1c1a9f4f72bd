import type { SyntaxNode } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'
import { createMatcher, RegexError } from '../matcher.ts'
import type { Matcher, MatchOperator } from '../matcher.ts'
import {
  checkAggregate,
  checkBinary,
  checkCall,
  checkNegate,
  checkSubquery,
} from './check-types.ts'
import { moveRightmost, rebound } from './binding.ts'
import type { Move } from './binding.ts'
import { readDuration, readNumber, readString } from './literals.ts'
import { at, child, children, refuseErrors, textOf, unsupported } from './tree.ts'
import type { Place } from './tree.ts'
import {
  aggregateOps,
  arithmeticOps,
  comparisonOps,
  isOneOf,
  QueryError,
  setOps,
} from './syntax.ts'
import type { Aggregate, AtTime, Binary, BinaryOp, Expr, Matching } from './syntax.ts'

/** @throws QueryError that says where and why. */
export function parseQuery(text: string): Expr {
  if (text.trim() === '')
    throw new QueryError('unknown position: parse error: no expression found in input')
  const tree = parser.parse(text)
  refuseErrors(text, tree.topNode)
  const root = children(tree.topNode)[0]
  if (root === undefined)
    throw new QueryError('unknown position: parse error: no expression found in input')
  return readExpr({ text, node: root })
}

/** Hands the expression on unless something is said against it. */
function checked(place: Place, expr: Expr, problem: string | null): Expr {
  if (problem !== null) throw at(place, problem)
  return expr
}

type Reader = (place: Place) => Expr

const readers: Readonly<Record<string, Reader>> = {
  ParenExpr: (place) => ({ kind: 'paren', expr: readExpr(only(place)) }),
  NumberDurationLiteral: (place) => ({ kind: 'number', value: numberOf(place) }),
  StringLiteral: (place) => ({ kind: 'string', value: readString(textOf(place)) }),
  VectorSelector: readSelector,
  MatrixSelector: readMatrix,
  SubqueryExpr: readSubquery,
  OffsetExpr: readOffset,
  StepInvariantExpr: readAt,
  UnaryExpr: readUnary,
  FunctionCall: readCall,
  AggregateExpr: readAggregate,
  BinaryExpr: readBinary,
}

function readExpr(place: Place): Expr {
  const reader = readers[place.node.name]
  if (reader === undefined) throw unsupported(place, place.node.name)
  return reader(place)
}

function readSelector(place: Place): Expr {
  const matchers: Matcher[] = []
  const name = child(place, 'Identifier')
  if (name !== null) matchers.push(createMatcher('__name__', '=', textOf(name)))
  const list = child(place, 'LabelMatchers')
  for (const node of list === null ? [] : children(list.node)) {
    matchers.push(readMatcher({ text: place.text, node }))
  }
  if (matchers.every((matcher) => matcher.matches(''))) {
    throw at(place, 'vector selector must contain at least one non-empty matcher')
  }
  return { kind: 'selector', matchers, offsetMs: 0, at: null }
}

function readMatcher(place: Place): Matcher {
  if (place.node.name === 'QuotedLabelName') {
    return createMatcher('__name__', '=', readString(textOf(place)))
  }
  const [label, operator, value] = children(place.node).map((node) => textOf({ ...place, node }))
  if (label === undefined || operator === undefined || value === undefined) {
    throw at(place, 'unexpected label matcher')
  }
  try {
    const name = place.node.name === 'QuotedLabelMatcher' ? readString(label) : label
    return createMatcher(name, operatorOf(operator), readString(value))
  } catch (error) {
    if (error instanceof RegexError) throw at(place, `error parsing regexp: ${error.message}`)
    throw error
  }
}

function operatorOf(text: string): MatchOperator {
  if (text === '=' || text === '!=' || text === '=~' || text === '!~') return text
  throw new QueryError(`unexpected label matching operator ${text}`)
}

function readMatrix(place: Place): Expr {
  const selector = readExpr(only(place))
  if (selector.kind !== 'selector') throw at(place, 'ranges only allowed for vector selectors')
  if (selector.offsetMs !== 0 || selector.at !== null) {
    throw at(place, 'no offset or @ modifiers allowed before range')
  }
  return { kind: 'matrix', selector, rangeMs: durationsOf(place, 'DurationExpr')[0] ?? 0 }
}

function readSubquery(place: Place): Expr {
  const [rangeMs = 0, stepMs = null] = durationsOf(place, 'DurationExpr')
  const expr = readExpr(only(place))
  const subquery: Expr = { kind: 'subquery', expr, rangeMs, stepMs, offsetMs: 0, at: null }
  return checked(place, subquery, checkSubquery(expr))
}

function readOffset(place: Place): Expr {
  const [offsetMs = 0] = durationsOf(place, 'OffsetDurationExpr')
  return shifted(place, (selected) => {
    if (selected.offsetMs !== 0) throw at(place, 'offset may not be set multiple times')
    return { ...selected, offsetMs }
  })
}

function readAt(place: Place): Expr {
  const literal = child(place, 'NumberDurationLiteral')
  let moment: AtTime = 'end'
  if (literal !== null) moment = Math.round(numberOf(literal) * 1_000)
  else if (/@\s*start\s*\(/i.test(textOf(place))) moment = 'start'
  return shifted(place, (selected) => ({ ...selected, at: moment }))
}

/** `offset` and `@` stand behind what they move: a selector, a range of one, a subquery. */
function shifted(place: Place, move: Move): Expr {
  const moved = moveRightmost(readExpr(only(place)), move)
  if (moved !== null) return moved
  throw at(
    place,
    'offset or @ modifier must be preceded by an instant vector selector or range vector selector or a subquery',
  )
}

function readUnary(place: Place): Expr {
  const inner = readExpr(only(place))
  const isMinus = textOf(child(place, 'UnaryOp') ?? place).startsWith('-')
  if (!isMinus) return inner
  if (inner.kind === 'number') return { kind: 'number', value: -inner.value }
  return checked(place, { kind: 'negate', expr: inner }, checkNegate(inner))
}

function readCall(place: Place): Expr {
  const [name, body] = children(place.node)
  if (name === undefined || body === undefined) throw at(place, 'unexpected call')
  const args = children(body).map((node) => readExpr({ ...place, node }))
  const called = textOf({ ...place, node: name })
  return checked(place, { kind: 'call', name: called, args }, checkCall(called, args))
}

function readAggregate(place: Place): Expr {
  const op = textOf(child(place, 'AggregateOp') ?? place).toLowerCase()
  if (!isOneOf(aggregateOps, op)) throw unsupported(place, `aggregation ${op}`)
  const modifier = child(place, 'AggregateModifier')
  const body = child(place, 'FunctionCallBody')
  const args = children((body ?? place).node).map((node) => readExpr({ ...place, node }))
  const takesParam = ['topk', 'bottomk', 'quantile', 'count_values'].includes(op)
  const wanted = takesParam ? 2 : 1
  if (args.length !== wanted) {
    throw at(
      place,
      `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
    )
  }
  const [first, second] = args
  const expr = takesParam ? second : first
  if (first === undefined || expr === undefined)
    throw at(place, 'no arguments for aggregate expression provided')
  const aggregate: Aggregate = {
    kind: 'aggregate',
    op,
    labels: modifier === null ? [] : groupingOf(modifier),
    isWithout: modifier !== null && /^without/i.test(textOf(modifier)),
    param: takesParam ? first : null,
    expr,
  }
  return checked(place, aggregate, checkAggregate(aggregate))
}

function readBinary(place: Place): Expr {
  const operands = children(place.node).filter((node) => isExpr(node))
  const [left, right] = operands
  if (left === undefined || right === undefined) throw at(place, 'unexpected binary expression')
  const sign = left.nextSibling
  if (sign === null) throw at(place, 'unexpected binary expression')
  if (child(place, 'FillModifier') !== null) throw unsupported(place, 'modifier fill')
  const matching = child(place, 'MatchingModifierClause')
  const binary: Binary = {
    kind: 'binary',
    op: binaryOpOf({ ...place, node: sign }),
    left: readExpr({ ...place, node: left }),
    right: readExpr({ ...place, node: right }),
    isBool: child(place, 'BoolModifier') !== null,
    matching: matching === null ? matchAll : matchingOf(matching),
  }
  return checked(place, rebound(binary, left), checkBinary(binary))
}

const matchAll: Matching = { isOn: false, labels: [], cardinality: 'one-to-one', include: [] }

function binaryOpOf(place: Place): BinaryOp {
  const op = textOf(place).toLowerCase()
  if (isOneOf(arithmeticOps, op) || isOneOf(comparisonOps, op) || isOneOf(setOps, op)) return op
  throw unsupported(place, `operator ${op}`)
}

function matchingOf(place: Place): Matching {
  const [labels, include] = children(place.node)
    .filter((node) => node.name === 'GroupingLabels')
    .map((node) => labelsOf({ ...place, node }))
  const isLeft = child(place, 'GroupLeft') !== null
  const isRight = child(place, 'GroupRight') !== null
  const side = isLeft ? 'many-to-one' : 'one-to-many'
  return {
    isOn: child(place, 'On') !== null,
    labels: labels ?? [],
    cardinality: isLeft || isRight ? side : 'one-to-one',
    include: include ?? [],
  }
}

function groupingOf(modifier: Place): readonly string[] {
  const labels = child(modifier, 'GroupingLabels')
  return labels === null ? [] : labelsOf(labels)
}

function labelsOf(place: Place): readonly string[] {
  return children(place.node).map((node) => {
    const text = textOf({ ...place, node })
    return node.name === 'QuotedLabelName' ? readString(text) : text
  })
}

function durationsOf(place: Place, name: string): readonly number[] {
  return children(place.node)
    .filter((node) => node.name === name)
    .map((node) => readDuration(textOf({ ...place, node })))
}

function numberOf(place: Place): number {
  const value = readNumber(textOf(place))
  if (value === null) throw at(place, `bad number or duration syntax: ${textOf(place)}`)
  return value
}

const notExprs = new Set(['BoolModifier', 'MatchingModifierClause', 'FillModifier'])

function isExpr(node: SyntaxNode): boolean {
  return node.name in readers && !notExprs.has(node.name)
}

/** The one expression below this node. */
function only(place: Place): Place {
  const node = children(place.node).find(isExpr)
  if (node === undefined) {
    const strange = children(place.node)[0]
    throw unsupported(place, strange?.name ?? place.node.name)
  }
  return { ...place, node }
}
