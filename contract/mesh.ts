import { mtlsModeSchema, servedBySchema } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { healthStatusSchema } from './health.ts'
import { z } from './setup.ts'
import { backEndSchema, proxyVersionSchema } from './status.ts'
import { objectIdSchema } from './validations.ts'
import { warningSchema } from './warning.ts'

const status = healthStatusSchema.describe('What this alone would make of the part')

/** One thing that the health of a part was held against. */
export const partReasonSchema = z.discriminatedUnion('kind', [
  z.object({
    ...{ kind: z.literal('replicas'), status },
    ready: z.number().int(),
    total: z.number().int(),
  }),
  z.object({ ...{ kind: z.literal('noControlPlane'), status }, revision: z.string() }),
  z.object({
    ...{ kind: z.literal('skew'), status },
    ...proxyVersionSchema.shape,
    controlPlane: z.string().nullable().describe('The version that it is held against'),
  }),
  z.object({
    ...{ kind: z.literal('outOfMesh'), status },
    pods: z.number().int().describe('That are asked to join and have not'),
    namespaces: z.array(z.string()),
  }),
  z.object({
    ...{ kind: z.literal('connected'), status },
    connected: z.number(),
    expected: z.number().int(),
  }),
  z.object({
    ...{ kind: z.literal('convergence'), status },
    p99Seconds: z.number(),
    degradedAtSeconds: z.number(),
  }),
  z.object({ ...{ kind: z.literal('rejects'), status }, perSecond: z.number() }),
  z.object({
    ...{ kind: z.literal('certificate'), status },
    name: z.string(),
    daysLeft: z.number().int().describe('Negative: it ended so long ago'),
  }),
  z.object({
    ...{ kind: z.literal('badCertificate'), status },
    name: z.string(),
    message: z.string(),
  }),
  z.object({
    ...{ kind: z.literal('kinds'), status },
    served: z.number().int().describe('Kinds of its configuration that the cluster serves'),
    missing: z.array(z.string()).describe('Those that it does not serve, with their groups'),
    isShared: z.boolean().describe('They are installed apart, and only some users need them'),
  }),
  z.object({
    ...{ kind: z.literal('reached'), status },
    state: backEndSchema.shape.state,
    message: z.string().nullable(),
    sinceAt: z.number().nullable(),
  }),
  z.object({
    ...{ kind: z.literal('notKnown'), status },
    what: z.enum(['figures', 'certificates', 'proxies', 'replicas', 'probe']),
    message: z.string().describe('Why not, and the way out'),
  }),
])
export type PartReason = z.infer<typeof partReasonSchema>

export const certificateSchema = z
  .object({
    name: z.string().describe('Where it stands: ConfigMap or Secret, and the key in it'),
    subject: z.string().nullable(),
    issuer: z.string().nullable(),
    isRoot: z.boolean().describe('It has issued itself'),
    validFromAt: z.number().nullable(),
    validToAt: z.number().nullable(),
    daysLeft: z.number().int().nullable(),
    dnsNames: z.array(z.string()),
    fingerprint: z.string().nullable().describe('SHA-256'),
    status: healthStatusSchema,
    error: z.string().nullable().describe('Why it could not be read'),
  })
  .meta({ id: 'MeshCertificate' })
export type MeshCertificate = z.infer<typeof certificateSchema>

export const meshMtlsSchema = z
  .object({
    state: z
      .enum(['enabled', 'partial', 'disabled'])
      .describe('enabled: servers take, and clients send, nothing but mutual TLS'),
    mode: mtlsModeSchema.describe('What servers take where nobody says otherwise'),
    isAuto: z
      .boolean()
      .nullable()
      .describe('Clients use it with whoever can, by themselves; null: not known'),
    from: objectIdSchema.nullable().describe('Who says it; null: nobody, or it may not be seen'),
  })
  .meta({ id: 'MeshMtls' })
export type MeshMtls = z.infer<typeof meshMtlsSchema>

const settingsSchema = z.object({
  minTls: z.string().describe('TLS 1.2 …'),
  outbound: z.enum(['any', 'registered']).describe('What proxies do with hosts nobody registered'),
  trustDomain: z.string(),
  rootNamespace: z.string(),
})
export type MeshSettingsText = z.infer<typeof settingsSchema>

const chartsSchema = z
  .object({ dashboard: z.string(), charts: z.array(z.string()) })
  .describe('Charts of a dashboard over its pods, by their ids')

const basePart = {
  id: z.string(),
  cluster: z.string().nullable(),
  namespace: z.string().nullable(),
  name: z.string(),
  version: z.string().nullable(),
  isCore: z.boolean().describe('Of the mesh itself, not what watches it'),
  status: healthStatusSchema,
  reasons: z.array(partReasonSchema).describe('Worst first; good results too'),
}
const ofWorkload = {
  ...basePart,
  revision: z.string().nullable().describe('null: it says none'),
  ready: z.number().int(),
  total: z.number().int(),
  charts: chartsSchema.nullable(),
}

const controlPlaneSchema = z.object({
  ...ofWorkload,
  kind: z.literal('controlPlane'),
  tags: z.array(z.string()).nullable().describe('That stand for its revision; null: not known'),
  connected: z.number().nullable().describe('Proxies; null: not known'),
  expected: z.number().int().nullable().describe('Proxies that it should have; null: not told'),
  convergenceP99Seconds: z.number().nullable().describe('From a change to the proxies'),
  rejectsPerSecond: z.number().nullable().describe('Configuration that proxies refused'),
  certificates: z.array(certificateSchema).nullable().describe('null: not known'),
  settings: settingsSchema.nullable().describe('null: not known'),
})

