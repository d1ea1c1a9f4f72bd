import { functionSignatures } from './signatures.ts'
import { comparisonOps, isOneOf, setOps } from './syntax.ts'
import type { Aggregate, Binary, Expr, ValueType } from './syntax.ts'

const typeNames = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
} as const satisfies Record<ValueType, string>

const typeOfLeaf = {
  number: 'scalar',
  string: 'string',
  selector: 'vector',
  aggregate: 'vector',
  matrix: 'matrix',
  subquery: 'matrix',
} as const satisfies Partial<Record<Expr['kind'], ValueType>>

/** What an expression yields, supposing that its parts were checked. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'call':
      return functionSignatures[expr.name]?.returns ?? 'vector'
    case 'negate':
    case 'paren':
      return typeOf(expr.expr)
    case 'binary':
      return typeOf(expr.left) === 'scalar' && typeOf(expr.right) === 'scalar' ? 'scalar' : 'vector'
    default:
      return typeOfLeaf[expr.kind]
  }
}

/** What Prometheus would say against this call, in its words; null when it is fine. */
export function checkCall(name: string, args: readonly Expr[]): string | null {
  const signature = functionSignatures[name]
  if (signature === undefined) return `unknown or unsupported function with name "${name}"`
  const { takes, optional = 0 } = signature
  if (args.length < takes.length - optional) {
    const least = optional === 0 ? '' : 'at least '
    return `expected ${least}${takes.length - optional} argument(s) in call to "${name}", got ${args.length}`
  }
  if (signature.isVariadic !== true && args.length > takes.length) {
    const most = optional === 0 ? '' : 'at most '
    return `expected ${most}${takes.length} argument(s) in call to "${name}", got ${args.length}`
  }
  for (const [index, arg] of args.entries()) {
    const wanted = takes[Math.min(index, takes.length - 1)]
    if (wanted === undefined) continue
    const problem = expectType(arg, wanted, `call to function "${name}"`)
    if (problem !== null) return problem
  }
  return null
}

export function checkAggregate({ op, param, expr }: Aggregate): string | null {
  const inner = expectType(expr, 'vector', 'aggregation expression')
  if (inner !== null || param === null) return inner
  return expectType(param, op === 'count_values' ? 'string' : 'scalar', 'aggregation parameter')
}

export function checkBinary(binary: Binary): string | null {
  const types = [typeOf(binary.left), typeOf(binary.right)]
  if (types.some((type) => type === 'matrix' || type === 'string')) {
    return 'binary expression must contain only scalar and instant vector types'
  }
  const scalars = types.filter((type) => type === 'scalar').length
  return checkOperator(binary, scalars) ?? checkMatching(binary, scalars)
}

function checkOperator({ op, isBool, matching }: Binary, scalars: number): string | null {
  const isComparison = isOneOf(comparisonOps, op)
  if (isBool && !isComparison) return 'bool modifier can only be used on comparison operators'
  if (isComparison && !isBool && scalars === 2) {
    return 'comparisons between scalars must use BOOL modifier'
  }
  if (!isOneOf(setOps, op)) return null
  if (matching.cardinality !== 'one-to-one') return `no grouping allowed for "${op}" operation`
  return scalars > 0 ? `set operator "${op}" not allowed in binary scalar expression` : null
}

function checkMatching({ matching }: Binary, scalars: number): string | null {
  if ((matching.labels.length > 0 || matching.isOn) && scalars > 0) {
    return 'vector matching only allowed between instant vectors'
  }
  const both = matching.include.find((label) => matching.isOn && matching.labels.includes(label))
  if (both === undefined) return null
  return `label "${both}" must not occur in ON and GROUP clause at once`
}

export function checkNegate(expr: Expr): string | null {
  const type = typeOf(expr)
  return type === 'scalar' || type === 'vector'
    ? null
    : `unary expression only allowed on expressions of type scalar or instant vector, got ${JSON.stringify(typeNames[type])}`
}

export function checkSubquery(expr: Expr): string | null {
  const type = typeOf(expr)
  return type === 'vector' || type === 'scalar'
    ? null
    : `subquery is only allowed on instant vector, got ${typeNames[type]}`
}

function expectType(expr: Expr, wanted: ValueType, where: string): string | null {
  const type = typeOf(expr)
  return type === wanted
    ? null
    : `expected type ${typeNames[wanted]} in ${where}, got ${typeNames[type]}`
}
