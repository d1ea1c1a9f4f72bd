import { endpoint } from './endpoint.ts'
import { readWindowSeconds } from './graph-ask.ts'
import { queryEvidenceSchema } from './graph.ts'
import { z } from './setup.ts'
import { warningSchema } from './warning.ts'

export const chartUnits = [
  'requestsPerSecond',
  'messagesPerSecond',
  'connectionsPerSecond',
  'perSecond',
  'bytes',
  'bytesPerSecond',
  'ms',
  'seconds',
  'ratio',
  'count',
] as const
export type ChartUnit = (typeof chartUnits)[number]

/** Those that charts offer. */
export const chartStatistics = ['avg', 'p50', 'p95', 'p99', 'p999'] as const
export const chartStatisticSchema = z.enum([...chartStatistics, 'p75', 'p90'])
export type ChartStatistic = z.infer<typeof chartStatisticSchema>

export const chartReporters = ['source', 'destination', 'both'] as const
export type ChartReporter = (typeof chartReporters)[number]

export const chartDirections = ['inbound', 'outbound'] as const
export type ChartDirection = (typeof chartDirections)[number]

const longestSpanSeconds = 30 * 86_400

const list = z
  .string()
  .max(4000)
  .default('')
  .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])

const span = z
  .string()
  .default('10m')
  .transform((text, context) => {
    const seconds = readWindowSeconds(text)
    if (seconds !== null && seconds >= 60 && seconds <= longestSpanSeconds) return seconds
    context.addIssue({
      code: 'custom',
      message: 'window must be a duration such as 10m, 1h or 7d, from 60s to 30d',
    })
    return z.NEVER
  })

/** Which time a chart shows, and in how many points it is drawn. */
export const chartTimeSchema = z.object({
  window: span.describe('How far back the chart goes'),
  at: z.coerce
    .number()
    .int()
    .min(0)
    .max(8.64e15)
    .optional()
    .describe('Epoch ms of its end; absent: now'),
  points: z.coerce
    .number()
    .int()
    .min(20)
    .max(3000)
    .default(400)
    .describe('How many points its width can show: more are thinned, lows and highs kept'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(20)
    .describe('How many series at most: the largest, the others are told as one or counted'),
})

/** `code=500`, `app=cart%20(shop)`: one value of one grouping, both encoded as in an address. */
const choice = z.string().transform((text, context) => {
  const [grouping = '', value, ...rest] = text.split('=')
  try {
    if (value !== undefined && rest.length === 0)
      return { grouping: decodeURIComponent(grouping), value: decodeURIComponent(value) }
  } catch {
    // Not encoded as it should be: told below.
  }
  context.addIssue({ code: 'custom', message: 'only must be a list of grouping=value' })
  return z.NEVER
})

export const choices = list
  .pipe(z.array(choice))
  .describe('Comma-separated grouping=value of chosen groupings; empty: all values')

export const statisticList = list
  .pipe(z.array(chartStatisticSchema))
  .describe('Of distributions; empty: p50, p95 and p99')

export const chartAskSchema = chartTimeSchema.extend({
  direction: z.enum(chartDirections).default('inbound'),
  reporter: z
    .enum(chartReporters)
    .optional()
    .describe('Whose counters; absent: the server’s for inbound, the client’s for outbound'),
  by: list.describe('Comma-separated ids of groupings'),
  only: choices,
  statistics: statisticList,
})
export type ChartAsk = z.infer<typeof chartAskSchema>
export type ChartAskInput = z.input<typeof chartAskSchema>

export const chartSubjectSchema = z.object({
  namespace: z.string().min(1).max(300),
  kind: z.enum(['apps', 'services', 'workloads']),
  name: z.string().min(1).max(300),
})
export type ChartSubject = z.infer<typeof chartSubjectSchema>

export const chartTitleSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    unit: z.enum(chartUnits),
    isDistribution: z.boolean().describe('Told by averages and quantiles'),
    note: z.string().nullable().describe('What one must know to read it'),
    groupings: z.array(z.string()).describe('Ids of those that it knows'),
  })
  .meta({ id: 'ChartTitle' })
