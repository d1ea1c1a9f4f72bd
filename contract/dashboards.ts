import {
  chartGroupingSchema,
  chartSchema,
  chartSubjectSchema,
  chartTimeSchema,
  chartTitleSchema,
  choices,
  statisticList,
} from './charts.ts'
import { endpoint } from './endpoint.ts'
import { queryEvidenceSchema } from './graph.ts'
import { z } from './setup.ts'
import { warningSchema } from './warning.ts'

export const aggregations = ['sum', 'avg', 'min', 'max', 'stddev', 'stdvar'] as const
export type Aggregation = (typeof aggregations)[number]

export const dashboardSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    isOwn: z.boolean().optional().describe('Written by the administrator; absent: it is not'),
    why: z
      .enum(['metrics', 'annotation'])
      .describe('Its metrics are there, or the pods say that it is theirs'),
    charts: z.array(
      chartTitleSchema.extend({
        aggregation: z
          .enum(aggregations)
          .describe('How pods are put together unless told otherwise'),
      }),
    ),
    groupings: z.array(chartGroupingSchema),
  })
  .meta({ id: 'Dashboard' })
export type Dashboard = z.infer<typeof dashboardSchema>

export const listDashboards = endpoint({
  id: 'listDashboards',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/dashboards',
  summary: 'Dashboards of what runs in the pods, found by their metrics or annotations',
  params: chartSubjectSchema,
  query: z.object({}),
  response: z
    .object({
      dashboards: z.array(dashboardSchema),
      whyNone: z.string().nullable(),
      evidence: z.array(queryEvidenceSchema),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'DashboardList' }),
})
export type DashboardList = z.infer<typeof listDashboards.response>

export const dashboardAskSchema = chartTimeSchema.extend({
  by: z
    .string()
    .max(300)
    .default('')
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .describe('Comma-separated ids of groupings'),
  only: choices,
  statistics: statisticList,
  aggregation: z.enum(aggregations).optional().describe('Over pods; absent: the chart’s own'),
})
export type DashboardAsk = z.infer<typeof dashboardAskSchema>
export type DashboardAskInput = z.input<typeof dashboardAskSchema>

export const getDashboardChart = endpoint({
  id: 'getDashboardChart',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/dashboards/:dashboard/charts/:chart',
  summary: 'One chart of a dashboard, over the pods of an app, a service or a workload',
  params: chartSubjectSchema.extend({
    dashboard: z.string().min(1).max(100),
    chart: z.string().min(1).max(100),
  }),
  query: dashboardAskSchema,
  response: chartSchema,
})
