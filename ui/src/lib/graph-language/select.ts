import type { Graph, GraphEdge, GraphNode } from '#contract/graph.ts'
import type { Check, Expression, Test } from '#contract/graph-language/expression.ts'
import type { Reading, Surroundings } from '#contract/graph-language/operands.ts'
import { rankerOf } from './rank.ts'

/** True, false, or null: it cannot be judged, and neither can its opposite. */
type Verdict = boolean | null
type Judge<Element> = (element: Element) => Verdict

interface Judging extends Surroundings {
  readonly nodesById: ReadonlyMap<string, GraphNode>
}

export interface Selection {
  readonly nodes: ReadonlySet<string>
  readonly edges: ReadonlySet<string>
}

/**
 * Ids of what an expression is true of, in the order of the graph. `rankOf`: of a larger graph, where
 * this one is a part of it.
 */
export function select(
  graph: Pick<Graph, 'nodes' | 'edges'>,
  expression: Expression,
  rankOf: Surroundings['rankOf'] = rankerOf(graph),
): Selection {
  const around: Judging = {
    nodesById: new Map(graph.nodes.map((node) => [node.id, node])),
    rankOf,
  }
  const ofNodes = judge<GraphNode>(expression, (test) => judgeNode(test, around))
  const ofEdges = judge<GraphEdge>(expression, (test) => judgeEdge(test, around))
  return { nodes: idsOf(graph.nodes, ofNodes), edges: idsOf(graph.edges, ofEdges) }
}

function idsOf<Element extends { id: string }>(
  elements: readonly Element[],
  judgeOne: Judge<Element> | null,
): ReadonlySet<string> {
  if (judgeOne === null) return new Set()
  return new Set(elements.filter((element) => judgeOne(element) === true).map(({ id }) => id))
}

/**
 * Of one kind of elements; null: the expression does not speak of them. A part that does not is
 * left out of an `or`, so that `!(idle or traffic)` is the opposite among nodes and among edges.
 */
function judge<Element>(
  expression: Expression,
  judgeTest: (test: Test) => Judge<Element> | null,
): Judge<Element> | null {
  if (expression.kind === 'test') return judgeTest(expression)
  if (expression.kind === 'not') {
    const part = judge(expression.part, judgeTest)
    return part && ((element) => opposite(part(element)))
  }
  const parts = expression.parts
    .map((part) => judge(part, judgeTest))
    .filter((part) => part !== null)
  if (parts.length === 0) return null
  const decisive = expression.kind === 'or'
  return (element) => judgeAll(parts, element, decisive)
}

const opposite = (verdict: Verdict): Verdict => (verdict === null ? null : !verdict)

/** One decisive verdict decides; else one that cannot be judged leaves it open. */
function judgeAll<Element>(
  parts: readonly Judge<Element>[],
  element: Element,
  decisive: boolean,
): Verdict {
  let isOpen = false
  for (const part of parts) {
    const verdict = part(element)
    if (verdict === decisive) return decisive
    if (verdict === null) isOpen = true
  }
  return isOpen ? null : !decisive
}

function judgeNode({ operand, key, end, check }: Test, around: Judging): Judge<GraphNode> | null {
  if (operand.about === 'edge' || end !== null) return null
  return judgeReading(operand.reading, { key, check, around })
}

function judgeEdge({ operand, key, end, check }: Test, around: Judging): Judge<GraphEdge> | null {
  if (operand.about === 'edge') return judgeReading(operand.reading, { key, check, around })
  if (end === null) return null
  const ofEnd = judgeReading(operand.reading, { key, check, around })
  return (edge) => {
    const node = around.nodesById.get(edge[end])
    return node === undefined ? null : ofEnd(node)
  }
}

interface Criterion {
  readonly key: string
  readonly check: Check
  readonly around: Surroundings
}

function judgeReading<Element>(
  reading: Reading<Element>,
  { key, check, around }: Criterion,
): Judge<Element> {
  switch (reading.type) {
    case 'flag':
      return (element) => reading.read(element, around)
    case 'number':
      return (element) => compareNumber(reading.read(element, around), check)
    case 'text':
      return (element) => compareTexts(reading.read(element, around), check)
    case 'label':
      return (element) => {
        const labels = reading.read(element, around)
        const values = Object.hasOwn(labels, key) ? labels[key] : undefined
        return values !== undefined && (check.kind === 'flag' || compareTexts(values, check))
      }
  }
}

function compareNumber(value: number | null, check: Check): boolean {
  if (check.kind === 'nothing') return value === null || Number.isNaN(value) || value === 0
  if (check.kind !== 'number' || value === null) return false
  switch (check.operator) {
    case '=':
      return value === check.value
    case '>':
      return value > check.value
    case '>=':
      return value >= check.value
    case '<':
      return value < check.value
    case '<=':
      return value <= check.value
  }
}

function compareTexts(values: readonly (string | null)[], check: Check): boolean {
  if (check.kind !== 'text') return false
  const wanted = check.value.toLowerCase()
  const known = values.filter((value) => value !== null)
  // What has no such text at all has the empty one.
  return (known.length === 0 ? [''] : known).some((value) => {
    const text = value.toLowerCase()
    switch (check.operator) {
      case '=':
        return text === wanted
      case '*=':
        return text.includes(wanted)
      case '^=':
        return text.startsWith(wanted)
      case '$=':
        return text.endsWith(wanted)
    }
  })
}
