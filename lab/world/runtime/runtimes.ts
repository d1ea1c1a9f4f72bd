import { observe } from '../../prometheus/registry.ts'
import type { Counter, Family, Histogram, Labels } from '../../prometheus/registry.ts'
import type { Random } from '../random.ts'
import * as families from './families.ts'

/** What a process counts of itself, moved on once a second. */
export type Tick = (nowMs: number) => void

/** The counters of one pod. */
export interface Meters {
  readonly number: (family: Family, labels?: Labels) => Counter
  readonly histogram: (family: Family, bounds: readonly number[]) => Histogram
  readonly random: Random
  /** Of a control plane: how many proxies it serves just now. */
  readonly connected: () => number
  readonly version: string // of the program
}

const mebibyte = 1024 * 1024

/** Goes up and down about a middle, as load does; never below a tenth of it. */
function wave(middle: number, nowMs: number, random: Random): number {
  const swing = Math.sin((nowMs / 1000 / 300) * 2 * Math.PI) * 0.15
  return middle * Math.max(0.1, 1 + swing + (random() - 0.5) * 0.1)
}

/** A heap that fills up and is collected. */
function sawtooth(least: number, most: number, nowMs: number): number {
  const share = ((nowMs / 1000) % 60) / 60
  return least + (most - least) * share
}

function aProcess({ number, random }: Meters, cores: number, bytes: number): Tick {
  const cpu = number(families.cpuSeconds)
  const memory = number(families.residentBytes)
  const files = number(families.openFiles)
  return (nowMs) => {
    cpu.value += wave(cores, nowMs, random)
    memory.value = Math.round(wave(bytes, nowMs, random))
    files.value = 40 + Math.floor(random() * 8)
  }
}

function go(meters: Meters): Tick {
  const { number, random } = meters
  const rest = aProcess(meters, 0.05, 48 * mebibyte)
  const goroutines = number(families.goroutines)
  const heap = number(families.goHeap)
  const allocated = number(families.goAllocated)
  const next = number(families.goNext)
  const collections = number(families.goCollections)
  return (nowMs) => {
    rest(nowMs)
    goroutines.value = Math.round(wave(60, nowMs, random))
    heap.value = Math.round(sawtooth(9, 22, nowMs) * mebibyte)
    allocated.value += 220_000
    next.value = 24 * mebibyte
    collections.value += (nowMs / 1000) % 60 === 0 ? 1 : 0
  }
}

function jvm(meters: Meters): Tick {
  const { number, random } = meters
  const rest = aProcess(meters, 0.08, 320 * mebibyte)
  const threads = number(families.jvmThreads)
  const pauses = number(families.jvmPauses)
  const classes = number(families.jvmClasses)
  const heap = { area: 'heap', id: 'G1 Old Gen' }
  const other = { area: 'nonheap', id: 'Metaspace' }
  const used = number(families.jvmUsed, heap)
  const usedElsewhere = number(families.jvmUsed, other)
  const committed = number(families.jvmCommitted, heap)
  const most = number(families.jvmMost, heap)
  return (nowMs) => {
    rest(nowMs)
    threads.value = 34 + Math.floor(random() * 3)
    pauses.value += (nowMs / 1000) % 60 === 0 ? 0.02 : 0
    classes.value = 11_240
    used.value = Math.round(sawtooth(80, 190, nowMs) * mebibyte)
    usedElsewhere.value = 96 * mebibyte
    committed.value = 256 * mebibyte
    most.value = 512 * mebibyte
  }
}

function nodejs(meters: Meters): Tick {
  const { number, random } = meters
  const rest = aProcess(meters, 0.04, 80 * mebibyte)
  const lag = number(families.nodeLag)
  const handles = number(families.nodeHandles)
  const heap = number(families.nodeHeap)
  const spaces = ['new', 'old', 'code'].map((space) => number(families.nodeSpaces, { space }))
  return (nowMs) => {
    rest(nowMs)
    lag.value = random() < 0.02 ? 0.08 : 0.002 + random() * 0.003
    handles.value = 6 + Math.floor(random() * 4)
    heap.value = Math.round(sawtooth(18, 30, nowMs) * mebibyte)
    spaces.forEach((space, index) => (space.value = Math.round(heap.value / (index + 2))))
  }
}

function python(meters: Meters): Tick {
  const { number } = meters
  const rest = aProcess(meters, 0.06, 60 * mebibyte)
  number(families.pythonInfo, { implementation: 'CPython', version: '3.12.4' }).value = 1
  const collections = ['0', '1', '2'].map((generation) =>
    number(families.pythonCollections, { generation }),
  )
  return (nowMs) => {
    rest(nowMs)
    collections.forEach((one, index) => (one.value += 0.5 / 10 ** index))
  }
}

/** The control plane: a Go program that also tells of its pushes, and of its container. */
function controlPlane(meters: Meters): Tick {
  const { number, histogram, random } = meters
  const rest = go(meters)
  const ofContainer = aContainer(meters, 'discovery')
  const connected = number(families.pilotXds, { version: meters.version })
  const services = number(families.pilotServices)
  const pushes = ['cds', 'eds', 'lds', 'rds'].map((type) => number(families.pilotPushes, { type }))
  const convergence = histogram(families.pilotConvergence, families.convergenceBounds)
  return (nowMs) => {
    rest(nowMs)
    ofContainer(nowMs)
    connected.value = meters.connected()
    services.value = 61
    if (random() > 0.3) return
    for (const push of pushes) push.value += 1 + Math.floor(random() * 3)
    observe(convergence, families.convergenceBounds, 0.05 + random() * random() * 0.9)
  }
}

function nodeProxy(meters: Meters): Tick {
  const rest = aProcess(meters, 0.03, 24 * mebibyte)
  const ofContainer = aContainer(meters, 'istio-proxy')
  const proxies = meters.number(families.nodeProxies)
  return (nowMs) => {
    rest(nowMs)
    ofContainer(nowMs)
    proxies.value = 9
  }
}

function aContainer({ number, random }: Meters, container: string): Tick {
  const cpu = number(families.containerCpu, { container })
  const memory = number(families.containerMemory, { container })
  return (nowMs) => {
    cpu.value += wave(0.07, nowMs, random)
    memory.value = Math.round(wave(60 * mebibyte, nowMs, random))
  }
}

const byApp: Readonly<Record<string, (meters: Meters) => Tick>> = {
  reviews: jvm,
  ratings: nodejs,
  productpage: python,
  travels: go,
  hotels: go,
  cars: go,
  istiod: controlPlane,
  ztunnel: nodeProxy,
}

/** What runs in the pods of an app; null: nothing that tells of itself. */
export const runtimeOf = (app: string): ((meters: Meters) => Tick) | null => byApp[app] ?? null
