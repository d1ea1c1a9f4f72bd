import { endpoint } from './endpoint.ts'
import {
  certificateRowSchema,
  clusterRowSchema,
  endpointRowSchema,
  listenerRowSchema,
  nodeServiceRowSchema,
  nodeWorkloadRowSchema,
  routeRowSchema,
  statRowSchema,
} from './proxy-rows.ts'
import { z } from './setup.ts'
import { objectIdSchema } from './validations.ts'
import { warningSchema } from './warning.ts'

/**
 * sidecar: beside the application · gateway: at the edge of the mesh · waypoint: before services ·
 * node: serves the pods of its node, below requests.
 */
export const proxyRoles = ['sidecar', 'gateway', 'waypoint', 'node'] as const
export const proxyRoleSchema = z.enum(proxyRoles)
export type ProxyRole = z.infer<typeof proxyRoleSchema>

/** Tables that can be read of a proxy; which of them one has, `listProxies` says. */
export const proxySections = [
  'clusters',
  'endpoints',
  'listeners',
  'routes',
  'secrets',
  'stats',
  'services', // of the node's proxies
  'workloads', // of the node's proxies
] as const
export const proxySectionSchema = z.enum(proxySections)
export type ProxySection = z.infer<typeof proxySectionSchema>

/** Texts that can be read of a proxy, as JSON without keys; `config`: all that it is told. */
export const proxyDocuments = [
  'config',
  'bootstrap',
  'clusters',
  'endpoints',
  'listeners',
  'routes',
  'secrets',
] as const
export const proxyDocumentSchema = z.enum(proxyDocuments)
export type ProxyDocument = z.infer<typeof proxyDocumentSchema>

/** What a proxy knows of one kind of its configuration against what it was sent. */
export const syncStates = ['synced', 'stale', 'notSent', 'unknown'] as const
export const syncStateSchema = z.enum(syncStates)
export type SyncState = z.infer<typeof syncStateSchema>

const subjectParams = z.object({
  namespace: z.string().min(1).max(300),
  kind: z.enum(['apps', 'services', 'workloads', 'pods']),
  name: z.string().min(1).max(300),
})

const podParams = z.object({
  namespace: z.string().min(1).max(300),
  pod: z.string().min(1).max(300),
})

const snapshotId = z
  .string()
  .max(100)
  .regex(/^[\w-]+$/)

export const proxyPodSchema = z
  .object({
    pod: z.string(),
    workload: z.string().nullable(),
    isReady: z.boolean(),
    role: proxyRoleSchema.nullable().describe('null: no proxy is in this pod'),
    whyNone: z.string().nullable().describe('Why no proxy is in it, in words; null: one is'),
    container: z.string().nullable(),
    version: z.string().nullable().describe('Of its image; null: it does not say'),
    sections: z.array(proxySectionSchema).describe('Which tables it has, in the order to show'),
    documents: z.array(proxyDocumentSchema),
    dashboard: z
      .string()
      .nullable()
      .describe('Which of the dashboards is about this kind of proxy; null: none'),
    logLevels: z
      .array(z.string())
      .describe('Those it knows, the quietest first; empty: not to set'),
  })
  .meta({ id: 'ProxyPod' })
export type ProxyPod = z.infer<typeof proxyPodSchema>

export const listProxies = endpoint({
  id: 'listProxies',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/proxies',
  summary: 'Which pods of an app, a service or a workload have a proxy, and what can be read of it',
  params: subjectParams,
  query: z.object({}),
  response: z
    .object({
      pods: z.array(proxyPodSchema).describe('All pods of the subject, by name'),
      missingRight: z
        .string()
        .nullable()
        .describe('What the asker lacks to look inside, in words; null: nothing'),
      mayChange: z.boolean().describe('May set log levels'),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'Proxies' }),
})
export type Proxies = z.infer<typeof listProxies.response>

export const logLevelSchema = z.object({ logger: z.string(), level: z.string() })

export const getProxyInfo = endpoint({
  id: 'getProxyInfo',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/pods/:pod/proxy',
  summary: 'What a proxy says of itself: version, state, age, log levels',
  params: podParams,
  query: z.object({}),
  response: z
    .object({
      takenAt: z.number().describe('Epoch ms'),
      version: z.string().nullable(),
      build: z.string().nullable().describe('Commit, kind of build, TLS library'),
      state: z.string().nullable().describe('LIVE, DRAINING, PRE_INITIALIZING …'),
      startedAt: z.number().nullable().describe('Epoch ms'),
      nodeId: z.string().nullable().describe('As the control plane knows it'),
      facts: z
        .array(z.object({ name: z.string(), value: z.string() }))
        .describe('What else it says: concurrency, drain time, locality …'),
      levels: z
        .array(logLevelSchema)
        .nullable()
        .describe('Of each of its loggers; null: it did not say'),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'ProxyInfo' }),
})
export type ProxyInfo = z.infer<typeof getProxyInfo.response>

