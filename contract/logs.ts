import { endpoint } from './endpoint.ts'
import { longestPattern } from './patterns/matcher.ts'
import { z } from './setup.ts'
import { warningSchema } from './warning.ts'

export const logSubjectKinds = ['apps', 'services', 'workloads', 'pods'] as const

/** What a line says of its own weight, read from its text. */
export const lineSeverities = ['error', 'warn', 'info', 'debug', 'trace'] as const
export const lineSeveritySchema = z.enum(lineSeverities)
export type LineSeverity = z.infer<typeof lineSeveritySchema>

/**
 * app: the container itself · proxy: the mesh's, beside it · init: ends before the pod begins ·
 * node: the mesh's proxy of the pod's node · waypoint: the mesh's proxy before the service.
 */
export const containerRoles = ['app', 'proxy', 'init', 'node', 'waypoint'] as const
export const containerRoleSchema = z.enum(containerRoles)
export type ContainerRole = z.infer<typeof containerRoleSchema>

const list = z
  .string()
  .max(10_000)
  .default('')
  .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true')

const epochMs = z.coerce.number().int().min(0).max(8.64e15)

export const mostLines = 25_000

const subjectParams = z.object({
  namespace: z.string().min(1).max(300),
  kind: z.enum(logSubjectKinds),
  name: z.string().min(1).max(300),
})

/** Which lines of which containers; what is not asked for does not travel. */
export const logAskSchema = z.object({
  pods: list.describe('Names; empty: all of the subject'),
  containers: list.describe('Names; empty: all, without those that ended before the pod began'),
  init: flag.describe('Those that ended before the pod began, too'),
  node: flag.describe('Lines of the proxies of the nodes that name the pods, too'),
  waypoint: flag.describe('Lines of the waypoints that serve the pods, too'),
  previous: flag.describe('Of the run of each container before its present one'),
  show: z.string().max(longestPattern).default('').describe('Only lines that have it'),
  hide: z.string().max(longestPattern).default('').describe('No lines that have it'),
  regex: flag.describe('show and hide are regular expressions, matched in linear time'),
  exactCase: flag,
  severities: list
    .pipe(z.array(z.enum([...lineSeverities, 'none'])))
    .describe('none: lines that do not say; empty: all'),
  from: epochMs.optional().describe('Epoch ms; absent: from the beginning'),
})
export type LogAsk = z.infer<typeof logAskSchema>
export type LogAskInput = z.input<typeof logAskSchema>

/** What an access log line says, in short; each field is explained by `explainLogLine`. */
export const accessSummarySchema = z.object({
  method: z.string().nullable(),
  path: z.string().nullable(),
  status: z.number().int().nullable().describe('null: no answer, or no request: a connection'),
  flags: z.string().nullable().describe('null: none'),
  flagText: z.string().nullable().describe('The flags in words'),
  durationMs: z.number().nullable(),
})
export type AccessSummary = z.infer<typeof accessSummarySchema>

export const logLineSchema = z.object({
  source: z.string().describe('namespace/pod/container'),
  at: z.number().int().nullable().describe('Epoch ms; null: the line came without its time'),
  nanos: z.number().int().describe('Nanoseconds beyond `at`'),
  text: z.string(),
  cutBytes: z.number().int().describe('What the text lacks of the line; 0: nothing'),
  severity: lineSeveritySchema.nullable().describe('null: it does not say'),
  access: accessSummarySchema.nullable().describe('null: no access log line'),
  requestId: z.string().nullable(),
  traceId: z.string().nullable(),
})
export type LogLine = z.infer<typeof logLineSchema>

/**
 * reading · waiting: not begun yet · ended: no more will come · gone: the pod is no more ·
 * noPrevious: it has not been restarted · forbidden: a right is missing · failed: tried again.
 */
export const sourceStates = [
  'reading',
  'waiting',
  'ended',
  'gone',
  'noPrevious',
  'forbidden',
  'failed',
] as const

export const logSourceSchema = z
  .object({
    source: z.string().describe('namespace/pod/container'),
    role: containerRoleSchema,
    state: z.enum(sourceStates),
    message: z.string().nullable().describe('Why it is so and the way out'),
    dropped: z.number().int().describe('Lines not sent so far since more came than can be shown'),
    isWhole: z.boolean().describe('false: only the newest part of what was asked for was searched'),
  })
  .meta({ id: 'LogSource' })
export type LogSource = z.infer<typeof logSourceSchema>

