import { endpoint } from './endpoint.ts'
import { graphAskSchema } from './graph-ask.ts'
import { healthSchema, healthStatuses, healthStatusSchema } from './health.ts'
import { z } from './setup.ts'
import { nodeTrafficSchema } from './traffic.ts'
import { objectIdSchema } from './validations.ts'
import { warningSchema } from './warning.ts'

export const thingKinds = ['app', 'service', 'workload'] as const
export const thingKindSchema = z.enum(thingKinds)
export type ThingKind = z.infer<typeof thingKindSchema>

/** Kinds as addresses call them. */
export const thingFolders = ['apps', 'services', 'workloads'] as const
export type ThingFolder = (typeof thingFolders)[number]
const kindByFolder = { apps: 'app', services: 'service', workloads: 'workload' } as const
export const thingFolderSchema = z
  .enum(thingFolders)
  .transform((folder): ThingKind => kindByFolder[folder])

/** How pods take part in a mesh; `mixed`: some so, some otherwise. */
export const memberships = ['sidecar', 'ambient', 'gateway', 'waypoint', 'mixed', 'none'] as const
export const membershipSchema = z.enum(memberships)
export type Membership = z.infer<typeof membershipSchema>

/** What servers take of callers: only mutual TLS, that and plain text, only plain text. */
export const mtlsModes = ['strict', 'permissive', 'disabled', 'mixed'] as const
export const mtlsModeSchema = z.enum(mtlsModes)
export type MtlsModeName = z.infer<typeof mtlsModeSchema>

/** What is odd about a thing although nothing of it has failed. */
export const thingNotes = [
  'outOfMesh', // its namespace asks its pods to join, and they have not
  'noApp',
  'noVersion',
  'noEndpoints',
] as const
export const thingNoteSchema = z.enum(thingNotes)
export type ThingNote = z.infer<typeof thingNoteSchema>

export const thingFindings = ['error', 'warning', 'info', 'none'] as const
export const thingFindingSchema = z.enum(thingFindings)
export type ThingFinding = z.infer<typeof thingFindingSchema>

export const thingSorts = [
  'health',
  'name',
  'namespace',
  'type',
  'rate',
  'errors',
  'membership',
  'mtls',
  'findings',
  'pods',
] as const
export type ThingSort = (typeof thingSorts)[number]

const list = z
  .string()
  .max(20_000)
  .default('')
  .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])

const window = {
  window: graphAskSchema.shape.window,
  at: graphAskSchema.shape.at,
}

