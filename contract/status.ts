import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'
import { warningSchema } from './warning.ts'

export const backEndSchema = z
  .object({
    id: z.string().describe('metrics, cluster:<name>, tracing, dashboards'),
    kind: z.enum(['metrics', 'cluster', 'tracing', 'dashboards']),
    product: z
      .string()
      .nullable()
      .describe('Prometheus, Kubernetes, Jaeger …; null: not known yet'),
    version: z.string().nullable(),
    address: z
      .string()
      .nullable()
      .describe('Without credentials; null: none is configured, or not for this user'),
    howFound: z
      .string()
      .describe('configuration, kubeconfig, or where in the cluster it was found'),
    state: z.enum(['reached', 'notReached', 'connecting', 'notConfigured']),
    message: z.string().nullable().describe('What is wrong and the way out'),
    sinceAt: z.number().nullable().describe('Epoch ms since when it is in this state'),
    latencyMs: z.number().nullable(),
    details: z.array(z.string()).describe('What else an operator wants to know of it'),
  })
  .meta({ id: 'BackEnd' })

export type BackEnd = z.infer<typeof backEndSchema>

export const meshComponentSchema = z
  .object({
    role: z.enum(['controlPlane', 'gateway', 'waypoint', 'nodeProxy', 'nodeAgent']),
    namespace: z.string(),
    name: z.string(),
    revision: z.string().nullable(),
    version: z.string().nullable(),
    ready: z.number().int().describe('Replicas that are ready'),
    total: z.number().int().describe('Replicas that are wanted'),
  })
  .meta({ id: 'MeshComponent' })

export type MeshComponent = z.infer<typeof meshComponentSchema>

export const proxyVersionSchema = z
  .object({
    version: z.string().nullable().describe('null: their image does not say'),
    proxies: z.number().int().describe('Pods with a proxy of this version'),
    skew: z
      .enum(['none', 'patch', 'behind', 'tooOld', 'ahead'])
      .nullable()
      .describe(
        'Against the control plane that serves them. patch: another patch release; behind: older, and supported; tooOld: older than is supported; ahead: newer than the control plane; null: not known',
      ),
  })
  .meta({ id: 'ProxyVersion' })

export type ProxyVersion = z.infer<typeof proxyVersionSchema>

export const detectedMeshSchema = z
  .object({
    mesh: z.string(),
    cluster: z.string(),
    version: z.string().nullable(),
    components: z.array(meshComponentSchema).describe('Of what is not for this user: left out'),
    proxies: z
      .array(proxyVersionSchema)
      .nullable()
      .describe('One per version, the newest first; null: not told to those who see little'),
    hasAmbient: z.boolean(),
    lookedFor: z.array(z.string()).describe('What was looked for, when nothing was found'),
  })
  .meta({ id: 'DetectedMesh' })

export type DetectedMesh = z.infer<typeof detectedMeshSchema>

export const statusSchema = z
  .object({
    version: z.string(),
    startedAt: z.number(),
    now: z.number(),
    backEnds: z.array(backEndSchema),
    meshes: z.array(detectedMeshSchema),
    metrics: z.object({
      scrapeIntervalSeconds: z.number().nullable(),
      retentionSeconds: z.number().nullable(),
    }),
    viewers: z.number().int(),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'Status' })

export type Status = z.infer<typeof statusSchema>

export const getStatus = endpoint({
  id: 'getStatus',
  method: 'get',
  path: '/api/v1/status',
  summary: 'Each back end: address, version, reached or not, since when',
  params: z.object({}),
  query: z.object({}),
  response: statusSchema,
})

/** An expression that finds or hides, in the language of the graph page. */
export const presetSchema = z.strictObject({
  description: z.string().min(1).max(200),
  expression: z.string().min(1).max(1000),
  atFirst: z
    .boolean()
    .default(false)
    .describe('In force when a tab opens the graph without an expression of its own'),
})

export type Preset = z.infer<typeof presetSchema>

export const presetsSchema = z.object({
  find: z.array(presetSchema).nullable().describe('null: the usual ones of the page'),
  hide: z.array(presetSchema).nullable(),
})

export type Presets = z.infer<typeof presetsSchema>

export const sessionSchema = z
  .object({
    auth: z.enum(['anonymous', 'token']),
    user: z.string().nullable().describe('null: not signed in, or the name is not known'),
    isSignedIn: z.boolean(),
    seesAllNamespaces: z.boolean(),
    presets: presetsSchema.describe('What the administrator offers to find and to hide'),
    embedIn: z
      .array(z.string())
      .default([])
      .describe('Origins whose pages may show the console in a frame, and are told what is seen'),
  })
  .meta({ id: 'Session' })

export type Session = z.infer<typeof sessionSchema>

export const getSession = endpoint({
  id: 'getSession',
  method: 'get',
  path: '/api/v1/session',
  summary: 'Who is asking',
  params: z.object({}),
  query: z.object({}),
  response: sessionSchema,
})
