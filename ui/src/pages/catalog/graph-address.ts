import type { GraphAskInput } from '#contract/graph-ask.ts'
import type { SubjectKind } from '../../tabs/tab.ts'

const special = /[%/@~→,\s]/g
const part = (text: string): string => text.replaceAll(special, (sign) => encodeURIComponent(sign))

/** The id that a thing has in the picture, by which addresses of the graph focus on it. */
export function nodeIdOf(thing: {
  readonly kind: SubjectKind
  readonly cluster: string
  readonly namespace: string
  readonly name: string
}): string {
  const { kind, cluster, namespace, name } = thing
  return `${kind}:${part(cluster)}/${part(namespace)}/${part(name)}`
}

/** In which type of picture a thing is a node. */
export const graphTypeOf = {
  app: 'versionedApp',
  service: 'service',
  workload: 'workload',
} as const satisfies Record<SubjectKind, NonNullable<GraphAskInput['type']>>
