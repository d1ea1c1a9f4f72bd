import { chartUnits } from '#contract/charts.ts'
import { aggregations } from '#contract/dashboards.ts'
import { z } from '#contract/setup.ts'

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'must be lower case letters, digits and -')
const metric = z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, 'must be the name of a metric')
const label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be the name of a label')
const text = z.string().min(1).max(300)

const chart = z.strictObject({
  id,
  title: text,
  unit: z.enum(chartUnits),
  note: text.optional(),
  metric,
  /** gauge: as it is · rate: of a counter, per second · histogram: quantiles of `…_bucket` */
  type: z.enum(['gauge', 'rate', 'histogram']).default('gauge'),
  /** Multiplies what the metric says, to be in the unit. */
  scale: z.number().positive().default(1),
  /** How pods are put together. */
  aggregation: z.enum(aggregations).default('sum'),
  /** Only series with these values of labels. */
  where: z.record(label, z.string()).default({}),
  /** Labels whose values are told apart at first. */
  by: z.array(label).max(4).default([]),
})

/**
 * One dashboard of a file: the metrics that tell that it is there, and its charts. A file that has
 * anything else in it is refused, so that a word that is misspelt is not taken for nothing.
 */
export const dashboardFileSchema = z
  .strictObject({
    id,
    title: text,
    description: text,
    /** It is there where the pods have one of these. */
    foundBy: z.array(metric).min(1).max(10),
    /** Other names by which annotations of pods ask for it. */
    alsoCalled: z.array(text).max(20).default([]),
    /** Labels that its charts may be grouped by, with their words. */
    groupings: z.record(label, text).default({}),
    charts: z.array(chart).min(1).max(24),
  })
  .superRefine(({ charts, groupings }, context) => {
    const ids = charts.map((one) => one.id)
    const twice = ids.find((one, place) => ids.indexOf(one) !== place)
    if (twice !== undefined)
      context.addIssue({ code: 'custom', message: `two charts have the id ${twice}` })
    for (const name of charts.flatMap(({ by }) => by))
      if (groupings[name] === undefined)
        context.addIssue({ code: 'custom', message: `by ${name} is not among the groupings` })
  })
export interface DashboardFile extends z.infer<typeof dashboardFileSchema> {
  /** It did not come with the console; absent: it did. */
  readonly isOwn?: boolean
}
export type DashboardChartFile = DashboardFile['charts'][number]
