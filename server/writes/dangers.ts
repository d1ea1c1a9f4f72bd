import type { Relation } from '#contract/config.ts'
import type { ObjectId } from '#contract/validations.ts'
import type { Consequences, Owner } from '#contract/writes.ts'
import { count } from './count.ts'

export interface DeletionFacts {
  readonly object: ObjectId
  readonly usedBy: readonly Relation[]
  readonly consequences: Consequences
  readonly owners: readonly Owner[]
}

/** Kinds that take others with them, or that carry what runs. */
const heavy: ReadonlySet<string> = new Set([
  ...['Namespace', 'CustomResourceDefinition', 'Deployment', 'StatefulSet', 'DaemonSet', 'Service'],
  ...['Gateway', 'GatewayClass'],
])

/** Why a deletion wants a second look: then the name of the object must be typed. */
export function dangersOf(facts: DeletionFacts): string[] {
  const { object, usedBy, consequences, owners } = facts
  const errors = consequences.appear.filter(({ severity }) => severity === 'error')
  return [
    ...(heavy.has(object.kind) ? [`A ${object.kind} carries traffic or other objects.`] : []),
    ...(usedBy.length > 0 ? [`It is used by ${count(usedBy.length, 'other object')}.`] : []),
    ...(errors.length > 0 ? [`${count(errors.length, 'error')} would appear elsewhere.`] : []),
    ...owners.map(({ tool }) => `${tool} keeps it, and may make it again.`),
  ]
}
