import type { NodeKind } from '#contract/graph.ts'

const letters = {
  workload: 'W',
  app: 'A',
  service: 'S',
  operation: 'O',
  external: 'X',
  unknown: '?',
  restricted: 'R',
  namespace: 'NS',
} as const satisfies Record<NodeKind, string>

export const nodeKindLetters = (kind: NodeKind): string => letters[kind]

/** The short sign of an object's kind, its capitals: VirtualService → VS, HTTPRoute → HR. */
export function kindLetters(kind: string): string {
  const words = kind.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+/g) ?? []
  const initials = words.map((word) => word.charAt(0).toUpperCase()).join('')
  return initials.slice(0, 3)
}
