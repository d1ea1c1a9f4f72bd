import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { MetricsSource } from '../../server/seams/source.ts'
import { createPrometheusSource } from '../../server/sources/prometheus/prometheus-source.ts'
import { describeMetricsSource } from '../conformance/metrics.conformance.ts'
import { shopCounter, shopSamples } from '../conformance/shop-samples.ts'
import { available } from '../servers/availability.ts'
import { startVictoriaMetrics, type VictoriaMetricsServer } from '../servers/victoria-metrics.ts'
import { askConsole } from './api.ts'
import { accountOfGraph, accountOfLedger, differences, isMirror, newbornOf } from './told.ts'
import { recordLab, startStillLab, startTestConsole } from './world.ts'

const startSeconds = Math.floor(Date.now() / 1000) - 900
let store: VictoriaMetricsServer | null = null

function existing(): VictoriaMetricsServer {
  if (store === null) throw new Error('it is not there')
  return store
}

/** A source on the store, once it knows what it asks. */
async function knownSource(): Promise<MetricsSource> {
  const source = createPrometheusSource({
    ...{ id: 'metrics', url: existing().url, howFound: 'configuration' },
    ...{ deadlineMs: 10_000, maxAnswerBytes: 1_000_000 },
  })
  onTestFinished(() => source.close())
  await expect.poll(() => source.status().product).toBe('VictoriaMetrics')
  return source
}

/** Without a cluster nobody can tell that it is a waypoint, whose connections are not traffic. */
const isHop = (key: string): boolean => /ambient-shop\/waypoint.* tcp/.test(key)

describe.skipIf(!available('victoria-metrics'))('real VictoriaMetrics', () => {
  beforeAll(async () => {
    store = await startVictoriaMetrics({ openMetrics: shopSamples(startSeconds) })
  })
  afterAll(() => store?.stop())

  describeMetricsSource('VictoriaMetrics', () =>
    Promise.resolve({
      url: existing().url,
      counter: shopCounter,
      atMs: (startSeconds + 600) * 1000,
      product: 'VictoriaMetrics',
      scrapeIntervalSeconds: 15,
      recordedNames: [],
      close: () => Promise.resolve(),
    }),
  )

  it('tells what came in this second, which it would keep back for half a minute', async () => {
    const source = await knownSource()
    const atMs = Date.now()
    await existing().take(`fresh_orders 7 ${atMs / 1000}\n`)
    const { vector } = await source.query('fresh_orders', { atMs })
    expect([...vector.values]).toEqual([7])
  })

  it('answers for the instants of a range that are no multiples of its step', async () => {
    const source = await knownSource()
    const fromMs = Math.ceil(startSeconds / 7) * 7000 + 3000
    const { series } = await source.queryRange(`sum(${shopCounter})`, {
      ...{ fromMs, toMs: fromMs + 60 * 7000, stepSeconds: 7 },
    })
    expect([...(series[0]?.timesMs ?? [])]).toEqual(
      Array.from({ length: 61 }, (_, step) => fromMs + step * 7000),
    )
  })

  it('holds the traffic of the lab, and the graph shows what was sent', async () => {
    const lab = await startStillLab()
    onTestFinished(lab.stop)
    const { openMetrics, endMs, newborn } = await recordLab(lab, 70)
    const own = await startVictoriaMetrics({ openMetrics })
    onTestFinished(own.stop)
    const running = await startTestConsole(['--prometheus', own.url])
    onTestFinished(running.close)
    const api = askConsole(running.url)
    const graph = await api.graph({
      ...{ type: 'workload', open: 'all', window: '60s', at: String(endMs - 1) },
    })
    expect(graph.warnings).toEqual([])
    // Its rates begin at the last sample before the window, not at the first one in it.
    const should = accountOfLedger(lab.ledger(endMs - 65_000, endMs - 5_000), 60)
    const shown = accountOfGraph(graph)
    expect(shown.size).toBeGreaterThan(60)
    const wrong = differences(shown, should, newbornOf(should, newborn))
    expect(wrong.filter((line) => !isMirror(line) && !isHop(line))).toEqual([])
  })
})
