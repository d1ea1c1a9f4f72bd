import { endpoint } from './endpoint.ts'
import { graphAskSchema } from './graph-ask.ts'
import { healthStatusSchema } from './health.ts'
import { z } from './setup.ts'
import { warningSchema } from './warning.ts'

/** By what services are ranked: failed requests, the 95th percentile of response times, bytes of TCP. */
export const insightNames = ['errors', 'latency', 'throughput'] as const
export const insightNameSchema = z.enum(insightNames)
export type InsightName = z.infer<typeof insightNameSchema>

const insightRowSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  node: z.string().describe('Its id in graphs of services'),
  status: healthStatusSchema,
  value: z
    .number()
    .describe('errors: 0..1; latency: milliseconds; throughput: bytes a second, both ways'),
  isAtMost: z.boolean().describe('Of several callers the slowest: read it as ≤ value'),
})
export type InsightRow = z.infer<typeof insightRowSchema>

export const insightSchema = z
  .object({
    name: insightNameSchema,
    isKnown: z.boolean().describe('False: the metric store did not answer'),
    rows: z.array(insightRowSchema).describe('The highest first; those with none are left out'),
    ranked: z.number().int().describe('How many services have such a number'),
  })
  .meta({ id: 'Insight' })
export type Insight = z.infer<typeof insightSchema>

export const listInsights = endpoint({
  id: 'listInsights',
  method: 'get',
  path: '/api/v1/overview/services',
  summary: 'The services that fail most, take longest and move most bytes',
  params: z.object({}),
  query: z.object({
    window: graphAskSchema.shape.window,
    at: graphAskSchema.shape.at,
    names: z
      .string()
      .max(100)
      .default(insightNames.join(','))
      .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])
      .pipe(z.array(insightNameSchema))
      .describe('Comma-separated: errors, latency, throughput'),
  }),
  response: z
    .object({
      at: z.number(),
      windowSeconds: z.number(),
      staleSinceAt: z.number().nullable(),
      insights: z.array(insightSchema).describe('In the order in which they were asked for'),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'Insights' }),
})
export type Insights = z.infer<typeof listInsights.response>
