import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Graph } from '#contract/graph.ts'
import type { LedgerEntry } from '../../lab/seams.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
import { startPrometheus } from '../servers/prometheus.ts'
import { askConsole, untilAllIsRead } from './api.ts'
import {
  accountOfGraph,
  accountOfLedger,
  differences,
  isMirror,
  mtlsOfGraph,
  newbornOf,
} from './told.ts'
import { applyLab, recordLab, startStillLab, startTestConsole, type Refusal } from './world.ts'

/**
 * The lab sends known requests; a real Prometheus holds the counters, a real API server the
 * objects. What the console shows must be what was sent: nothing more, nothing less.
 */
const isPossible = available('prometheus') && available('kubernetes')

interface Outcome {
  readonly graph: Graph
  readonly sent: readonly LedgerEntry[]
  readonly newborn: readonly string[]
  readonly refusals: readonly Refusal[]
  readonly backEnds: readonly string[]
}

/**
 * The window ends just before the last scrape, so that it holds the same samples by the rules of
 * every Prometheus: those of 55 s.
 */
const countedSeconds = 55

const cleanups: (() => Promise<unknown>)[] = []
let outcome: Outcome | null = null

function existing<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('it is not there')
  return value
}

const sumOf = (account: readonly (readonly [string, number])[]): number =>
  account.reduce((sum, [, rate]) => sum + rate, 0)

async function observe(): Promise<Outcome> {
  const lab = await startStillLab()
  cleanups.push(lab.stop)
  const { openMetrics, endMs, newborn } = await recordLab(lab, 70)
  const kubernetes = await startKubernetes({ crds: true, kwok: false })
  cleanups.push(kubernetes.stop)
  const refusals = await applyLab(lab, kubernetes)
  const prometheus = await startPrometheus({ openMetrics })
  cleanups.push(prometheus.stop)
  const running = await startTestConsole([
    ...['--prometheus', prometheus.url],
    ...['--kubeconfig', kubernetes.writeKubeconfig('administrator')],
  ])
  cleanups.push(running.close)
  const api = askConsole(running.url)
  await untilAllIsRead(api)
  const at = String(endMs - 1)
  const graph = await api.graph({ type: 'workload', open: 'all', window: '60s', at })
  const status = await api.status()
  return {
    graph,
    sent: lab.ledger(endMs - 60_000, endMs - 5_000),
    newborn,
    refusals,
    backEnds: status.backEnds.slice(0, 2).map(({ product, state }) => `${product ?? ''} ${state}`),
  }
}

describe.skipIf(!isPossible)('the graph of the lab through real servers', () => {
  beforeAll(async () => {
    outcome = await observe()
  })
  afterAll(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  it('stands on real servers, which took the objects', () => {
    const { refusals, backEnds, graph } = existing(outcome)
    expect(backEnds).toEqual(['Prometheus reached', 'Kubernetes reached'])
    expect(refusals).toEqual([])
    expect(graph.warnings).toEqual([])
    expect(graph.dropped).toEqual([])
  })

  it('shows each edge, code and flag that was sent, at its rate, and nothing else', () => {
    const { graph, sent, newborn: counters } = existing(outcome)
    const [shown, should] = [accountOfGraph(graph), accountOfLedger(sent, countedSeconds)]
    expect(shown.size).toBeGreaterThan(60)
    const newborn = newbornOf(should, counters)
    expect(newborn.size).toBeLessThan(10)
    const wrong = differences(shown, should, newborn)
    expect(wrong.filter((line) => !isMirror(line))).toEqual([])
  })

  it('sums to all that was sent', () => {
    const { graph, sent, newborn: counters } = existing(outcome)
    const should = accountOfLedger(sent, countedSeconds)
    const newborn = newbornOf(should, counters)
    const mirrored = [...accountOfGraph(graph)].filter(([key]) => isMirror(key))
    for (const protocol of ['http', 'grpc'] as const) {
      const ofProtocol = [...should].filter(([key]) => key.includes(` ${protocol} `))
      const all = sumOf([...ofProtocol, ...(protocol === 'http' ? mirrored : [])])
      const lost = sumOf(ofProtocol.filter(([key]) => newborn.has(key)))
      const total = graph.totals.all[protocol]?.requestsPerSecond
      expect(total).toBeLessThanOrEqual(all + 1e-6)
      expect(total).toBeGreaterThanOrEqual(all - lost - 1e-6)
    }
  })

  it('says of mutual TLS what the lab did, or that nobody could know', () => {
    const { graph, sent } = existing(outcome)
    const told = mtlsOfGraph(graph, sent)
    expect(told.length).toBeGreaterThan(40)
    const wrong = told.filter(({ is, should }) => is !== null && Math.abs(is - should) > 0.005)
    expect(wrong).toEqual([])
    // Only the client saw these: its peer has no proxy, so it cannot know and must not guess.
    const unknown = told.filter(({ is }) => is === null).map(({ edge }) => edge)
    expect(unknown).toEqual([expect.stringMatching(/ → legacy\/mainframe-bridge-v1$/)])
  })
})
