import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Graph } from '#contract/graph.ts'
import { startLab, type Lab } from '../../lab/start.ts'
import type { LedgerEntry } from '../../lab/seams.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
import { startPrometheus, type PrometheusServer } from '../servers/prometheus.ts'
import { askConsole, type Api } from './api.ts'
import { accountOfGraph, accountOfLedger, isMirror, mtlsOfGraph, type Account } from './told.ts'
import { applyLab, startTestConsole, type Refusal } from './world.ts'

/**
 * Live: the lab sends requests by the wall clock while a real Prometheus scrapes it, a moment before
 * or after each second ends, as in life. What the console shows of a minute is what was sent then.
 */
const isPossible = available('prometheus') && available('kubernetes')

const windowSeconds = 60
const scrapeIntervalSeconds = 2

interface Outcome {
  readonly graph: Graph
  /** What the rules of Prometheus recorded, and what its counters say of the same instant. */
  readonly asked: { readonly recorded: AskedGraph; readonly counted: AskedGraph }
  /** Of the minute that the graph shows. */
  readonly sent: readonly LedgerEntry[]
  /** Of a longer time, with what a scrape may have taken in early or late. */
  readonly sentAround: readonly LedgerEntry[]
  readonly refusals: readonly Refusal[]
}

interface AskedGraph {
  readonly graph: Graph
  /** How many samples the store read for it, in all its queries. */
  readonly samples: number
}

const cleanups: (() => Promise<unknown>)[] = []
let outcome: Outcome | null = null

function existing<T>(value: T | null): T {
  if (value === null) throw new Error('it is not there')
  return value
}

const rules = path.resolve(
  import.meta.dirname,
  '../../deploy/recording-rules/alidade-istio.rules.yaml',
)

async function scrape(lab: Lab): Promise<PrometheusServer> {
  const address = new URL(lab.prometheusUrl).host
  const prometheus = await startPrometheus({
    scrapeTargets: [{ job: 'lab', address, honorLabels: true }],
    ...{ scrapeIntervalSeconds, ruleFiles: [rules] },
  })
  cleanups.push(prometheus.stop)
  return prometheus
}

const statsSchema = z.object({
  data: z.object({ stats: z.object({ samples: z.object({ totalQueryableSamples: z.number() }) }) }),
})

const sampleTimesSchema = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
})

/** When the rules of a Prometheus were evaluated last before an instant, in ms. */
async function recordedAtMs({ url }: PrometheusServer, atMs: number): Promise<number> {
  const promql = 'timestamp(alidade:istio_requests:rate1m)'
  const query = new URLSearchParams({ query: promql, time: String(atMs / 1000) })
  const answer = await fetch(`${url}/api/v1/query?${query.toString()}`)
  const { data } = sampleTimesSchema.parse(await answer.json())
  return Math.max(...data.result.map(({ value }) => Number(value[1]) * 1000))
}

/** The graph of now, or of an instant, and what its queries cost the store. */
async function askGraph(
  api: Api,
  prometheus: PrometheusServer,
  instant: { readonly at?: string } = {},
): Promise<AskedGraph> {
  const layers = { responseTime: 'p95', ...instant }
  const graph = await api.graph({ type: 'workload', open: 'all', window: '60s', ...layers })
  const costs = graph.evidence.map(async ({ promql, at }) => {
    const query = new URLSearchParams({ query: promql, time: String(at / 1000), stats: 'all' })
    const answer = await fetch(`${prometheus.url}/api/v1/query?${query.toString()}`)
    return statsSchema.parse(await answer.json()).data.stats.samples.totalQueryableSamples
  })
  return { graph, samples: (await Promise.all(costs)).reduce((sum, cost) => sum + cost, 0) }
}

async function observe(): Promise<Outcome> {
  const lab = await startLab({ historySeconds: 300 })
  cleanups.push(lab.stop)
  const prometheus = await scrape(lab)
  // The ledger's buckets begin at each fifth second of the lab, which is a while behind the wall.
  const behindMs = Date.now() - lab.clock.nowMs()
  const scrapedForMs = (windowSeconds + 3 * scrapeIntervalSeconds) * 1000
  const untilMs = Math.ceil((lab.clock.nowMs() + scrapedForMs) / 5000) * 5000

  const kubernetes = await startKubernetes({ crds: true, kwok: false })
  cleanups.push(kubernetes.stop)
  const refusals = await applyLab(lab, kubernetes)
  const running = await startTestConsole([
    ...['--prometheus', prometheus.url],
    ...['--kubeconfig', kubernetes.writeKubeconfig('administrator')],
  ])
  cleanups.push(running.close)
  const api = askConsole(running.url)
  // Each second's counters move at its end, and are scraped a little later.
  await sleep(Math.max(0, untilMs - lab.clock.nowMs()) + 5000)
  const graph = await api.graph({
    ...{ type: 'workload', open: 'all', window: `${windowSeconds}s` },
    at: String(untilMs + behindMs + 500),
  })
  const fromMs = untilMs - windowSeconds * 1000
  // A recorded rate is up to one evaluation old. A past instant is always taken from the counters.
  const recorded = await askGraph(api, prometheus)
  const at = await recordedAtMs(prometheus, existing(recorded.graph.evidence[0]?.at ?? null))
  const counted = await askGraph(api, prometheus, { at: String(at) })
  return {
    graph,
    asked: { recorded, counted },
    sent: lab.ledger(fromMs, untilMs),
    sentAround: lab.ledger(fromMs - 5000, untilMs + 5000),
    refusals,
  }
}