export const thingAskSchema = z.object({
  ...window,
  text: z.string().max(300).default('').describe('Part of a name; case does not count'),
  namespaces: list.describe('Comma-separated; empty: all'),
  health: list.pipe(z.array(healthStatusSchema)),
  types: list.describe('Deployment, StatefulSet …; of services ClusterIP, External …'),
  memberships: list.pipe(z.array(membershipSchema)),
  mtls: list.pipe(z.array(mtlsModeSchema)),
  notes: list.pipe(z.array(thingNoteSchema)),
  findings: list
    .pipe(z.array(thingFindingSchema))
    .describe('The worst finding about it and about what acts on it'),
  config: list.describe('Kinds of objects that act on it: VirtualService …'),
  labels: z
    .string()
    .max(2000)
    .default('')
    .describe('Separated by spaces: `app`, `app=cart`, `app=cart,basket`; prefixes count'),
  labelMode: z.enum(['and', 'or']).default('and'),
  withErrors: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('Only what answers with errors in the window'),
  sort: z.enum(thingSorts).default('health'),
  order: z.enum(['asc', 'desc']).default('asc').describe('asc of health: the worst first'),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
export type ThingAsk = z.infer<typeof thingAskSchema>
export type ThingAskInput = z.input<typeof thingAskSchema>

const findingCountsSchema = z.object({
  error: z.number().int(),
  warning: z.number().int(),
  info: z.number().int(),
})

export const appliedConfigSchema = z
  .object({
    object: objectIdSchema,
    why: z
      .enum(['host', 'selector', 'target', 'namespace', 'mesh'])
      .describe('By which of its words it acts here'),
    words: z.string().describe('Those words as written'),
  })
  .meta({ id: 'AppliedConfig' })
export type AppliedConfigText = z.infer<typeof appliedConfigSchema>

export const thingRowSchema = z
  .object({
    kind: thingKindSchema,
    cluster: z.string(),
    namespace: z.string(),
    name: z.string(),
    node: z.string().describe('Its id in the graph of its kind'),
    type: z.string().describe('Kind of the workload, type of the service, or App'),
    health: healthSchema,
    inbound: nodeTrafficSchema.nullable().describe('null: not known; the same as in the graph'),
    outbound: nodeTrafficSchema.nullable(),
    membership: membershipSchema.nullable().describe('null: not known, or it has no pods'),
    mtls: mtlsModeSchema.nullable().describe('What its pods take by configuration'),
    labels: z.record(z.string(), z.string()),
    apps: z.array(z.string()).describe('Of a workload or a service: the apps behind it'),
    versions: z.array(z.string()),
    pods: z
      .object({ desired: z.number().int(), available: z.number().int() })
      .nullable()
      .describe('null: it has none, or they are not known'),
    endpoints: z.object({ ready: z.number().int(), all: z.number().int() }).nullable(),
    ports: z.array(z.string()).describe('Of a service: `http 80`'),
    hosts: z.array(z.string()).describe('Of a service outside the cluster'),
    findings: findingCountsSchema.describe('Of all objects that touch it, each once'),
    acting: z.array(appliedConfigSchema).describe('Objects of the configuration that act on it'),
    notes: z.array(thingNoteSchema),
  })
  .meta({ id: 'ThingRow' })
export type ThingRow = z.infer<typeof thingRowSchema>

const facetSchema = z
  .array(z.object({ value: z.string(), count: z.number().int() }))
  .describe('How many each choice would leave, all other filters applied')
export type ThingFacet = z.infer<typeof facetSchema>

const numbersSchema = {
  at: z.number().describe('Epoch ms of the end of the window of the rates'),
  windowSeconds: z.number(),
  staleSinceAt: z.number().nullable().describe('Epoch ms; rates are older than they should be'),
}

export const listThings = endpoint({
  id: 'listThings',
  method: 'get',
  path: '/api/v1/catalog/things/:kind',
  summary: 'Apps, services or workloads, with the health and rates that the graph shows',
  params: z.object({ kind: thingFolderSchema }),
  query: thingAskSchema,
  response: z
    .object({
      ...numbersSchema,
      total: z.number().int().describe('Without any filter'),
      matched: z.number().int(),
      rows: z.array(thingRowSchema),
      facets: z.object({
        namespaces: facetSchema,
        health: facetSchema,
        types: facetSchema,
        memberships: facetSchema,
        mtls: facetSchema,
        notes: facetSchema,
        findings: facetSchema,
        config: facetSchema,
      }),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'ThingList' }),
})
export type ThingList = z.infer<typeof listThings.response>

const healthCountsSchema = z.partialRecord(healthStatusSchema, z.number().int())
export type HealthCounts = z.infer<typeof healthCountsSchema>

/** What comes of a revision that somebody asks for by a label. */
export const servedBySchema = z
  .string()
  .nullable()
  .describe('The revision that its label comes to, a tag looked up; null: not known, or not asked')

export const namespaceRowSchema = z
  .object({
    cluster: z.string(),
    name: z.string(),
    node: z.string().describe('Its id in the graph'),
    status: healthStatusSchema.describe('The worst of its workloads, services and apps'),
    workloads: healthCountsSchema,
    services: healthCountsSchema,
    apps: healthCountsSchema,
    worst: z
      .array(z.object({ kind: thingKindSchema, name: z.string(), status: healthStatusSchema }))
      .describe('Up to ten that it has its status from: unwell, or not ready'),
    isControlPlane: z.boolean(),
    dataPlane: z.enum(['sidecar', 'ambient', 'none']).nullable(),
    revision: z
      .string()
      .nullable()
      .describe('As its label has it, a revision or a tag of one; null: the default one'),
    servedBy: servedBySchema,
    hasRevision: z.boolean().nullable().describe('There is a control plane of it; null: not known'),
    revisionUnknown: z
      .string()
      .nullable()
      .describe('Why it is not known, and the right that it takes; null: it is, or nobody asks'),
    mtls: mtlsModeSchema.nullable(),
    mtlsFrom: z.enum(['namespace', 'mesh', 'default']).nullable(),
    findings: findingCountsSchema.describe('Of the objects in it'),
    objects: z
      .number()
      .int()
      .nullable()
      .describe('Objects of the mesh configuration in it; null: not all of them may be seen'),
    labels: z.record(z.string(), z.string()),
  })
  .meta({ id: 'NamespaceRow' })
export type NamespaceRow = z.infer<typeof namespaceRowSchema>

export const listNamespaceRows = endpoint({
  id: 'listNamespaceRows',
  method: 'get',
  path: '/api/v1/catalog/namespaces',
  summary: 'Namespaces with the health of what runs in them, and how they take part in the mesh',
  params: z.object({}),
  query: z.object(window),
  response: z
    .object({
      ...numbersSchema,
      rows: z.array(namespaceRowSchema),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'NamespaceRows' }),
})
export type NamespaceRows = z.infer<typeof listNamespaceRows.response>

/** Worst first. */
export const statusOrder = healthStatuses
