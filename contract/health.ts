import { z } from './setup.ts'

/** Worst first. `none` is neither good nor bad: nothing was asked of it, or nothing is known. */
export const healthStatuses = ['failure', 'degraded', 'notReady', 'healthy', 'none'] as const

export const healthStatusSchema = z.enum(healthStatuses)

export type HealthStatus = z.infer<typeof healthStatusSchema>

/**
 * Whether something is wrong: for overview, lists, graph and mesh alike. What is not ready is at
 * rest: somebody wants no pods of it. Whoever calls it all the same gets errors, and those count.
 */
export function isUnwell(status: HealthStatus): boolean {
  return status === 'failure' || status === 'degraded'
}

/** A share of responses that was held against a tolerance. */
export const requestReasonSchema = z.object({
  kind: z.literal('requests'),
  status: healthStatusSchema,
  protocol: z.enum(['http', 'grpc']),
  direction: z.enum(['inbound', 'outbound']),
  codes: z.string().describe('The pattern of the tolerance: 5xx, 4xx, [1-9]|1[0-6], -'),
  ratio: z.number().describe('Matching responses / all responses of that protocol and direction'),
  matchingPerSecond: z.number(),
  totalPerSecond: z.number(),
  degradedAtRatio: z.number().describe('Degraded from here on; 0: above nothing'),
  failureAtRatio: z.number(),
  injectedPerSecond: z.number().describe('Of the matching ones, made by a fault rule of the mesh'),
  rule: z.string().describe('Where the tolerance comes from: default, configuration, annotation'),
})

/** Pods of a workload held against what its owner asks for. */
export const replicaReasonSchema = z.object({
  kind: z.literal('replicas'),
  status: healthStatusSchema,
  workload: z.string(),
  desired: z.number(),
  current: z.number(),
  available: z.number(),
  syncedProxies: z.number().nullable().describe('null: no sidecar, or not known'),
})

export const healthSchema = z
  .object({
    status: healthStatusSchema,
    reasons: z
      .array(z.discriminatedUnion('kind', [requestReasonSchema, replicaReasonSchema]))
      .describe('Worst first; everything that was held against a threshold, good results too'),
  })
  .meta({ id: 'Health' })

export type RequestReason = z.infer<typeof requestReasonSchema>
export type ReplicaReason = z.infer<typeof replicaReasonSchema>
export type Health = z.infer<typeof healthSchema>