/** `source → destination protocol` of a line of an account, without code and flags. */
const edgeOf = (key: string): string => key.replace(/ \S+ \S+$/, '')

function sumEdges(account: Account): Account {
  const sums: Account = new Map()
  for (const [key, rate] of account)
    if (!/ tcp \w+$/.test(key)) sums.set(edgeOf(key), (sums.get(edgeOf(key)) ?? 0) + rate)
  return sums
}

describe.skipIf(!isPossible)('a graph of what a real Prometheus scrapes', () => {
  let shown: Account = new Map()
  let sent: Account = new Map()
  let busy: readonly string[] = []

  beforeAll(async () => {
    outcome = await observe()
    shown = accountOfGraph(outcome.graph)
    sent = accountOfLedger(outcome.sent, windowSeconds)
    busy = [...sumEdges(sent)]
      .filter(([, rate]) => rate * windowSeconds >= 200)
      .map(([edge]) => edge)
  })
  afterAll(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  it('has nothing to warn of and nothing that it could not read', () => {
    const { graph, refusals } = existing(outcome)
    expect(refusals).toEqual([])
    expect(graph.warnings).toEqual([])
    expect(graph.dropped).toEqual([])
  })

  it('is within 5 % of what was sent on every edge with 200 requests or more', () => {
    const [is, should] = [sumEdges(shown), sumEdges(sent)]
    expect(busy.length).toBeGreaterThan(10)
    const wrong = busy.flatMap((edge) => {
      const [shownRate = NaN, sentRate = NaN] = [is.get(edge), should.get(edge)]
      const isRight = Math.abs(shownRate - sentRate) <= 0.05 * sentRate
      return isRight ? [] : [`${edge}: ${shownRate} instead of ${sentRate}`]
    })
    expect(wrong).toEqual([])
  })

  it('has each code and flag that these edges had, and no other', () => {
    const isBusy = (key: string): boolean => busy.includes(edgeOf(key))
    // Fewer than ten may have been answered while the first or the last scrape was under way.
    const often = [...sent].filter(([key, rate]) => isBusy(key) && rate * windowSeconds >= 10)
    expect(often.length).toBeGreaterThan(busy.length)
    expect(often.map(([key]) => key).filter((key) => !shown.has(key))).toEqual([])
    const rate = (key: string): number => shown.get(key) ?? NaN
    const wrong = often.filter(
      ([key, should]) => Math.abs(rate(key) - should) > 0.05 * should + 4 / windowSeconds,
    )
    expect(wrong.map(([key, should]) => `${key}: ${rate(key)} instead of ${should}`)).toEqual([])
  })

  it('shows no edge, code or flag that was not sent', () => {
    const around = accountOfLedger(existing(outcome).sentAround, windowSeconds)
    const seen = [...shown].filter(([key, rate]) => rate > 0 && !isMirror(key))
    expect(seen.length).toBeGreaterThan(60)
    expect(seen.map(([key]) => key).filter((key) => !around.has(key))).toEqual([])
  })

  it('is the same from what recording rules sum up, at a fraction of the samples', () => {
    const { counted, recorded } = existing(outcome).asked
    const ofRates = ({ graph }: AskedGraph): readonly boolean[] =>
      graph.evidence.map(({ isRecorded }) => isRecorded)
    expect(ofRates(counted)).toEqual([false, false, false, false])
    expect(ofRates(recorded)).toEqual([true, true, true, true])
    expect(recorded.graph.warnings).toEqual([])
    // A rate over a minute reads 30 samples of each counter here; a recorded one is one sample.
    expect(recorded.samples).toBeLessThan(counted.samples / 10)

    const [is, should] = [recorded, counted].map(({ graph }) => sumEdges(accountOfGraph(graph)))
    const wrong = busy.flatMap((edge) => {
      const [recordedRate = NaN, countedRate = NaN] = [is?.get(edge), should?.get(edge)]
      // The rule may have been evaluated just before a scrape that the counters have by now.
      const allowed = 0.05 * countedRate + 4 / windowSeconds
      const isRight = Math.abs(recordedRate - countedRate) <= allowed
      return isRight ? [] : [`${edge}: ${recordedRate} instead of ${countedRate}`]
    })
    expect(wrong).toEqual([])
    const times = ({ graph }: AskedGraph): number =>
      graph.edges.filter(({ responseTime }) => responseTime !== undefined).length
    expect(times(recorded)).toBeGreaterThan(30)
    expect(times(recorded)).toBe(times(counted))
  })

  it('says of mutual TLS what the lab did, or that nobody could know', () => {
    const { graph, sent: entries } = existing(outcome)
    const told = mtlsOfGraph(graph, entries)
    expect(told.length).toBeGreaterThan(40)
    const wrong = told.filter(({ is, should }) => is !== null && Math.abs(is - should) > 0.05)
    expect(wrong).toEqual([])
    const unknown = told.filter(({ is }) => is === null).map(({ edge }) => edge)
    expect(unknown).toEqual([expect.stringMatching(/ → legacy\/mainframe-bridge-v1$/)])
  })
})
