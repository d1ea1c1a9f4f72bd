import { createHash } from 'node:crypto'
import type { KubeMetadata, KubeObject } from '../seams.ts'

/** `apps/v1`, `Deployment` → `Deployment.apps`; the core group has no suffix. */
export function groupKindOf(object: Pick<KubeObject, 'apiVersion' | 'kind'>): string {
  const slash = object.apiVersion.indexOf('/')
  return slash < 0 ? object.kind : `${object.kind}.${object.apiVersion.slice(0, slash)}`
}

export function keyOf(metadata: Pick<KubeMetadata, 'name' | 'namespace'>): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}

/** What makes a new generation when it changes: neither metadata nor status. */
export function withoutBookkeeping(object: KubeObject): Readonly<Record<string, unknown>> {
  const rest: Record<string, unknown> = { ...object }
  delete rest['metadata']
  delete rest['status']
  return rest
}

/** What nobody can change by writing. */
export function identityOf(object: KubeObject): Partial<KubeMetadata> {
  const { uid, creationTimestamp, resourceVersion } = object.metadata
  return {
    ...(uid === undefined ? {} : { uid }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
  }
}

export function isBeingDeleted(object: KubeObject): boolean {
  return typeof object.metadata['deletionTimestamp'] === 'string'
}

export function byName(left: KubeObject, right: KubeObject): number {
  const [a, b] = [left.metadata.name, right.metadata.name]
  return a < b ? -1 : a > b ? 1 : 0
}

export function byKey(left: KubeObject, right: KubeObject): number {
  const [a, b] = [keyOf(left.metadata), keyOf(right.metadata)]
  return a < b ? -1 : a > b ? 1 : 0
}

/** The same world gets the same uids in every run. */
export function uidFrom(text: string): string {
  const hex = createHash('sha1').update(text).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`]
  return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
