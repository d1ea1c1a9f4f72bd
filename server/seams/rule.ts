import type { ObjectId, PatchStep, RuleText, Severity } from '#contract/validations.ts'
import type { Field } from './field.ts'
import type { KindKey, KubeObject } from './kube-object.ts'

/**
 * A check of configuration: its words and what it looks for, in one file. It looks at one object at
 * a time and asks the view for others; what it asked for is remembered, so that the object is
 * checked again when, and only when, an answer would be another.
 */
export interface Rule extends RuleText {
  readonly id: `MC${number}`
  /** What the checks behind its other codes do otherwise, and why this does not; absent: nothing. */
  readonly differs?: string
  /** The kinds of objects that it judges, without version. */
  readonly kinds: readonly KindKey[]
  /**
   * Kinds without which it could not tell right from wrong. When one of them is not known (no right
   * to list it; not among the files) the rule is not checked, which is said.
   */
  readonly needs: readonly KindKey[]
  /** Other parts of the view that it cannot do without. */
  readonly needsAlso?: readonly ('traffic' | 'clock')[]
  /** Pure; may be called for any object of its kinds in any order. Whatever is written must not make it throw. */
  readonly check: (subject: Subject, view: View) => Iterable<Hit>
}

/** The object that is judged. */
export interface Subject {
  readonly object: KubeObject
  readonly kind: KindKey
  readonly namespace: string // empty for cluster-scoped
  readonly name: string
  /** The whole object, to walk down from: `root.get('spec', 'http')`. */
  readonly root: Field
  readonly spec: Field
}

/** Something wrong. */
export interface Hit {
  /** Where: the smallest field that is wrong, or where it is missing. */
  readonly field: Field
  readonly message: string
  readonly severity?: Severity // where it differs from the rule's own
  readonly values?: Readonly<Record<string, string>>
  readonly related?: readonly (KubeObject | ObjectId)[]
  readonly fix?: { readonly title: string; readonly patch: readonly PatchStep[] }
}

/**
 * A way to find objects: each object of its kinds is filed under the keys that it gives. A value of
 * a module, compared by identity; its id is for people.
 */
export interface Index {
  readonly id: string
  readonly kinds: readonly KindKey[]
  readonly keysOf: (object: KubeObject) => Iterable<string>
}

/** Something worked out of the view for a key, once for all who ask. A value of a module. */
export interface Derived<Value> {
  readonly id: string
  readonly build: (key: string, view: View) => Value
  /** What was worked out, by whose view it was worked out of. */
  readonly known: WeakMap<object, Map<string, { readonly value: Value }>>
}

export function derived<Value>(id: string, build: Derived<Value>['build']): Derived<Value> {
  return { id, build, known: new WeakMap() }
}

/** All objects of one cluster, or of some files. What is asked of it is remembered. */
export interface View {
  /** The objects that an index files under a key, in a stable order. */
  readonly find: (index: Index, key: string) => readonly KubeObject[]
  readonly get: (kind: KindKey, namespace: string, name: string) => KubeObject | null
  readonly inNamespace: (kind: KindKey, namespace: string) => readonly KubeObject[]
  /** Prefer an index: whoever asks this is checked again with every change of that kind. */
  readonly all: (kind: KindKey) => readonly KubeObject[]
  readonly derive: <Value>(derived: Derived<Value>, key: string) => Value
  /** Whether objects of this kind are known; when not, none of them means nothing. */
  readonly isKnown: (kind: KindKey) => boolean
  /** Null without a clock. */
  readonly nowMs: number | null
  /** Null without traffic. */
  readonly traffic: TrafficFacts | null
}

/** What the telemetry of late says, by the names of Kubernetes. */
export interface TrafficFacts {
  /** Whether anybody called a host, by whatever protocol. */
  readonly isCalled: (host: string) => boolean
  /** Requests per second to a host, all callers; null: none were seen. */
  readonly perSecondTo: (host: string) => number | null
  /** Same, for the part that pods of a version answered. */
  readonly perSecondToVersion: (host: string, version: string) => number | null
  /** Requests per second in plain text to a workload, `namespace/name`; null: not known. */
  readonly plainTextPerSecondTo: (workload: string) => number | null
}