const dataPlaneNamespaceSchema = z.object({
  name: z.string(),
  asks: z.enum(['sidecar', 'ambient', 'none']),
  asksRevision: z.string().nullable().describe('As its label has it: a revision or a tag'),
  servedBy: servedBySchema,
  pods: z.number().int().describe('That run'),
  sidecars: z.number().int(),
  ambient: z.number().int(),
  missing: z.number().int().describe('Pods that are asked to join and have not'),
})
export type DataPlaneNamespace = z.infer<typeof dataPlaneNamespaceSchema>

const dataPlaneSchema = z.object({
  ...basePart,
  kind: z.literal('dataPlane'),
  revision: z.string(),
  proxies: z.array(proxyVersionSchema).describe('Sidecars, the newest version first'),
  sidecars: z.number().int(),
  ambient: z.number().int(),
  namespaces: z.array(dataPlaneNamespaceSchema),
})

const componentSchema = z.object({
  ...ofWorkload,
  kind: z.enum(['gateway', 'waypoint', 'nodeProxy', 'nodeAgent']),
  servedBy: servedBySchema,
})

const backEndPartSchema = z.object({
  ...basePart,
  kind: z.enum(['cluster', 'metricStore', 'traceStore', 'dashboards']),
  backEnd: backEndSchema.nullable(),
})

const consoleSchema = z.object({
  ...basePart,
  kind: z.literal('console'),
  startedAt: z.number(),
  viewers: z.number().int(),
  residentBytes: z.number().describe('Memory of its process'),
  cpuCores: z.number().nullable().describe('In use, on average since it was last asked'),
})

export const meshPartSchema = z
  .discriminatedUnion('kind', [
    controlPlaneSchema,
    dataPlaneSchema,
    componentSchema,
    backEndPartSchema,
    consoleSchema,
  ])
  .meta({ id: 'MeshPart' })
export type MeshPart = z.infer<typeof meshPartSchema>
export type MeshPartKind = MeshPart['kind']
export type PartOf<Kind extends MeshPartKind> = Extract<MeshPart, { kind: Kind }>
export type ControlPlanePart = z.infer<typeof controlPlaneSchema>
export type DataPlanePart = z.infer<typeof dataPlaneSchema>
export type ComponentPart = z.infer<typeof componentSchema>
export type BackEndPart = z.infer<typeof backEndPartSchema>
export type ConsolePart = z.infer<typeof consoleSchema>

const linkSchema = z.object({
  source: z.string().describe('Id of a part'),
  target: z.string(),
  what: z.enum(['configures', 'reads']),
  status: healthStatusSchema,
})
export type MeshLink = z.infer<typeof linkSchema>

const meshOfClusterSchema = z.object({
  cluster: z.string(),
  mesh: z.string().nullable().describe('Its name; null: none was found'),
  version: z.string().nullable(),
  hasAmbient: z.boolean(),
  mtls: meshMtlsSchema.nullable().describe('null: not known'),
  lookedFor: z.array(z.string()).describe('What was looked for, when nothing was found'),
})
export type MeshOfCluster = z.infer<typeof meshOfClusterSchema>

export const getMesh = endpoint({
  id: 'getMesh',
  method: 'get',
  path: '/api/v1/mesh',
  summary: 'What the mesh consists of: control planes, data planes, add-ons, each with its health',
  params: z.object({}),
  query: z.object({}),
  response: z
    .object({
      at: z.number(),
      meshes: z.array(meshOfClusterSchema),
      parts: z.array(meshPartSchema).describe('Of what is not for this user: left out'),
      links: z.array(linkSchema),
      isCut: z.boolean().describe('There may be parts that this user may not see'),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'MeshState' }),
})
export type MeshState = z.infer<typeof getMesh.response>

const ownUsePointSchema = z.object({
  at: z.number(),
  residentBytes: z.number().describe('Memory of its process'),
  cpuCores: z.number().nullable().describe('In use since the point before; null: the first'),
})
export type OwnUsePoint = z.infer<typeof ownUsePointSchema>

export const getOwnUse = endpoint({
  id: 'getOwnUse',
  method: 'get',
  path: '/api/v1/mesh/console/use',
  summary: 'What the console’s own process has taken over the last half hour',
  params: z.object({}),
  query: z.object({}),
  response: z
    .object({ points: z.array(ownUsePointSchema).describe('Of the process that answers') })
    .meta({ id: 'OwnUse' }),
})
export type OwnUse = z.infer<typeof getOwnUse.response>

const settingsTextSchema = z.object({
  object: objectIdSchema,
  text: z.string().describe('YAML, as it is written'),
})

export const getControlPlane = endpoint({
  id: 'getControlPlane',
  method: 'get',
  path: '/api/v1/mesh/control-planes/:namespace/:name',
  summary: 'What a control plane is set to and signs with, read with the rights of whoever asks',
  params: z.object({
    namespace: z.string().min(1).max(300),
    name: z.string().min(1).max(300),
  }),
  query: z.object({}),
  response: z
    .object({
      at: z.number(),
      effective: z
        .string()
        .nullable()
        .describe('What its settings come to together; null: they are not known'),
      standard: settingsTextSchema.nullable(),
      shared: settingsTextSchema.nullable().describe('null: there are none beside its own'),
      signing: z
        .array(certificateSchema)
        .describe('Of the Secrets that it signs with: never a key'),
      limits: z
        .object({ cpuCores: z.number().nullable(), memoryBytes: z.number().nullable() })
        .nullable()
        .describe('Of its container; null: not known'),
      missing: z.array(
        z.object({
          what: z.enum(['settings', 'signing', 'limits']),
          isForbidden: z.boolean(),
          message: z.string(),
        }),
      ),
    })
    .meta({ id: 'ControlPlaneDetails' }),
})
export type ControlPlaneDetails = z.infer<typeof getControlPlane.response>
