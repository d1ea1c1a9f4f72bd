import type { LabSpan, LedgerEntry, ObjectReader, TraceSink } from '../../seams.ts'
import { randomFrom } from '../random.ts'
import type { Random } from '../random.ts'
import type { Topology, WorldRoot } from '../topology.ts'
import { askOf } from './application.ts'
import { Breakers } from './breakers.ts'
import { drawHex, drawOne } from './draws.ts'
import { Ledger } from './ledger.ts'
import { noLogs } from './log-book.ts'
import type { LogSink } from './log-book.ts'
import { buildModel } from './model.ts'
import type { Model } from './model.ts'
import { PodReader } from './pods.ts'
import type { PodIdentity, ProxyReport, TracedReport } from './report.ts'
import { requestIds } from './request-id.ts'
import { Router } from './router.ts'
import type { Scene, TraceSpot } from './scene.ts'
import { send } from './walk.ts'

/** How a mesh's proxies would tell of this traffic. */
export interface Dialect {
  readonly report: (report: ProxyReport) => void
  readonly span: (traced: TracedReport) => LabSpan
  /** A pod is gone: its counters end. */
  readonly forget: (pod: PodIdentity) => void
}

export interface TrafficOptions {
  readonly topology: Topology
  readonly objects: ObjectReader
  readonly seed: number
  readonly startMs: number // where simulated time begins
  readonly dialect: Dialect
  readonly traces: TraceSink
  readonly logs?: LogSink // default: nobody writes any
  readonly traceRatio?: number // 0..1 of the root requests; default 0.05
  readonly maxTracesPerSecond?: number // default 10
  readonly rateFactor?: number // scales every root's requests; default 1
  readonly ledgerRetentionMs?: number // default one hour
  /** Called at the end of every simulated second, after its requests: scrape here. */
  readonly onSecond?: (nowMs: number) => void
}

export interface Traffic {
  /** Sends all requests up to this instant (whole seconds); returns the simulated now. */
  readonly advanceTo: (ms: number) => number
  /** Up to here all requests are sent. */
  readonly nowMs: () => number
  /** What was sent in [fromMs, toMs), by buckets of five seconds. */
  readonly ledger: (fromMs: number, toMs: number) => readonly LedgerEntry[]
}

/** A root with what it still owes of its rate. */
interface RootState {
  readonly root: WorldRoot
  readonly key: string
  readonly hangUpRatio: number
  due: number
}

const hangUpRatio = 0.004 // of what comes from outside by every second root at a gateway

/** The world's requests, second by second; the same seed and objects give the same traffic. */
export function createTraffic(options: TrafficOptions): Traffic {
  const { topology, objects, dialect, traces, rateFactor = 1 } = options
  const random = randomFrom(options.seed)
  const idRandom = randomFrom(options.seed ^ 0x5eed)
  const newRequestId = requestIds(options.seed)
  const reader = new PodReader(topology)
  const ledger = new Ledger(options.ledgerRetentionMs ?? 3_600_000)
  const breakers = new Breakers()
  const roots = rootStates(topology, random)
  const sampling = {
    ratio: options.traceRatio ?? 0.05,
    perSecond: options.maxTracesPerSecond ?? 10,
    random: idRandom,
  }
  let nowMs = Math.floor(options.startMs / 1_000) * 1_000
  let revision = -1
  let scene = newScene()

  function newScene(): Scene {
    const before: Model | null = revision === -1 ? null : scene.model
    revision = objects.revision()
    const model = buildModel(topology, objects, reader)
    if (before !== null) for (const pod of gone(before, model)) dialect.forget(pod)
    return {
      model,
      router: new Router(model),
      breakers,
      random,
      idRandom,
      newRequestId,
      report: dialect.report,
      note: (note) => ledger.add(note),
      logs: options.logs ?? noLogs,
    }
  }

  function runSecond(): void {
    if (objects.revision() !== revision) scene = newScene()
    ledger.beginSecond(nowMs)
    let traced = 0
    for (const state of roots) {
      state.due += state.root.requestsPerSecond * rateFactor
      for (; state.due >= 1; state.due -= 1) {
        const isTraced = traced < sampling.perSecond && sampling.random() < sampling.ratio
        const spot = isTraced ? newTrace(sampling.random) : null
        if (isTraced) traced += 1
        sendRoot(scene, state, { startMs: nowMs + random() * 1_000, spot })
        if (spot !== null) flush(spot, dialect, traces)
      }
    }
  }

  return {
    advanceTo: (ms) => {
      while (nowMs + 1_000 <= ms) {
        runSecond()
        nowMs += 1_000
        options.onSecond?.(nowMs)
      }
      return nowMs
    },
    nowMs: () => nowMs,
    ledger: (fromMs, toMs) => ledger.read(fromMs, toMs),
  }
}

/** Roots begin anywhere in their beat, so that slow ones do not all send in the same second. */
function rootStates(topology: Topology, random: Random): readonly RootState[] {
  const gateways = new Set(
    topology.workloads
      .filter(({ proxy }) => proxy === 'gateway')
      .map(({ namespace, name }) => `${namespace}/${name}`),
  )
  let gatewayRoots = 0
  return topology.roots.map((root) => {
    const key = `${root.namespace}/${root.workload}`
    if (gateways.has(key)) gatewayRoots += 1
    const isImpatient = gateways.has(key) && gatewayRoots % 2 === 1
    return { root, key, hangUpRatio: isImpatient ? hangUpRatio : 0, due: random() }
  })
}

function sendRoot(
  scene: Scene,
  { root, key, hangUpRatio: ratio }: RootState,
  given: { readonly startMs: number; readonly spot: TraceSpot | null },
): void {
  const { random } = scene
  const client = drawOne(scene.model.podsByWorkload.get(key) ?? [], random)
  if (client === null) return
  const hangUpMs = random() < ratio ? 1 + random() * 30 : Infinity
  send(scene, client, {
    ask: askOf(root.call, headersOf(root, random())),
    startMs: given.startMs,
    sentBytes: root.call.sentBytes,
    receivedBytes: root.call.receivedBytes,
    hangUpMs,
    requestId: scene.newRequestId(),
    trace: given.spot,
    depth: 0,
  })
}

const noHeaders = {}

function headersOf(root: WorldRoot, drawn: number): Readonly<Record<string, string>> {
  let rest = drawn
  for (const { share, headers } of root.headerShares) {
    if (rest < share) return headers
    rest -= share
  }
  return noHeaders
}

function newTrace(random: Random): TraceSpot {
  return { traceId: drawHex(32, random), parentSpanId: null, spans: [] }
}

/** An application that drops the headers leaves several traces behind one request. */
function flush(spot: TraceSpot, dialect: Dialect, traces: TraceSink): void {
  for (const spans of Map.groupBy(spot.spans, ({ traceId }) => traceId).values()) {
    traces.add(spans.map((traced) => dialect.span(traced)))
  }
}

function gone(before: Model, after: Model): readonly PodIdentity[] {
  const live = new Set<PodIdentity>(after.pods)
  return before.pods.filter((pod) => !live.has(pod))
}
