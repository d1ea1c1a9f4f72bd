import { z } from 'zod'

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

const ownerSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  name: z.string(),
  uid: z.string().exactOptional(),
  controller: z.boolean().exactOptional(),
})
const textsSchema = z.record(z.string(), z.string())
const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().exactOptional(),
    uid: z.string().exactOptional(),
    labels: textsSchema.exactOptional(),
    annotations: textsSchema.exactOptional(),
    ownerReferences: z.array(ownerSchema).exactOptional(),
  }),
})

/** An object as the API server answers it; throws for anything else. */
export function readKubeObject(body: unknown): KubeObject {
  return objectSchema.parse(body)
}

const conditionsSchema = z.object({
  status: z
    .object({
      // A definition that was made this moment has them, and none yet: null.
      conditions: z.array(z.object({ type: z.string(), status: z.string() })).nullish(),
    })
    .optional(),
})

/** Whether the status of an object has this condition, and it is true. */
export function hasCondition(body: unknown, condition: string): boolean {
  const conditions = conditionsSchema.parse(body).status?.conditions ?? []
  return conditions.some(({ type, status }) => type === condition && status === 'True')
}

/** Names one object of a cluster, for maps and messages: `apps/v1 Deployment shop/cart`. */
export function objectKey(
  { apiVersion, kind, name }: OwnerReference,
  namespace: string | undefined,
): string {
  return `${apiVersion} ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}
