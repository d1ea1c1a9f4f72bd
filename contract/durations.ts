import { chartDirections, chartStatisticSchema, chartSubjectSchema, choices } from './charts.ts'
import { endpoint } from './endpoint.ts'
import { queryEvidenceSchema } from './graph.ts'
import { z } from './setup.ts'
import { warningSchema } from './warning.ts'

/** Over which a request is held against those before it: 10 minutes, an hour, three hours. */
export const durationWindows = [600, 3600, 10_800] as const
export const durationStatistics = ['avg', 'p50', 'p75', 'p90', 'p99'] as const

const valueSchema = z.object({
  windowSeconds: z.number(),
  statistic: chartStatisticSchema,
  ms: z.number().nullable().describe('null: nobody counted anything then'),
})

export const getUsualDurations = endpoint({
  id: 'getUsualDurations',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/durations',
  summary: 'How long requests of an app, a service or a workload usually take, to hold one against',
  params: chartSubjectSchema,
  query: z.object({
    direction: z.enum(chartDirections).default('inbound'),
    by: z
      .string()
      .max(400)
      .default('')
      .transform((text) => text.split(',').filter((part) => part !== ''))
      .describe('Comma-separated ids of groupings, of which `only` chooses values'),
    only: choices,
    at: z.coerce.number().int().min(0).max(8.64e15).describe('Epoch ms of the end of all windows'),
  }),
  response: z
    .object({
      at: z.number(),
      values: z.array(valueSchema),
      evidence: z.array(queryEvidenceSchema),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'UsualDurations' }),
})
export type UsualDurations = z.infer<typeof getUsualDurations.response>
