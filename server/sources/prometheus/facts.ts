import { z } from '#contract/setup.ts'
import type { MetricsFacts } from '../../seams/source.ts'
import { isAnswer, type PrometheusApi } from './api.ts'
import { askProduct, thanos } from './product.ts'
import { askOwnPage, victoriaMetrics } from './victoria-metrics.ts'

const secondsByUnit: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
}

/** Seconds of a duration as Prometheus writes it (`1m30s`, `15d`); null when it is none or 0. */
export function readDuration(text: string): number | null {
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) return null
  const parts = text.matchAll(/(\d+)(ms|[smhdwy])/g)
  const seconds = [...parts].reduce(
    (sum, [, amount = '0', unit = 's']) => sum + Number(amount) * (secondsByUnit[unit] ?? 0),
    0,
  )
  return seconds > 0 ? seconds : null
}

/** The global scrape interval in the text of a configuration; null when it does not say. */
export function readScrapeInterval(yaml: string): number | null {
  const block = /^global:[ \t]*\n((?:[ \t]+.*\n?|[ \t]*\n)*)/m.exec(yaml)?.[1] ?? ''
  const value = /^[ \t]+scrape_interval:[ \t]*["']?([0-9a-z]+)/m.exec(block)?.[1]
  return value === undefined ? null : readDuration(value)
}

const configSchema = z.object({ yaml: z.string() })
const runtimeSchema = z.object({ storageRetention: z.string() })
const flagsSchema = z.record(z.string(), z.string())
const ruleSchema = z.object({
  name: z.string(),
  type: z.string(),
  health: z.string().optional(), // ok, err, unknown; not every store says
})
const rulesSchema = z.object({
  groups: z.array(z.object({ rules: z.array(ruleSchema) })),
})

/** Data of an endpoint that not every store has; null when this one has it not or hides it. */
async function readOptional<T>(
  api: PrometheusApi,
  path: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const [pathname = '', search = ''] = path.split('?')
  const params = Object.fromEntries(new URLSearchParams(search))
  try {
    const { reading } = await api.call({ path: pathname, params, reading: 'json' })
    return reading.kind === 'json' ? (schema.safeParse(reading.data).data ?? null) : null
  } catch (error) {
    if (isAnswer(error)) return null
    throw error
  }
}

async function readInterval(api: PrometheusApi): Promise<number | null> {
  const config = await readOptional(api, '/api/v1/status/config', configSchema)
  const configured = config === null ? null : readScrapeInterval(config.yaml)
  if (configured !== null) return configured
  // What the store's own scraper reports of itself, when it scrapes itself.
  const promql = 'count by (interval) (prometheus_target_interval_length_seconds)'
  const { reading } = await api.call({
    path: '/api/v1/query',
    params: { query: promql },
    reading: 'vector',
  })
  if (reading.kind !== 'vector') return null
  const { strings, values } = reading.vector
  const most = values.indexOf(Math.max(...values))
  const text = most < 0 ? undefined : strings[reading.vector.codes[most] ?? 0]
  return text === undefined ? null : readDuration(text)
}

async function readRetention(api: PrometheusApi, product: string | null): Promise<number | null> {
  if (product === victoriaMetrics) return (await askOwnPage(api)).retentionSeconds
  const runtime = await readOptional(api, '/api/v1/status/runtimeinfo', runtimeSchema)
  // `15d`, or `15d or 10GiB`
  const said = runtime?.storageRetention.split(' ')[0]
  if (said !== undefined) return readDuration(said)
  const flags = await readOptional(api, '/api/v1/status/flags', flagsSchema)
  return readDuration(flags?.['storage.tsdb.retention.time'] ?? '')
}

/**
 * Rules that are evaluated: of one that is not yet, or cannot be, there is nothing to read. Thanos
 * tells the rules of all that it asks, and one of them that has none would be missing in the sum.
 */
async function readRecordedNames(
  api: PrometheusApi,
  product: string | null,
): Promise<ReadonlySet<string>> {
  if (product === thanos) return new Set()
  const rules = await readOptional(api, '/api/v1/rules?type=record', rulesSchema)
  const all = rules?.groups.flatMap((group) => group.rules) ?? []
  const evaluated = all.filter(
    ({ type, health }) => type === 'recording' && (health === undefined || health === 'ok'),
  )
  return new Set(evaluated.map(({ name }) => name))
}

/**
 * What the store tells of itself. Each part is null when the store does not say, since many sit
 * behind proxies that hide all but queries. Throws SourceUnavailableError when it is not reached.
 */
export async function readFacts(api: PrometheusApi): Promise<MetricsFacts> {
  const product = await askProduct(api)
  const [scrapeIntervalSeconds, retentionSeconds, recordedNames] = await Promise.all([
    readInterval(api),
    readRetention(api, product),
    readRecordedNames(api, product),
  ])
  return { scrapeIntervalSeconds, retentionSeconds, recordedNames }
}
