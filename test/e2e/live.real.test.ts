import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Graph } from '#contract/graph.ts'
import { startLab } from '../../lab/start.ts'
import type { LedgerEntry } from '../../lab/seams.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
import { startPrometheus } from '../servers/prometheus.ts'
import { askConsole } from './api.ts'
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
  /** Of the minute that the graph shows. */
  readonly sent: readonly LedgerEntry[]
  /** Of a longer time, with what a scrape may have taken in early or late. */
  readonly sentAround: readonly LedgerEntry[]
  readonly refusals: readonly Refusal[]
}

const cleanups: (() => Promise<unknown>)[] = []
let outcome: Outcome | null = null

function existing<T>(value: T | null): T {
  if (value === null) throw new Error('it is not there')
  return value
}

async function observe(): Promise<Outcome> {
  const lab = await startLab({ historySeconds: 300 })
  cleanups.push(lab.stop)
  const prometheus = await startPrometheus({
    scrapeTargets: [{ job: 'lab', address: new URL(lab.prometheusUrl).host, honorLabels: true }],
    scrapeIntervalSeconds,
  })
  cleanups.push(prometheus.stop)
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
  // Each second's counters move at its end, and are scraped a little later.
  await sleep(Math.max(0, untilMs - lab.clock.nowMs()) + 5000)
  const graph = await askConsole(running.url).graph({
    ...{ type: 'workload', open: 'all', window: `${windowSeconds}s` },
    at: String(untilMs + behindMs + 500),
  })
  const fromMs = untilMs - windowSeconds * 1000
  return {
    graph,
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
