import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createClock } from './clock.ts'
import { createContainerLogs } from './container-logs.ts'
import type { SteerableClock } from './clock.ts'
import { createPodPorts } from './dialects/istio/admin/pod-ports.ts'
import { createIstioDialect } from './dialects/istio.ts'
import { economyFor } from './economy.ts'
import type { Economy } from './economy.ts'
import { createJaegerFace } from './jaeger/face.ts'
import { TraceStore } from './jaeger/trace-store.ts'
import { buildDefinitions } from './kube/crds.ts'
import { createKubernetesFace } from './kube/face.ts'
import { anonymous, labUsers } from './kube/users.ts'
import { createPrometheusFace } from './prometheus/face.ts'
import { createRecorder } from './prometheus/recorder.ts'
import { createMetricRegistry } from './prometheus/registry.ts'
import type { MetricRegistry } from './prometheus/registry.ts'
import { createSampleStore } from './prometheus/sample-store.ts'
import type { SampleStore } from './prometheus/sample-store.ts'
import type { LabClock, LedgerEntry } from './seams.ts'
import { startControllers } from './store/controllers/controllers.ts'
import type { Controllers } from './store/controllers/controllers.ts'
import { recordEvents } from './store/controllers/events.ts'
import { ObjectStore } from './store/object-store.ts'
import { defaultTopology } from './world/default-world.ts'
import { buildObjects } from './world/objects.ts'
import { randomFrom } from './world/random.ts'
import { createRuntimeMetrics } from './world/runtime/runtime-metrics.ts'
import { scaledTopology } from './world/scaled.ts'
import type { Topology } from './world/topology.ts'
import { LogBook } from './world/traffic/log-book.ts'
import { createTraffic } from './world/traffic/traffic.ts'
import type { Traffic } from './world/traffic/traffic.ts'

export interface LabOptions {
  readonly seed?: number // default 1
  readonly workloads?: number // more than the default world has: synthetic ones around it
  readonly speed?: number // simulated seconds per second, default 1
  readonly clock?: 'running' | 'manual' // default running; a manual one moves by `advance` only
  readonly historySeconds?: number // traffic before the start; default 900, in big worlds less
  readonly startMs?: number // default: now
  readonly ports?: {
    readonly kubernetes?: number
    readonly prometheus?: number
    readonly jaeger?: number
  }
  /** Whoever brings no token to the Kubernetes face: the administrator by default. */
  readonly withoutToken?: 'admin' | 'anonymous'
}

export interface Lab {
  readonly kubernetesUrl: string
  readonly prometheusUrl: string
  readonly jaegerUrl: string
  readonly tokens: {
    readonly admin: string
    readonly bookinfo: string
    readonly travel: string
    readonly nobody: string
  }
  readonly clock: LabClock
  /** Moves time on, lets the controllers finish and sends all requests of that time. */
  readonly advance: (seconds: number) => void
  readonly ledger: (fromMs: number, toMs: number) => readonly LedgerEntry[]
  readonly objects: ObjectStore
  /** What this world has not because of its size, a sentence each. */
  readonly leftOut: readonly string[]
  readonly stop: () => Promise<void>
}

const tokens = {
  admin: 'lab-admin',
  bookinfo: 'lab-bookinfo',
  travel: 'lab-travel',
  nobody: 'lab-nobody',
} as const satisfies Record<string, keyof typeof labUsers>

/** The objects are older than the traffic: somebody has installed all of it some days ago. */
const worldAgeMs = 6 * 86_400_000
const controllerDelayMs = 250
const tickMs = 250