export type ChartTitle = z.infer<typeof chartTitleSchema>

export const chartGroupingSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    isOwn: z.boolean().optional().describe('Written by the administrator; absent: it is not'),
  })
  .meta({ id: 'ChartGrouping' })
export type ChartGrouping = z.infer<typeof chartGroupingSchema>

const linkSchema = z.object({ title: z.string(), url: z.string() })
export type ChartLink = z.infer<typeof linkSchema>

export const listCharts = endpoint({
  id: 'listCharts',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/charts',
  summary: 'Which charts there are of an app, a service or a workload; asks no store',
  params: chartSubjectSchema,
  query: z.object({ direction: z.enum(chartDirections).default('inbound') }),
  response: z
    .object({
      charts: z.array(chartTitleSchema),
      groupings: z.array(chartGroupingSchema),
      defaultReporter: z.enum(chartReporters),
      isAmbient: z.boolean().describe('Waypoints count with the reporter that is chosen'),
      links: z.array(linkSchema).describe('The same in dashboards elsewhere, variables filled'),
    })
    .meta({ id: 'ChartList' }),
})
export type ChartList = z.infer<typeof listCharts.response>

export const trendSchema = z
  .object({
    from: z.number().describe('Its value at the first time'),
    to: z.number().describe('… and at the last'),
    fit: z.number().describe('R²: 1 where all points lie on it, 0 where it says nothing'),
  })
  .meta({ id: 'Trend' })

export const chartSeriesSchema = z
  .object({
    key: z.string().describe('The same series has the same key in the next answer'),
    name: z.string(),
    kind: z
      .enum(['group', 'others', 'elsewhere'])
      .describe('others: the sum of those left out · elsewhere: peers that you may not see'),
    labels: z.record(z.string(), z.string()).describe('Value by id of grouping'),
    statistic: chartStatisticSchema.nullable(),
    reporter: z.string().nullable().describe('Where series are told by reporter'),
    values: z.array(z.number().nullable()).describe('null: no number then, which is not zero'),
    last: z.number().nullable().describe('At the end of the time; null: none then'),
    max: z.number().nullable().describe('Of all points, also of those that are not drawn'),
    avg: z.number().nullable(),
    trend: trendSchema.nullable().describe('Straight line of least squares through all points'),
  })
  .meta({ id: 'ChartSeries' })
export type ChartSeries = z.infer<typeof chartSeriesSchema>

export const chartSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    unit: z.enum(chartUnits),
    note: z.string().nullable(),
    fromAt: z.number(),
    toAt: z.number(),
    times: z.array(z.number()).describe('Epoch ms, rising'),
    stepSeconds: z.number().describe('Between the points that the store was asked for'),
    windowSeconds: z.number().describe('Each point looks back over this long'),
    thinnedFrom: z.number().int().nullable().describe('Points before thinning; null: all are here'),
    series: z.array(chartSeriesSchema).describe('Largest first'),
    values: z
      .record(z.string(), z.array(z.string()))
      .describe('By id of a chosen grouping: its values, before any choice among them'),
    leftOut: z.array(z.string()).describe('What is not told, and why, in words'),
    whyNone: z.string().nullable(),
    evidence: z.array(queryEvidenceSchema),
    warnings: z.array(warningSchema),
  })
  .meta({ id: 'Chart' })
export type Chart = z.infer<typeof chartSchema>

export const getChart = endpoint({
  id: 'getChart',
  method: 'get',
  path: '/api/v1/namespaces/:namespace/:kind/:name/charts/:chart',
  summary: 'One chart of an app, a service or a workload: one range query, shared by all who look',
  params: chartSubjectSchema.extend({ chart: z.string().min(1).max(100) }),
  query: chartAskSchema,
  response: chartSchema,
})
