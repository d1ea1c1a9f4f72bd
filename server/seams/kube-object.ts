import type { ObjectId } from '#contract/validations.ts'

/** An object of Kubernetes as it is written, by a person or by the API server. Immutable. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: KubeMetadata
  readonly spec?: unknown
  readonly status?: unknown
  readonly [field: string]: unknown
}

export interface KubeMetadata {
  readonly name: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly creationTimestamp?: string
  readonly generation?: number
}

/** `networking.istio.io/VirtualService`; core kinds have no group: `Service`. */
export type KindKey = string

/** The group of `networking.istio.io/v1`; empty for `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.lastIndexOf('/')
  return slash === -1 ? '' : apiVersion.slice(0, slash)
}

/** The kind without its version: whichever version is written, it is the same kind. */
export function kindKeyOf({ apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): KindKey {
  let keys = kindKeys.get(apiVersion)
  if (keys === undefined) kindKeys.set(apiVersion, (keys = new Map<string, KindKey>()))
  let key = keys.get(kind)
  if (key === undefined) {
    const group = groupOf(apiVersion)
    if (kindKeys.size + keys.size > mostKindKeys) kindKeys.clear()
    keys.set(kind, (key = group === '' ? kind : `${group}/${kind}`))
  }
  return key
}

/** By version and kind: every look at an object asks, and a text that is put together is slow to look up. */
const kindKeys = new Map<string, Map<string, KindKey>>()
/** Far more than any cluster has; files may say anything. */
const mostKindKeys = 10_000

export function objectIdOf({ apiVersion, kind, metadata }: KubeObject): ObjectId {
  const { name, namespace = '' } = metadata
  return { group: groupOf(apiVersion), kind, namespace, name }
}

/** Unique within a cluster: `networking.istio.io/VirtualService bookinfo/reviews`. */
export function objectKeyOf(object: KubeObject): string {
  let key = objectKeys.get(object)
  if (key === undefined) {
    const { name, namespace = '' } = object.metadata
    objectKeys.set(object, (key = `${kindKeyOf(object)} ${namespace}/${name}`))
  }
  return key
}

const objectKeys = new WeakMap<KubeObject, string>()

export function writeObjectId({ group, kind, namespace, name }: ObjectId): string {
  return `${group === '' ? '' : `${group}/`}${kind} ${namespace}/${name}`
}
