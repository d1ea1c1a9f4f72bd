import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from '#contract/setup.ts'
import { SourceUnavailableError } from '../../server/errors.ts'
import type { MetricsSource } from '../../server/seams/source.ts'
import type { LabelledVector } from '../../server/seams/vector.ts'
import { createPrometheusSource } from '../../server/sources/prometheus/prometheus-source.ts'

/** A store to hold the source against. */
export interface StartedMetrics {
  readonly url: string
  /** A counter that the store has several series of, at `atMs` and for some minutes before. */
  readonly counter: string
  readonly atMs: number
  readonly product: string
  readonly scrapeIntervalSeconds: number
  readonly recordedNames: readonly string[]
  readonly close: () => Promise<void>
}

const rawSchema = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]).optional(),
        values: z.array(z.tuple([z.number(), z.string()])).optional(),
      }),
    ),
  }),
})

type RawRow = z.infer<typeof rawSchema>['data']['result'][number]

interface PlainRow {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

function rowsOf({ labelNames, strings, codes, values }: LabelledVector): PlainRow[] {
  return Array.from(values, (value, row) => {
    const texts = labelNames.map(
      (name, column) =>
        [name, strings[codes[row * labelNames.length + column] ?? 0] ?? ''] as const,
    )
    return { labels: Object.fromEntries(texts.filter(([, text]) => text !== '')), value }
  })
}

/** Stores add up in any order, and in another one the next time. */
const rounded = (value: number): number => Number(value.toPrecision(12))

/** Rows by their labels, whatever order these stand in. */
function inOrder(rows: readonly PlainRow[]): readonly PlainRow[] {
  const keyed = rows.map(({ labels, value }) => ({
    row: { labels, value: rounded(value) },
    key: JSON.stringify(Object.entries(labels).sort()),
  }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row)
}

/** What any store that speaks Prometheus' HTTP API owes to the console, through the source. */
export function describeMetricsSource(name: string, start: () => Promise<StartedMetrics>): void {
  describe(`the metrics source on ${name}`, () => {
    let store: StartedMetrics
    let source: MetricsSource
    beforeAll(async () => {
      store = await start()
      source = createPrometheusSource({
        id: 'metrics',
        url: store.url,
        howFound: 'configuration',
        deadlineMs: 10_000,
        maxAnswerBytes: 100_000_000,
      })
    })
    afterAll(async () => {
      await source.close()
      await store.close()
    })

    /** The same question asked without the source, and read without its code. */
    const askRaw = async (path: string, params: Record<string, string>): Promise<RawRow[]> => {
      const answer = await fetch(`${store.url}${path}?${new URLSearchParams(params).toString()}`)
      return rawSchema.parse(await answer.json()).data.result
    }

    it.each([
      'COUNTER',
      'sum by (source_workload, destination_workload, response_code) (rate(COUNTER[1m]))',
      'sum(rate(COUNTER[5m]))',
      'COUNTER{nobody="has this"}',
      'sum(COUNTER) / 0',
      'sum(COUNTER) * 0 / 0',
      '-sum(COUNTER) / 0',
    ])('answers %s as the store does', async (template) => {
      const promql = template.replace('COUNTER', store.counter)
      const { vector, warnings, bytes, tookMs } = await source.query(promql, { atMs: store.atMs })
      const raw = await askRaw('/api/v1/query', {
        query: promql,
        time: String(store.atMs / 1000),
      })
      const expected = raw.map(({ metric, value }) => ({
        labels: metric,
        value: Number(value?.[1].replace('Inf', 'Infinity')),
      }))
      expect(inOrder(rowsOf(vector))).toEqual(inOrder(expected))
      expect(warnings).toEqual([])
      expect(bytes).toBeGreaterThan(50)
      expect(tookMs).toBeGreaterThan(0)
    })

    it('answers a number as one row without labels', async () => {
      expect((await source.query('1')).vector).toEqual({
        labelNames: [],
        strings: [''],
        codes: new Uint32Array(),
        values: Float64Array.of(1),
      })
    })

    it('asks for now when no instant is given', async () => {
      const { vector } = await source.query('time()')
      expect(Math.abs((vector.values[0] ?? 0) - Date.now() / 1000)).toBeLessThan(60)
    })

    it('asks for the instant that is given', async () => {
      const { vector } = await source.query('time()', { atMs: store.atMs })
      expect(vector.values[0]).toBeCloseTo(store.atMs / 1000, 3)
    })

    it('answers a range as the store does', async () => {
      const promql = `sum by (response_code) (rate(${store.counter}[1m]))`
      const [fromMs, toMs] = [store.atMs - 120_000, store.atMs]
      const { series } = await source.queryRange(promql, { fromMs, toMs, stepSeconds: 15 })
      const raw = await askRaw('/api/v1/query_range', {
        query: promql,
        start: String(fromMs / 1000),
        end: String(toMs / 1000),
        step: '15',
      })
      expect(raw.length).toBeGreaterThan(0)
      expect(series.map(({ values, ...one }) => ({ ...one, values: values.map(rounded) }))).toEqual(
        raw.map(({ metric, values = [] }) => ({
          labels: metric,
          timesMs: Float64Array.from(values, ([seconds]) => Math.round(seconds * 1000)),
          values: Float64Array.from(values, ([, value]) => rounded(Number(value))),
        })),
      )
    })

    it('answers a range that nothing is known of with no series', async () => {
      const answer = await source.queryRange('nobody_has_this', {
        fromMs: store.atMs - 60_000,
        toMs: store.atMs,
        stepSeconds: 15,
      })
      expect(answer.series).toEqual([])
    })

    it('tells in the words of the store why a query is refused', async () => {
      const thrown: unknown = await source.query('sum(').catch((error: unknown) => error)
      expect(thrown).toBeInstanceOf(SourceUnavailableError)
      expect(thrown).toMatchObject({ failure: 'refused', source: 'metrics' })
      expect(String(thrown)).toMatch(/refused the query \(http:\/\/[^)]*\): .*pars/i)
      expect(source.status().state).toBe('reached')
    })

    it('answers a query that is too long for an address', async () => {
      const regex = Array.from({ length: 800 }, (_, index) => `namespace-${index}`).join('|')
      const promql = `sum(${store.counter}{destination_workload_namespace!~"${regex}"})`
      expect((await source.query(promql, { atMs: store.atMs })).vector.values).toHaveLength(1)
    })

    it('answers many questions at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => source.query(`${index} + 0`)),
      )
      expect(answers.map(({ vector }) => vector.values[0])).toEqual([...answers.keys()])
    })

    it('gives up when it is told to', async () => {
      const abort = new AbortController()
      const query = source.query(store.counter, { signal: abort.signal })
      abort.abort()
      await expect(query).rejects.toMatchObject({ name: 'AbortError' })
    })

    it('knows what it is asking', async () => {
      await expect.poll(() => source.status().version).toMatch(/^\d+\.\d+/)
      const status = source.status()
      expect(status).toMatchObject({
        id: 'metrics',
        kind: 'metrics',
        product: store.product,
        address: store.url,
        howFound: 'configuration',
        state: 'reached',
        message: null,
      })
      expect(status.latencyMs).toBeGreaterThan(0)
    })

    it('knows the facts of the store', async () => {
      const facts = await source.facts()
      expect(facts.scrapeIntervalSeconds).toBe(store.scrapeIntervalSeconds)
      expect(facts.retentionSeconds).toBeGreaterThan(0)
      expect([...facts.recordedNames]).toEqual(store.recordedNames)
    })
  })
}
