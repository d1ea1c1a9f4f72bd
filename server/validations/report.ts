import type { Finding, NotChecked } from '#contract/validations.ts'
import type { KubeObject } from '../seams/kube-object.ts'
import type { References } from '../seams/references.ts'
import type { Rule } from '../seams/rule.ts'
import type { UnknownKind } from './unknown-kinds.ts'

/** All that the rules say of one cluster at one moment. Immutable. */
export interface ConfigReport {
  readonly cluster: string
  readonly at: number // epoch ms
  /** Names of all namespaces that are known. */
  readonly namespaces: readonly string[]
  /** Every object that was looked at, by its key. */
  readonly objects: ReadonlyMap<string, KubeObject>
  /** By object key; objects of which nothing is said are not in it. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>
  readonly notChecked: readonly NotChecked[]
  /** Kinds of which nothing is known. */
  readonly unknown: readonly UnknownKind[]
  readonly rules: readonly Rule[]
  /** What an object of a mesh names; null: it is of no mesh that is known. */
  readonly readReferences: (object: KubeObject) => References | null
}