export const getLogContainers = endpoint({
  id: 'getLogContainers',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/logs/containers',
  summary: 'Whose logs can be read of an app, a service, a workload or a pod',
  params: subjectParams,
  query: z.object({}),
  response: z
    .object({
      pods: z.array(
        z.object({
          name: z.string(),
          workload: z.string().nullable(),
          phase: z.string(),
          isReady: z.boolean(),
          timeZone: z.string().nullable().describe('IANA name, if a container is told one'),
          containers: z.array(
            z.object({
              name: z.string(),
              role: containerRoleSchema,
              restarts: z.number().int().nullable().describe('null: not known'),
            }),
          ),
        }),
      ),
      hasNodeProxies: z.boolean(),
      hasWaypoints: z.boolean(),
      missingRight: z.string().nullable().describe('What the asker lacks to read them, in words'),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'LogContainers' }),
})
export type LogContainers = z.infer<typeof getLogContainers.response>

export const getLogs = endpoint({
  id: 'getLogs',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/logs',
  summary: 'Lines of all pods of an app, a service or a workload, merged by time',
  params: subjectParams,
  query: logAskSchema.extend({
    at: epochMs.optional().describe('Epoch ms; absent: now'),
    side: z.enum(['before', 'after']).default('before').describe('Of `at`; before: the newest'),
    limit: z.coerce.number().int().min(1).max(mostLines).default(1000),
  }),
  response: z
    .object({
      lines: z.array(logLineSchema).describe('Oldest first'),
      sources: z.array(logSourceSchema),
      hasMore: z.boolean().describe('There are more on this side'),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'LogPage' }),
})
export type LogPage = z.infer<typeof getLogs.response>

export const logEventSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('lines'),
    lines: z.array(logLineSchema).describe('Oldest first'),
    dropped: z.array(z.object({ source: z.string(), lines: z.number().int() })),
    isPast: z.boolean().describe('From before the stream was asked for'),
  }),
  z.object({
    event: z.literal('sources'),
    sources: z.array(logSourceSchema).describe('All, whenever one of them changed'),
    leftOut: z.number().int().describe('Containers beyond what one stream reads'),
  }),
  z.object({
    event: z.literal('heartbeat'),
    now: z.number(),
    readPerSecond: z.number().describe('Lines that the containers write'),
    shownPerSecond: z.number(),
    isBehind: z.boolean().describe('More is written than the console reads: lines come late'),
  }),
])
export type LogEvent = z.infer<typeof logEventSchema>

export const streamLogs = endpoint({
  id: 'streamLogs',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/logs/stream',
  summary:
    'The same, live (server-sent events); comes back without a doubled or lost line by Last-Event-ID',
  params: subjectParams,
  query: logAskSchema.extend({
    tail: z.coerce
      .number()
      .int()
      .min(0)
      .max(mostLines)
      .default(1000)
      .describe('Lines from before now to begin with'),
  }),
  response: logEventSchema,
  isStream: true,
})

export const longestExplained = 4000

export const accessFieldSchema = z.object({
  key: z.string(),
  name: z.string(),
  value: z.string().nullable().describe('null: the line has none'),
  meaning: z.string().describe('What the field is'),
  inWords: z.string().nullable().describe('What the value says, where it is a code'),
  address: z.string().nullable().describe('Documentation'),
})
export type AccessField = z.infer<typeof accessFieldSchema>

export const explainLogLine = endpoint({
  id: 'explainLogLine',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/pods/:pod/log-line',
  summary: 'Every field of an access log line in words, and where the trace of the request is',
  params: z.object({
    namespace: z.string().min(1).max(300),
    pod: z.string().min(1).max(300),
  }),
  query: z.object({
    text: z.string().min(1).max(longestExplained),
    at: epochMs.optional(),
  }),
  response: z
    .object({
      format: z.string().nullable().describe('Whose format it is written in; null: none known'),
      fields: z.array(accessFieldSchema),
      requestId: z.string().nullable(),
      traceId: z.string().nullable(),
      tracesUrl: z.string().nullable(),
      tracesReason: z.string().nullable().describe('Why there is no link'),
      traceSearch: z
        .object({ service: z.string(), tags: z.record(z.string(), z.string()) })
        .nullable()
        .describe('What to search the traces for; null: nothing is known to search for'),
    })
    .meta({ id: 'LogLineExplained' }),
})
export type LogLineExplained = z.infer<typeof explainLogLine.response>
