import type { Membership, MtlsModeName, ThingKind, ThingNote } from '#contract/catalog.ts'
import type { ObjectId } from '#contract/validations.ts'
import type { PodObject, ServiceObject, WorkloadObject } from '../seams/inventory.ts'
import type { AppliedConfig, ExternalService, MachineGroup } from '../seams/mesh.ts'

/** What is known of one thing beside its numbers. */
export interface Entry {
  readonly kind: ThingKind
  readonly cluster: string
  readonly namespace: string
  readonly name: string
  readonly lowerName: string // what text is looked for in
  readonly type: string
  readonly membership: Membership | null
  readonly mtls: MtlsModeName | null
  readonly labels: Readonly<Record<string, string>>
  readonly apps: readonly string[]
  readonly versions: readonly string[]
  readonly pods: { readonly desired: number; readonly available: number } | null
  readonly endpoints: { readonly ready: number; readonly all: number } | null
  readonly ports: readonly string[]
  readonly hosts: readonly string[]
  readonly notes: readonly ThingNote[]
  /** The object itself; null for an app, which is none. */
  readonly object: ObjectId | null
  readonly acting: readonly AppliedConfig[]
  readonly source: EntrySource
}

/** What an entry was made of, for whoever looks closer. */
export interface EntrySource {
  readonly workloads: readonly WorkloadObject[]
  readonly services: readonly ServiceObject[]
  readonly pods: readonly PodObject[]
  readonly external: ExternalService | null
  readonly machines: readonly MachineGroup[] // outside of the cluster; they are among the workloads
}

export const keyOf = ({ namespace, name }: { namespace: string; name: string }): string =>
  `${namespace}/${name}`

/** The one that all have, or `mixed`; null of none. */
export function oneOrMixed<Value extends string>(
  values: readonly (Value | null)[],
): Value | 'mixed' | null {
  const known = new Set(values.filter((value) => value !== null))
  const [first] = known
  if (first === undefined) return null
  return known.size === 1 ? first : 'mixed'
}

/** Without repeats, sorted. */
export function distinct(values: Iterable<string | null>): readonly string[] {
  return [...new Set([...values].filter((value) => value !== null))].sort()
}

/** Objects that act by several ways are told once, by the first of them. */
export function uniqueActing(acting: readonly AppliedConfig[]): readonly AppliedConfig[] {
  if (acting.length < 2) return acting
  const seen = new Map<string, AppliedConfig>()
  for (const one of acting) {
    const { group, kind, namespace, name } = one.object
    const key = `${group}/${kind} ${namespace}/${name}`
    if (!seen.has(key)) seen.set(key, one)
  }
  return [...seen.values()]
}
