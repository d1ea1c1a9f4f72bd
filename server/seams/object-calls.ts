import { AppError } from '../errors.ts'
import type { Identity } from './identity.ts'
import type { KubeMetadata, KubeObject } from './kube-object.ts'

/** Which kind: by its name, or by its plural. Without a version: the one the server prefers. */
export type KindRef = {
  readonly group: string // empty for the core
  readonly version?: string
} & ({ readonly kind: string } | { readonly resource: string })

/** Which object; the namespace is empty for kinds that have none. */
export type ObjectRef = KindRef & { readonly namespace: string; readonly name: string }

/** A kind as the API server serves it. */
export interface ServedKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly resource: string // plural
  readonly isNamespaced: boolean
  readonly verbs: readonly string[]
}

export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly controller?: boolean
}

/** Who set which fields by which write, as the API server keeps book of it. */
export interface ManagedFields {
  readonly manager: string
  readonly operation: string // Apply, Update
  readonly time?: string
  readonly subresource?: string
  readonly fieldsV1?: unknown
}

/** An object as the API server holds it at one moment. */
export interface LiveObject extends KubeObject {
  readonly metadata: KubeMetadata & {
    readonly uid?: string
    readonly resourceVersion?: string
    readonly deletionTimestamp?: string
    readonly finalizers?: readonly string[]
    readonly ownerReferences?: readonly OwnerReference[]
    readonly managedFields?: readonly ManagedFields[]
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal
  readonly deadlineMs?: number // absent: 30 s
}

export type ListAsk = KindRef & {
  readonly namespace?: string // absent or empty: all namespaces
  readonly labelSelector?: string
  readonly fieldSelector?: string
  readonly limit?: number // of one page; absent: 500
  readonly continueAt?: string // where the page before ended
}

export interface ObjectList {
  readonly objects: readonly LiveObject[]
  readonly continueAt: string | null // null: this was the last page
  readonly resourceVersion: string | null
}

export interface WriteOptions extends CallOptions {
  readonly fieldManager: string // who keeps the fields that are set, as others will read it
  /** The server does everything but store it: admission, defaults, schema, rights. */
  readonly dryRun?: boolean
  /** What becomes of fields that the kind does not have; absent: Strict, they are refused. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore'
}

export interface ApplyOptions extends WriteOptions {
  readonly force?: boolean // takes over fields that others keep
}

export interface DeleteOptions extends CallOptions {
  readonly dryRun?: boolean
  /** Only this state of the object; what has changed meanwhile is a conflict. */
  readonly resourceVersion?: string
  readonly uid?: string
}

/** A change of an object. `json` is RFC 6902, `merge` RFC 7386. */
export interface ObjectPatch {
  readonly type: 'merge' | 'json'
  readonly body: unknown
}

export interface Written {
  readonly object: LiveObject
  /** What the API server warned of while it did as it was told. */
  readonly warnings: readonly string[]
}

/**
 * Calls to one cluster's API with the rights of whoever asks: what they may not do, nobody does for
 * them. Throws ObjectCallError for what the API server refuses, SourceUnavailableError when it does
 * not answer, AppError unauthenticated for a token that it does not know.
 *
 * The content of Secrets never leaves: objects of that kind come without `data` and `stringData`
 * and without what repeats them, and cannot be replaced or applied, which would need the content.
 */
export interface ObjectCalls {
  /** Throws ObjectCallError notFound when the server has no such kind. */
  readonly kindOf: (ref: KindRef) => Promise<ServedKind>
  readonly get: (identity: Identity, ref: ObjectRef, options?: CallOptions) => Promise<LiveObject>
  readonly list: (identity: Identity, ask: ListAsk, options?: CallOptions) => Promise<ObjectList>
  readonly create: (
    identity: Identity,
    object: KubeObject,
    options: WriteOptions,
  ) => Promise<Written>
  /** Only the state whose `metadata.resourceVersion` the object names, when it names one. */
  readonly replace: (
    identity: Identity,
    object: LiveObject,
    options: WriteOptions,
  ) => Promise<Written>
  readonly patch: (
    identity: Identity,
    change: { readonly ref: ObjectRef; readonly patch: ObjectPatch },
    options: WriteOptions,
  ) => Promise<Written>
  /** Server-side apply. */
  readonly apply: (
    identity: Identity,
    object: KubeObject,
    options: ApplyOptions,
  ) => Promise<Written>
  readonly delete: (identity: Identity, ref: ObjectRef, options?: DeleteOptions) => Promise<void>
  /** The certificates in a Secret, and nothing else of it: a key never leaves. */
  readonly certificatesOf: (
    identity: Identity,
    place: { readonly namespace: string; readonly name: string },
    options?: CallOptions,
  ) => Promise<readonly { readonly entry: string; readonly pem: string }[]>
}

/** What is wrong with an object, field by field. */
export interface FieldCause {
  readonly field: string // spec.http[0].route; empty: the object as a whole
  readonly reason: string // FieldValueInvalid, UnknownField …
  readonly message: string
}

/** Why the API server did not do it. */
export type CallFailure =
  /** The asker has not the right. */
  | {
      readonly kind: 'forbidden'
      readonly verb: string
      readonly group: string
      readonly resource: string
      readonly namespace: string
      readonly name: string
    }
  | { readonly kind: 'notFound'; readonly what: 'object' | 'namespace' | 'kind' }
  /** It is no longer as the asker knew it; `live` null: they may not read how it is. */
  | { readonly kind: 'conflict'; readonly live: LiveObject | null }
  | { readonly kind: 'exists'; readonly live: LiveObject | null }
  /** Somebody else keeps fields that were to be applied. */
  | {
      readonly kind: 'fieldConflict'
      readonly fields: readonly { readonly manager: string; readonly field: string }[]
    }
  | { readonly kind: 'invalid'; readonly causes: readonly FieldCause[] }
  /** The state that was asked for is too old to be had: begin again. */
  | { readonly kind: 'gone' }
  /** Admission said no: a webhook, a quota, a policy; or nobody may do this at all. */
  | { readonly kind: 'refused'; readonly by: string }

const codes = {
  forbidden: 'forbidden',
  notFound: 'notFound',
  conflict: 'conflict',
  exists: 'conflict',
  fieldConflict: 'conflict',
  invalid: 'badRequest',
  gone: 'conflict',
  refused: 'forbidden',
} as const satisfies Record<CallFailure['kind'], AppError['code']>

/** A call that the API server has answered with a refusal. */
export class ObjectCallError extends AppError {
  readonly failure: CallFailure

  constructor(failure: CallFailure, message: string, cause?: unknown) {
    super(codes[failure.kind], message, { cause })
    this.name = 'ObjectCallError'
    this.failure = failure
  }
}
