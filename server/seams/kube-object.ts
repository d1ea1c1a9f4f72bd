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
  const group = groupOf(apiVersion)
  return group === '' ? kind : `${group}/${kind}`
}

export function objectIdOf({ apiVersion, kind, metadata }: KubeObject): ObjectId {
  const { name, namespace = '' } = metadata
  return { group: groupOf(apiVersion), kind, namespace, name }
}

/** Unique within a cluster: `networking.istio.io/VirtualService bookinfo/reviews`. */
export function objectKeyOf(object: KubeObject): string {
  const { name, namespace = '' } = object.metadata
  return `${kindKeyOf(object)} ${namespace}/${name}`
}

export function writeObjectId({ group, kind, namespace, name }: ObjectId): string {
  return `${group === '' ? '' : `${group}/`}${kind} ${namespace}/${name}`
}
