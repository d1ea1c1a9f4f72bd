import type { GraphEdge, GraphNode } from '../graph.ts'
import { edgeOperands } from './edge-operands.ts'
import { nodeOperands } from './node-operands.ts'

/** What an operand may look up beside its own element. */
export interface Surroundings {
  /** 1 is the node with the most neighbours; null: not in the picture. */
  readonly rankOf: (nodeId: string) => number | null
}

type Reader<Element, Value> = (element: Element, around: Surroundings) => Value

export type Unit = 'requests' | 'bytes' | 'ms' | 'percent' | 'rank'

export type Reading<Element> =
  /** Several values: one that fits is enough. None: the empty text. */
  | {
      readonly type: 'text'
      readonly read: Reader<Element, readonly (string | null)[]>
      /** A closed set, each with what else it may be called. */
      readonly choices?: Readonly<Record<string, readonly string[]>>
    }
  /** null: not measured. */
  | {
      readonly type: 'number'
      readonly unit: Unit
      readonly read: Reader<Element, number | null>
    }
  /** null: cannot be judged, so neither it nor its opposite is found. */
  | { readonly type: 'flag'; readonly read: Reader<Element, boolean | null> }
  | {
      readonly type: 'label'
      readonly read: Reader<Element, Readonly<Record<string, readonly string[]>>>
    }

/** What must be asked for, or shown, so that a criterion can be seen to hold. */
export type Need =
  | 'responseTime'
  | 'throughput'
  | 'security'
  | 'routing'
  | 'idleNodes'
  | 'silent'
  | 'rank'
  | 'labels'

interface OperandWords {
  readonly name: string
  readonly aliases: readonly string[]
  /** In words, for lists and help. */
  readonly meaning: string
  readonly need?: Need
}

export type NodeOperand = OperandWords & {
  readonly about: 'node'
  readonly reading: Reading<GraphNode>
}
export type EdgeOperand = OperandWords & {
  readonly about: 'edge'
  readonly reading: Reading<GraphEdge>
}
export type Operand = NodeOperand | EdgeOperand

export const operands: readonly Operand[] = [...nodeOperands, ...edgeOperands]

const operandsByName: ReadonlyMap<string, Operand> = new Map(
  operands.flatMap((operand) =>
    [operand.name, ...operand.aliases].map((name) => [name, operand] as const),
  ),
)

/** By its name or another that it goes by, whatever the case; null: there is none. */
export function findOperand(name: string): Operand | null {
  return operandsByName.get(name.toLowerCase()) ?? null
}

export const operandNames: readonly string[] = [...operandsByName.keys()]