/**
 * Filters of tables. Those of a column that the table has not are passed over. `direction`, `health`
 * and `protocol` are whole words, `port` a whole number; all others parts of the text. Case does not
 * count. Several are joined by and.
 */
export const proxyFilterSchema = z.object({
  text: z.string().max(300).default('').describe('Part of any column'),
  name: z.string().max(300).optional(),
  host: z.string().max(300).optional().describe('FQDN of a cluster'),
  port: z.string().max(10).optional(),
  subset: z.string().max(300).optional(),
  direction: z.string().max(20).optional(),
  type: z.string().max(50).optional(),
  cluster: z.string().max(300).optional(),
  address: z.string().max(300).optional(),
  health: z.string().max(20).optional(),
  match: z.string().max(300).optional(),
  destination: z.string().max(300).optional(),
  route: z
    .string()
    .max(300)
    .optional()
    .describe('Route configuration: from a listener to its routes'),
  domains: z.string().max(300).optional(),
  namespace: z.string().max(300).optional(),
  waypoint: z.string().max(300).optional(),
  node: z.string().max(300).optional(),
  protocol: z.string().max(20).optional(),
})
export type ProxyFilter = z.infer<typeof proxyFilterSchema>

export const proxyTableAskSchema = proxyFilterSchema.extend({
  snapshot: snapshotId
    .optional()
    .describe('As an earlier answer gave it: the same moment. Absent, or no longer kept: now'),
  sort: z.string().max(30).optional().describe('A column; absent: as the proxy has them'),
  order: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(2000).default(200),
})
export type ProxyTableAsk = z.infer<typeof proxyTableAskSchema>
export type ProxyTableAskInput = z.input<typeof proxyTableAskSchema>

const facetsSchema = z
  .record(z.string(), z.array(z.object({ value: z.string(), count: z.number().int() })))
  .describe('By column: values to choose from, those of most rows first, at most 100 of each')

/** All that tables have in common. */
const tableFields = {
  snapshot: z.string().describe('Names this moment: give it to see the same again, or to compare'),
  takenAt: z.number().describe('Epoch ms when the proxy was asked'),
  bytes: z.number().int().describe('How much the proxy answered'),
  total: z.number().int().describe('Rows without any filter'),
  matched: z.number().int(),
  facets: facetsSchema,
  versions: z
    .array(
      z.object({ version: z.string(), updatedAt: z.number().nullable(), rows: z.number().int() }),
    )
    .describe('Versions of the configuration that the rows are of; several while it changes'),
  problems: z
    .array(z.string())
    .describe('What the proxy refused of its configuration, in its words'),
  warnings: z.array(warningSchema),
}

const table = <Section extends ProxySection, Row extends z.ZodType>(section: Section, row: Row) =>
  z.object({ section: z.literal(section), rows: z.array(row), ...tableFields })

export const proxyTableSchema = z.discriminatedUnion('section', [
  table('clusters', clusterRowSchema),
  table('endpoints', endpointRowSchema),
  table('listeners', listenerRowSchema),
  table('routes', routeRowSchema),
  table('secrets', certificateRowSchema),
  table('stats', statRowSchema),
  table('services', nodeServiceRowSchema),
  table('workloads', nodeWorkloadRowSchema),
])
export type ProxyTable = z.infer<typeof proxyTableSchema>

export const getProxyTable = endpoint({
  id: 'getProxyTable',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/pods/:pod/proxy/tables/:section',
  summary: 'Clusters, listeners, routes … of a proxy, each row with the objects that made it',
  params: podParams.extend({ section: proxySectionSchema }),
  query: proxyTableAskSchema,
  response: proxyTableSchema,
})

/**
 * The answer is the JSON itself, as the proxy wrote it but for keys and passwords, which read
 * `[redacted]`; it may have 20 MB, so that it is read by `open()` and shown in parts, or saved.
 */
export const getProxyDocument = endpoint({
  id: 'getProxyDocument',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/pods/:pod/proxy/documents/:document',
  summary: 'What a proxy is told, as JSON without keys: all of it, or a part',
  params: podParams.extend({ document: proxyDocumentSchema }),
  query: z.object({
    snapshot: snapshotId.optional(),
    resource: z
      .string()
      .max(500)
      .optional()
      .describe('Only the one of this name: `resource` of a row'),
  }),
  response: z.unknown(),
})

