import { setTimeout as sleep } from 'node:timers/promises'
import { getGraph, graphSchema, streamGraph, type Graph } from '#contract/graph.ts'
import { diffGraph } from '../server/graph/delta.ts'
import { driftedBy } from '../test/support/drift.ts'
import { askStore, drain, median, quantile, readText, watchGraph, type Drained } from './asking.ts'
import { startBareServer } from './bare-server.ts'
import type { BenchConsole, Memory } from './console.ts'

export interface Target {
  readonly store: string
  readonly console: BenchConsole
  readonly atMs: number
  readonly withAllOpen: boolean
}

/** Times in ms; sizes in kB. */
export interface Measured {
  readonly queries: number
  readonly nodes: number
  readonly edges: number
  readonly drawnEdges: number
  readonly floorMs: number
  readonly coldMs: number
  readonly allOpenMs: number | null
  readonly warmMs: number
  /** One more namespace opened in a graph that is at hand: a projection, written and sent. */
  readonly projectionMs: number
  /** The first look at another graph type, which everybody's later looks share. */
  readonly otherTypeMs: number
  /** What has changed in a view since the last poll, found: here every edge of it has. */
  readonly deltaMs: number
  readonly viewersP95Ms: number
  /** As many bytes to as many from a server that does nothing else. */
  readonly viewersFloorMs: number
  readonly viewersQueries: number
  readonly rawKb: number
  readonly gzipKb: number
  readonly memory: Memory | null
}

const rounds = 5
const polls = 10
const pollsWithinMs = 100_000
const viewers = 100
const staleAfterMs = 6000 // the console is started with polls every 5 s

/** All figures of one mesh, the store and the console in turns; first what has to be live. */
export async function measure(target: Target): Promise<Measured> {
  const memory = await measureMemory(target)
  const viewersQueries = await countForViewers(target)
  const first = await readGraph(graphUrl(target, { at: target.atMs }))
  const texts = first.evidence.map(({ promql }) => promql)
  const floor: number[] = []
  const cold: number[] = []
  const allOpen: number[] = []
  for (let round = 1; round <= rounds; round += 1) {
    floor.push(await askStore(target.store, texts, target.atMs - round))
    cold.push((await drain(graphUrl(target, { at: target.atMs - round }))).ms)
    if (!target.withAllOpen) continue
    const asked = { at: target.atMs + round, open: 'all' }
    allOpen.push((await drain(graphUrl(target, asked))).ms)
  }
  return {
    queries: texts.length,
    nodes: first.totals.members.workloads,
    edges: first.totals.members.edges,
    drawnEdges: first.edges.length,
    floorMs: median(floor),
    coldMs: median(cold),
    allOpenMs: target.withAllOpen ? median(allOpen) : null,
    ...(await measureWarm(target)),
    viewersQueries,
    memory,
  }
}

function graphUrl(target: Target, query: Readonly<Record<string, string | number>>): string {
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) asked.set(name, String(value))
  return `${target.console.url}${getGraph.path}?${asked.toString()}`
}

async function readGraph(url: string): Promise<Graph> {
  const graph = graphSchema.parse(JSON.parse(await readText(url)))
  if (graph.nodes.length > 0 && graph.warnings.length === 0) return graph
  throw new Error(`The graph is not whole: ${JSON.stringify(graph.warnings)}`)
}

/** What ten polls for one live viewer leave behind. */
async function measureMemory({ console }: Target): Promise<Memory | null> {
  const before = await console.queries()
  await readText(`${console.url}${getGraph.path}`)
  const perPoll = (await console.queries()) - before
  const stop = watchGraph(`${console.url}${streamGraph.path}`)
  const deadlineAt = Date.now() + pollsWithinMs
  while ((await console.queries()) < before + perPoll * polls && Date.now() < deadlineAt)
    await sleep(500)
  const memory = console.memory()
  stop()
  return memory
}

type Warm = Pick<
  Measured,
  | 'warmMs'
  | 'projectionMs'
  | 'otherTypeMs'
  | 'deltaMs'
  | 'viewersP95Ms'
  | 'viewersFloorMs'
  | 'rawKb'
  | 'gzipKb'
>

async function measureWarm(target: Target): Promise<Warm> {
  const url = graphUrl(target, { at: target.atMs })
  const warm: number[] = []
  for (let round = 0; round < 11; round += 1) warm.push((await drain(url)).ms)
  const graph = await readGraph(url)
  const opened: number[] = []
  for (const namespace of graph.open.closed.slice(0, 11)) {
    const asked = { at: target.atMs, open: `auto,+${namespace}` }
    opened.push((await drain(graphUrl(target, asked))).ms)
  }
  const types: number[] = []
  for (const type of ['app', 'service', 'workload'])
    types.push((await drain(graphUrl(target, { at: target.atMs, type }))).ms)
  const { bytes } = await drain(url)
  const viewed = await drainInTurns(url, bytes)
  return {
    warmMs: median(warm),
    projectionMs: median(opened),
    otherTypeMs: median(types),
    deltaMs: measureDelta(graph),
    viewersP95Ms: viewed.p95Ms,
    viewersFloorMs: viewed.floorMs,
    rawKb: (await drain(url, 'identity')).bytes / 1000,
    gzipKb: bytes / 1000,
  }
}

function measureDelta(graph: Graph): number {
  const times: number[] = []
  for (let round = 1; round <= 11; round += 1) {
    const [before, after] = [driftedBy(round, graph), driftedBy(round + 1, graph)]
    const startedAt = performance.now()
    diffGraph(before, after)
    times.push(performance.now() - startedAt)
  }
  return median(times)
}

/** The console and a bare server that sends as much, in turns. */
async function drainInTurns(
  url: string,
  bytes: number,
): Promise<{ readonly p95Ms: number; readonly floorMs: number }> {
  const bare = await startBareServer(bytes)
  const p95Of = async (asked: string): Promise<number> => {
    const drained = await drainForViewers(asked)
    return quantile(
      drained.map(({ ms }) => ms),
      0.95,
    )
  }
  const own: number[] = []
  const floor: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    floor.push(await p95Of(bare.url))
    own.push(await p95Of(url))
  }
  bare.stop()
  return { p95Ms: median(own), floorMs: median(floor) }
}

const drainForViewers = (url: string): Promise<readonly Drained[]> =>
  Promise.all(Array.from({ length: viewers }, () => drain(url)))

/** What the store is asked when a hundred want the same live view at once and none is at hand. */
async function countForViewers({ console }: Target): Promise<number> {
  await sleep(staleAfterMs)
  const url = `${console.url}${getGraph.path}`
  const before = await console.queries()
  await drainForViewers(url)
  const count = (await console.queries()) - before
  await readGraph(url) // live samples that had run out would make all of this cheap
  return count
}