/** The whole lab in this process: a world, its traffic and the three servers that show it. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { seed = 1, speed = 1, ports = {} } = options
  const topology = topologyOf(options, seed)
  const economy = economyFor(topology.workloads.length)
  const historySeconds = options.historySeconds ?? economy.historySeconds
  const nowMs = Math.floor((options.startMs ?? Date.now()) / 1_000) * 1_000
  const clock = createClock({ startMs: nowMs - historySeconds * 1_000, speed })
  const { objects, controllers } = installWorld(topology, { clock, seed })
  const { traffic, samples, registry, traces, book } = startTraffic(topology, {
    ...{ clock, seed, objects },
    economy,
  })
  clock.advance(historySeconds)
  traffic.advanceTo(clock.nowMs())
  catchUp(clock, traffic, options)

  const kubernetes = createKubernetesFace({
    store: objects,
    clock,
    // Second by second: what a container wrote in the running one is known when it is over.
    logs: { lines: createContainerLogs(book, objects), nowMs: traffic.nowMs },
    ports: createPodPorts(objects, clock.nowMs),
    seed,
    withoutToken: options.withoutToken === 'anonymous' ? anonymous : labUsers['lab-admin'],
  })
  const servers = await Promise.all([
    listen(kubernetes.listener, ports.kubernetes),
    listen(createPrometheusFace({ store: samples, clock, registry }), ports.prometheus),
    listen(createJaegerFace({ traces, clock }), ports.jaeger),
  ])
  servers[0].on('upgrade', kubernetes.upgrade)
  const [kubernetesUrl = '', prometheusUrl = '', jaegerUrl = ''] = servers.map(urlOf)
  const ticking = options.clock === 'manual' ? undefined : run(clock, traffic)

  return {
    kubernetesUrl,
    prometheusUrl,
    jaegerUrl,
    tokens,
    clock,
    objects,
    leftOut: economy.leftOut,
    ledger: traffic.ledger,
    advance: (seconds) => {
      controllers.settle()
      clock.advance(seconds)
      traffic.advanceTo(clock.nowMs())
    },
    stop: async () => {
      clearInterval(ticking)
      controllers.stop()
      kubernetes.stop()
      await Promise.all(servers.map(close))
    },
  }
}

function topologyOf({ workloads }: LabOptions, seed: number): Topology {
  return workloads === undefined ? defaultTopology : scaledTopology(workloads, seed)
}

interface Surroundings {
  readonly clock: SteerableClock
  readonly seed: number
}

interface InstalledWorld {
  readonly objects: ObjectStore
  readonly controllers: Controllers
}

function installWorld(topology: Topology, { clock, seed }: Surroundings): InstalledWorld {
  let ageMs = worldAgeMs
  const objects = new ObjectStore({ nowMs: () => clock.nowMs() - ageMs })
  const controllers = startControllers(objects, {
    random: randomFrom(seed ^ 0xc0de),
    delayMs: controllerDelayMs,
  })
  for (const object of [...buildDefinitions(), ...buildObjects(topology)]) objects.create(object)
  controllers.settle()
  objects.forgetHistory()
  ageMs = 0
  recordEvents(objects, { nowMs: clock.nowMs, random: randomFrom(seed ^ 0xe7e) })
  return { objects, controllers }
}

interface RunningTraffic {
  readonly traffic: Traffic
  readonly samples: SampleStore
  readonly registry: MetricRegistry
  readonly traces: TraceStore
  readonly book: LogBook
}

interface TrafficSurroundings extends Surroundings {
  readonly objects: ObjectStore
  readonly economy: Economy
}

function startTraffic(
  topology: Topology,
  { clock, seed, objects, economy }: TrafficSurroundings,
): RunningTraffic {
  const registry = createMetricRegistry()
  const retentionMs = economy.retentionSeconds * 1_000
  const samples = createSampleStore({ retentionMs })
  const traces = new TraceStore(economy.traces)
  const book = new LogBook(economy.logLines)
  const dialect = createIstioDialect({ registry, histograms: economy.histograms })
  const runtimes = createRuntimeMetrics({ topology, objects, registry, seed })
  const record = createRecorder({ registry, store: samples })
  const traffic = createTraffic({
    topology,
    objects,
    seed,
    startMs: clock.nowMs(),
    dialect: {
      ...dialect,
      forget: (pod) => {
        dialect.forget(pod)
        book.forget(pod)
      },
    },
    traces,
    logs: book,
    ledgerRetentionMs: retentionMs,
    onSecond: (nowMs) => {
      runtimes(nowMs)
      record(nowMs)
    },
  })
  return { traffic, samples, registry, traces, book }
}

/**
 * The history took seconds to simulate: those are sent as well. Whoever asks for the last minute by
 * the wall clock would find the end of it empty otherwise, and rates too low.
 */
function catchUp(clock: SteerableClock, traffic: Traffic, { startMs }: LabOptions): void {
  while (startMs === undefined) {
    const behindSeconds = Math.floor((Date.now() - clock.nowMs()) / 1_000)
    if (behindSeconds < 1) return
    clock.advance(behindSeconds)
    traffic.advanceTo(clock.nowMs())
  }
}

function run(clock: SteerableClock, traffic: Traffic): NodeJS.Timeout {
  clock.start()
  return setInterval(() => traffic.advanceTo(clock.nowMs()), tickMs)
}

function listen(listener: RequestListener, port = 0): Promise<Server> {
  const server = createServer(listener)
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

function urlOf(server: Server): string {
  const address = server.address()
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