export const changedResourceSchema = z.object({
  resource: z.string().describe('Name of the cluster, listener … '),
  change: z.enum(['onlyHere', 'onlyThere', 'changed']),
  fields: z
    .array(
      z.object({
        path: z
          .string()
          .describe(
            'spec-like: `connect_timeout`, `routes[0].route.cluster`; empty: the value of a figure',
          ),
        here: z.string().nullable().describe('As JSON, cut when long; null: not there'),
        there: z.string().nullable(),
      }),
    )
    .describe('At most 50 of one resource; empty unless it is in both'),
})

export const compareProxies = endpoint({
  id: 'compareProxies',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/pods/:pod/proxy/differences/:section',
  summary: 'What differs between two pods of a namespace, or two moments of one',
  params: podParams.extend({ section: proxySectionSchema }),
  query: z.object({
    snapshot: snapshotId.optional().describe('Absent: now'),
    withPod: z.string().min(1).max(300).optional().describe('Absent: the same pod'),
    withSnapshot: snapshotId
      .optional()
      .describe(
        'An earlier moment; answered notFound with this field when it is no longer kept, or had not read this table',
      ),
  }),
  response: z
    .object({
      here: z.object({ pod: z.string(), snapshot: z.string(), takenAt: z.number() }),
      there: z.object({ pod: z.string(), snapshot: z.string(), takenAt: z.number() }),
      same: z.number().int().describe('Resources that do not differ'),
      changes: z.array(changedResourceSchema).describe('At most 500, of stats 5000'),
      leftOut: z.number().int().describe('Changes beyond those'),
    })
    .meta({ id: 'ProxyDifferences' }),
})
export type ProxyDifferences = z.infer<typeof compareProxies.response>

export const setProxyLogLevel = endpoint({
  id: 'setProxyLogLevel',
  method: 'post',
  path: '/api/v1/namespaces/:namespace/pods/:pod/proxy/log-level',
  summary: 'Sets the level of a proxy’s log until it starts again; needs pods/portforward',
  params: podParams,
  query: z.object({}),
  body: z.object({
    logger: z.string().min(1).max(200).nullable().describe('null: all of them'),
    level: z.string().min(1).max(20).describe('One of `logLevels` of listProxies'),
  }),
  response: z.object({
    levels: z.array(logLevelSchema).nullable().describe('Afterwards; null: it did not say'),
  }),
})

const typeSyncSchema = z.object({
  state: syncStateSchema,
  sent: z
    .string()
    .nullable()
    .describe('What the control plane sent last; null: nothing, not known'),
  acknowledged: z.string().nullable(),
})

export const proxySyncSchema = z
  .object({
    pod: z.string(),
    controlPlane: z.string().nullable().describe('Pod that serves it; null: not known'),
    clusters: typeSyncSchema.describe('CDS'),
    listeners: typeSyncSchema.describe('LDS'),
    endpoints: typeSyncSchema.describe('EDS'),
    routes: typeSyncSchema.describe('RDS'),
  })
  .meta({ id: 'ProxySync' })
export type ProxySync = z.infer<typeof proxySyncSchema>

export const getProxySync = endpoint({
  id: 'getProxySync',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/proxies/sync',
  summary: 'Whether proxies have what the control plane sent them, as the control plane says',
  params: subjectParams,
  query: z.object({}),
  response: z
    .object({
      proxies: z.array(proxySyncSchema).describe('All pods with a proxy that is told by requests'),
      reason: z.string().nullable().describe('Why it is not known; null: it is'),
    })
    .meta({ id: 'ProxiesSync' }),
})
export type ProxiesSync = z.infer<typeof getProxySync.response>

const enrolledSchema = z.object({
  object: objectIdSchema,
  labelledBy: z.enum(['own', 'pods', 'namespace']).describe('Where the label stands that says so'),
  label: z.string().describe('As written: name=value'),
  isServed: z
    .boolean()
    .describe('false: it asks for this waypoint, which is not for traffic of its kind'),
})

export const getWaypoint = endpoint({
  id: 'getWaypoint',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/workloads/:name/waypoint',
  summary: 'What is enrolled with a waypoint, and by which label',
  params: z.object({ namespace: z.string().min(1).max(300), name: z.string().min(1).max(300) }),
  query: z.object({}),
  response: z
    .object({
      waypoint: z
        .object({
          gateway: objectIdSchema,
          trafficFor: z.string().describe('service, workload, all, none'),
          services: z.array(enrolledSchema),
          workloads: z.array(enrolledSchema),
        })
        .nullable()
        .describe('null: this workload is no waypoint'),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'Waypoint' }),
})
export type Waypoint = z.infer<typeof getWaypoint.response>
