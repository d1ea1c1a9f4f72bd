import { countsSchema } from './config.ts'
import { endpoint } from './endpoint.ts'
import { graphAskSchema } from './graph-ask.ts'
import { healthSchema, healthStatusSchema } from './health.ts'
import { z } from './setup.ts'
import { nodeTrafficSchema } from './traffic.ts'
import { warningSchema } from './warning.ts'

const placeSchema = z.object({
  node: z.string().describe('Its id in graphs of workloads'),
  namespace: z.string(),
  name: z.string(),
  status: healthStatusSchema,
})

export const problemSchema = placeSchema
  .extend({
    kind: z.enum(['workload', 'service']),
    health: healthSchema,
    inbound: nodeTrafficSchema.nullable().describe('null: not known'),
    isStart: z.boolean().describe('Nothing that it calls is unwell, as far as calls tell'),
    because: z.array(placeSchema).describe('What it calls with errors and is unwell itself'),
    feltBy: z.array(placeSchema).describe('Who calls it with errors, and those who call them'),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problemSchema>

const countSchema = z.partialRecord(healthStatusSchema, z.number().int())
const notTold = 'null: no cluster has told of its objects'

export const getOverview = endpoint({
  id: 'getOverview',
  method: 'get',
  path: '/api/v1/overview',
  summary: 'What is wrong now and where it starts, above the counts',
  params: z.object({}),
  query: z.object({ window: graphAskSchema.shape.window, at: graphAskSchema.shape.at }),
  response: z
    .object({
      at: z.number(),
      windowSeconds: z.number(),
      staleSinceAt: z.number().nullable(),
      problems: z.array(problemSchema).describe('Where it starts first, the worst of those first'),
      problemsInAll: z.number().int().describe('Of very many only the first are told'),
      counts: z
        .object({ apps: countSchema, services: countSchema, workloads: countSchema })
        .nullable()
        .describe(notTold),
      dataPlanes: z
        .object({
          sidecar: z.number().int(),
          ambient: z.number().int(),
          none: z.number().int(),
          unknown: z.number().int(),
        })
        .nullable()
        .describe(notTold),
      findings: countsSchema
        .nullable()
        .describe(`Of the configuration that the viewer may see; ${notTold}`),
      inbound: nodeTrafficSchema.nullable().describe('From outside; null: not known'),
      outbound: nodeTrafficSchema.nullable().describe('To outside; null: not known'),
      all: nodeTrafficSchema.nullable().describe('Every call once'),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'Overview' }),
})
export type Overview = z.infer<typeof getOverview.response>
