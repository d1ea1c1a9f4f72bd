import { Grouper } from '../label-set.ts'
import type { LabelSet } from '../label-set.ts'
import { comparisonOps, ExecutionError, isOneOf } from './syntax.ts'
import type { ArithmeticOp, Binary, BinaryOp, ComparisonOp, Matching, SetOp } from './syntax.ts'
import type { Sample } from './values.ts'

const arithmetic = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => (a === 1 || b === 0 ? 1 : a ** b), // 1 ^ NaN is 1 in Go, NaN in JavaScript
  atan2: (a, b) => Math.atan2(a, b),
} as const satisfies Record<ArithmeticOp, (a: number, b: number) => number>

const comparison = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
} as const satisfies Record<ComparisonOp, (a: number, b: number) => boolean>

type NumberOp = Exclude<BinaryOp, SetOp>

/** Of two scalars; a comparison (it has `bool`) gives 0 or 1. */
export function scalarResult(op: NumberOp, left: number, right: number): number {
  if (isOneOf(comparisonOps, op)) return comparison[op](left, right) ? 1 : 0
  return arithmetic[op](left, right)
}

export interface VectorAndScalar {
  readonly samples: readonly Sample[]
  readonly scalar: number
  readonly isScalarLeft: boolean
}

/** A comparison without `bool` keeps the samples for which it holds, name and value unchanged. */
export function vectorAndScalar(
  { op, isBool }: Binary,
  { samples, scalar, isScalarLeft }: VectorAndScalar,
): readonly Sample[] {
  return samples.flatMap((sample) => {
    const [left, right] = isScalarLeft ? [scalar, sample.value] : [sample.value, scalar]
    if (isOneOf(comparisonOps, op) && !isBool) {
      return comparison[op](left, right) ? [sample] : []
    }
    if (isSetOp(op)) return []
    return [{ labels: sample.labels.withoutName(), value: scalarResult(op, left, right) }]
  })
}

export function isSetOp(op: BinaryOp): op is SetOp {
  return op === 'and' || op === 'or' || op === 'unless'
}

export function setOperation(
  { op, matching }: Binary,
  left: readonly Sample[],
  right: readonly Sample[],
): readonly Sample[] {
  const grouper = new Grouper(matching.labels, !matching.isOn)
  const keysOf = (samples: readonly Sample[]) =>
    new Set(samples.map(({ labels }) => grouper.keyOf(labels)))
  if (op === 'or') {
    const taken = keysOf(left)
    return [...left, ...right.filter(({ labels }) => !taken.has(grouper.keyOf(labels)))]
  }
  const other = keysOf(right)
  return left.filter(({ labels }) => other.has(grouper.keyOf(labels)) === (op === 'and'))
}

/** Matches each sample of the "many" side with the one of the other side that has its labels. */
export function vectorAndVector(
  binary: Binary,
  left: readonly Sample[],
  right: readonly Sample[],
): readonly Sample[] {
  const { matching } = binary
  const isSwapped = matching.cardinality === 'one-to-many'
  const [many, one] = isSwapped ? [right, left] : [left, right]
  const grouper = new Grouper(matching.labels, !matching.isOn)
  const oneByKey = indexOnes(one, grouper, isSwapped ? 'left' : 'right')
  const results: Sample[] = []
  const seen = new Set<string>()
  for (const sample of many) {
    const key = grouper.keyOf(sample.labels)
    const partner = oneByKey.get(key)
    if (partner === undefined) continue
    const [a, b] = isSwapped ? [partner, sample] : [sample, partner]
    const value = pairValue(binary, a.value, b.value)
    if (value === null) continue
    const labels = resultLabels(binary, sample.labels, partner.labels)
    refuseTwice(matching, seen, matching.cardinality === 'one-to-one' ? key : labels.key)
    results.push({ labels, value: value === 'kept' ? a.value : value })
  }
  return results
}

/** `kept`: a comparison holds and leaves the left value; null: it does not hold. */
function pairValue({ op, isBool }: Binary, a: number, b: number): number | 'kept' | null {
  if (isSetOp(op)) return null
  if (!isOneOf(comparisonOps, op) || isBool) return scalarResult(op, a, b)
  return comparison[op](a, b) ? 'kept' : null
}

function indexOnes(
  samples: readonly Sample[],
  grouper: Grouper,
  side: 'left' | 'right',
): ReadonlyMap<string, Sample> {
  const byKey = new Map<string, Sample>()
  for (const sample of samples) {
    const key = grouper.keyOf(sample.labels)
    const twin = byKey.get(key)
    if (twin !== undefined) {
      throw new ExecutionError(
        `found duplicate series for the match group ${textOf(grouper.groupOf(sample.labels))} on the ${side} hand-side of the operation: [${textOf(sample.labels)}, ${textOf(twin.labels)}];many-to-many matching not allowed: matching labels must be unique on one side`,
      )
    }
    byKey.set(key, sample)
  }
  return byKey
}

function refuseTwice({ cardinality }: Matching, seen: Set<string>, key: string): void {
  if (seen.has(key)) {
    throw new ExecutionError(
      cardinality === 'one-to-one'
        ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
        : 'multiple matches for labels: grouping labels must ensure unique matches',
    )
  }
  seen.add(key)
}

function resultLabels(binary: Binary, many: LabelSet, one: LabelSet): LabelSet {
  const { op, isBool, matching } = binary
  let labels = isOneOf(comparisonOps, op) && !isBool ? many : many.withoutName()
  if (matching.cardinality === 'one-to-one') {
    labels = matching.isOn ? labels.only(matching.labels) : labels.without(matching.labels)
  }
  for (const name of matching.include) labels = labels.with(name, one.get(name))
  return labels
}

function textOf(labels: LabelSet): string {
  const pairs = labels.names.flatMap((name, index) =>
    name === '__name__' ? [] : [`${name}=${JSON.stringify(labels.values[index] ?? '')}`],
  )
  return `${labels.get('__name__')}{${pairs.join(', ')}}`
}
