import {
  appliedConfigSchema,
  mtlsModeSchema,
  thingFolderSchema,
  thingKindSchema,
  thingRowSchema,
} from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { graphAskSchema } from './graph-ask.ts'
import { healthStatusSchema } from './health.ts'
import { z } from './setup.ts'
import { objectIdSchema } from './validations.ts'
import { warningSchema } from './warning.ts'

const params = z.object({
  kind: thingFolderSchema,
  namespace: z.string().min(1).max(300),
  name: z.string().min(1).max(300),
})

const relatedSchema = z.object({
  kind: thingKindSchema,
  namespace: z.string(),
  name: z.string(),
  type: z.string(),
  versions: z.array(z.string()),
  status: healthStatusSchema,
})
export type RelatedThing = z.infer<typeof relatedSchema>

const effectiveMtlsSchema = z.object({
  workload: z.string(),
  mode: mtlsModeSchema,
  reach: z.enum(['workload', 'namespace', 'mesh', 'default']).describe('Who says it, for how much'),
  from: objectIdSchema.nullable().describe('null: nobody says it, or it may not be seen'),
  ports: z
    .array(z.object({ port: z.number().int(), mode: mtlsModeSchema }))
    .describe('That differ'),
})
export type EffectiveMtlsText = z.infer<typeof effectiveMtlsSchema>

const externalSchema = z.object({
  isInside: z.boolean().describe('Part of the mesh, although no service of the cluster has it'),
  resolution: z.string().describe('How addresses are found, as written: NONE, STATIC, DNS …'),
  endpoints: z
    .array(
      z.object({
        address: z.string(),
        ports: z.array(z.string()).describe('`https 8443`'),
        labels: z.record(z.string(), z.string()),
      }),
    )
    .describe('As written; those found by DNS are not among them'),
  visibleTo: z.array(z.string()).describe('Namespaces that see it; * for all'),
})
export type ExternalText = z.infer<typeof externalSchema>

const machineSchema = z.object({
  object: objectIdSchema,
  address: z.string().nullable(),
  createdAt: z.number().nullable(),
  labels: z.record(z.string(), z.string()),
  serviceAccount: z.string().nullable(),
  isHealthy: z.boolean().nullable().describe('null: nobody checks it'),
})
export type MachineText = z.infer<typeof machineSchema>

const participationSchema = z.object({
  injection: z
    .object({
      isAsked: z.boolean().describe('A sidecar is asked for'),
      by: z.enum(['workload', 'namespace']).nullable().describe('null: nobody says anything'),
    })
    .nullable()
    .describe('Of a workload'),
  waypoint: z
    .object({
      namespace: z.string(),
      name: z.string(),
      by: z.enum(['itself', 'namespace']),
      isThere: z.boolean(),
    })
    .nullable()
    .describe('That its requests are asked to pass; null: none'),
})
export type ParticipationText = z.infer<typeof participationSchema>

export const getThing = endpoint({
  id: 'getThing',
  method: 'get',
  path: '/api/v1/catalog/things/:kind/:namespace/:name',
  summary: 'One app, service or workload, and what it belongs together with',
  params,
  query: z.object({ window: graphAskSchema.shape.window, at: graphAskSchema.shape.at }),
  response: z
    .object({
      at: z.number().describe('Epoch ms of the end of the window of the rates'),
      windowSeconds: z.number(),
      staleSinceAt: z.number().nullable(),
      row: thingRowSchema,
      object: objectIdSchema.nullable().describe('null: an app is no object'),
      related: z.array(relatedSchema).describe('Apps, services and workloads that go with it'),
      mtls: z.array(effectiveMtlsSchema).describe('Of each of its workloads'),
      selector: z.record(z.string(), z.string()).describe('Of a service'),
      servicePorts: z.array(
        z.object({
          name: z.string(),
          port: z.number().int(),
          protocol: z.string(),
          appProtocol: z.string().nullable(),
          targetPort: z.string().nullable(),
        }),
      ),
      addresses: z.array(z.string()).describe('Of a service, within the cluster'),
      external: externalSchema.nullable().describe('Of a host that the mesh is told of'),
      machines: z.array(machineSchema).nullable().describe('Of a workload outside the cluster'),
      participation: participationSchema.nullable().describe('null: it has neither pods nor ports'),
      acting: z.array(appliedConfigSchema),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'Thing' }),
})
export type Thing = z.infer<typeof getThing.response>

const containerSchema = z.object({
  name: z.string(),
  image: z.string(),
  isInit: z.boolean(),
  isReady: z.boolean().nullable().describe('null: it has not been started'),
  restarts: z.number().int(),
  state: z.string().describe('running, waiting: CrashLoopBackOff, terminated: OOMKilled …'),
  lastEnd: z.string().nullable().describe('Why its former run ended'),
})
export type LiveContainer = z.infer<typeof containerSchema>

const podSchema = z.object({
  name: z.string(),
  phase: z.string(),
  isReady: z.boolean(),
  reason: z.string().nullable().describe('Why it is not ready, as far as the cluster says it'),
  restarts: z.number().int(),
  containers: z.array(containerSchema),
  node: z.string().nullable(),
  ip: z.string().nullable(),
  startedAt: z.number().nullable(),
  revision: z.string().nullable().describe('Of the control plane that it asks for'),
  serviceAccount: z.string().nullable(),
  isBeingDeleted: z.boolean(),
  labels: z.record(z.string(), z.string()),
})
export type LivePod = z.infer<typeof podSchema>

const eventSchema = z.object({
  type: z.string().describe('Normal or Warning'),
  reason: z.string(),
  message: z.string(),
  count: z.number().int(),
  firstAt: z.number().nullable(),
  lastAt: z.number().nullable(),
  kind: z.string().describe('Of the object that it is about'),
  name: z.string(),
})
export type LiveEvent = z.infer<typeof eventSchema>

const endpointSchema = z.object({
  address: z.string(),
  isReady: z.boolean(),
  pod: z.string().nullable(),
  node: z.string().nullable(),
})

export const getLiveThing = endpoint({
  id: 'getLiveThing',
  method: 'get',
  path: '/api/v1/catalog/things/:kind/:namespace/:name/live',
  summary: 'What the API server holds of it just now, asked with the rights of whoever looks',
  params,
  query: z.object({}),
  response: z
    .object({
      at: z.number(),
      object: z
        .object({
          apiVersion: z.string(),
          createdAt: z.number().nullable(),
          labels: z.record(z.string(), z.string()),
          annotations: z.record(z.string(), z.string()),
          isBeingDeleted: z.boolean(),
        })
        .nullable()
        .describe('null: an app is no object, or it may not be read'),
      owners: z
        .array(z.object({ kind: z.string(), name: z.string(), note: z.string().nullable() }))
        .describe('From its pods upwards: ReplicaSet, Deployment, the tool that keeps it'),
      pods: z.array(podSchema).nullable().describe('null: not known'),
      endpoints: z.array(endpointSchema).nullable().describe('Of a service; null: not known'),
      events: z.array(eventSchema).nullable().describe('Newest first; null: not known'),
      details: z
        .array(z.object({ title: z.string(), text: z.string() }))
        .describe('Rows that the administrator wants, out of its annotations and labels'),
      missing: z.array(
        z.object({
          what: z.enum(['object', 'pods', 'endpoints', 'events']),
          isForbidden: z.boolean(),
          message: z.string(),
        }),
      ),
    })
    .meta({ id: 'LiveThing' }),
})
export type LiveThing = z.infer<typeof getLiveThing.response>
