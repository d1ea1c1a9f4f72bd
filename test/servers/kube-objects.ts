/** Objects as tests write them down: plain, and only as much of each as they need. */
export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  /** May be left out for `apply`, which looks it up. */
  readonly uid?: string
  readonly controller?: boolean
}

export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly uid?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
    readonly ownerReferences?: readonly OwnerReference[]
    readonly [field: string]: unknown
  }
  readonly [field: string]: unknown
}

/** Names one object of a cluster, for maps and messages: `apps/v1 Deployment shop/cart`. */
export function objectKey(
  { apiVersion, kind, name }: OwnerReference,
  namespace: string | undefined,
): string {
  return `${apiVersion} ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}
