import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { GraphAsk } from '#contract/graph-ask.ts'
import type { Graph } from '#contract/graph.ts'
import type { GraphSeries } from '#contract/series.ts'
import type { BaseGraph } from '../graph/base.ts'
import { partsOf } from '../graph/layer-parts.ts'
import { projectGraph, type ProjectContext } from '../graph/project.ts'
import type { RangeTraffic } from '../graph/range-traffic.ts'
import { explainNoLines, namespacesOf, readLines, type SeriesSubject } from '../graph/series.ts'
import { planGrid } from '../graph/time-grid.ts'
import { tellWarning } from '../seams/told-warnings.ts'
import type { BaseSourceDeps, BuildBase } from './base-source.ts'
import { RangeSource, type RangeAsk } from './range-source.ts'
import { SharedWork } from './shared-work.ts'

export interface HistoryAsk {
  /** The picture that the subject was seen in, of the same ask and viewer. */
  readonly graph: Graph
  readonly ask: GraphAsk
  readonly context: ProjectContext
  /** Names view and viewer: equal keys see the same. */
  readonly viewKey: string
  readonly subject: SeriesSubject
  readonly spanSeconds: number | null
  readonly steps: number
  /** The mesh has more series than the budget: only a choice of namespaces can be asked for. */
  readonly isTooWide: boolean
}

const answersKept = 500
/** Up to this many numbers, the base graphs of a range are kept beside it: the next subject is near. */
const pointsWithBases = 30_000

/**
 * How elements of a graph fared over time. Every point is read out of a graph that is built, and
 * projected for its viewer, just as the picture is: one reporter per edge, nothing that is hidden.
 *
 * @see docs/decisions/0010-two-moments-and-series.md
 */
export class History {
  readonly #deps: BaseSourceDeps
  readonly #build: BuildBase
  readonly #ranges: RangeSource
  readonly #bases = new WeakMap<RangeTraffic, BaseGraph[]>()
  readonly #answers = new LRUCache<string, GraphSeries>({ max: answersKept })
  readonly #shared = new SharedWork<GraphSeries>()

  constructor(deps: BaseSourceDeps, build: BuildBase) {
    this.#deps = deps
    this.#build = build
    this.#ranges = new RangeSource(deps)
  }

  async series(asked: HistoryAsk, signal: AbortSignal): Promise<GraphSeries> {
    const range = await this.#planRange(asked, signal)
    if (range === null) return { ...emptyAnswer(asked), whyNone: tooWide }
    const key = JSON.stringify([asked.viewKey, asked.subject, asked.graph.open.namespaces, range])
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = await this.#shared.do(key, (own) => this.#answer(asked, range, own), signal)
    if (answer.warnings.length === 0) this.#answers.set(key, answer)
    return answer
  }

  /** Null: it would be asked of a mesh over the series budget as a whole. */
  async #planRange(asked: HistoryAsk, signal: AbortSignal): Promise<RangeAsk | null> {
    const { graph, ask, subject, spanSeconds, steps } = asked
    const facts = await this.#deps.metrics.facts(signal).catch(() => null)
    const scrapeIntervalSeconds = facts?.scrapeIntervalSeconds ?? null
    const namespaces = namespacesOf(graph, subject, ask)
    if (namespaces === null && asked.isTooWide) return null
    const plan = planGrid({
      endMs: graph.at,
      isLive: ask.at === undefined,
      ...{ spanSeconds, steps, scrapeIntervalSeconds },
      windowSeconds: ask.window,
      series: likelySeries(graph, namespaces),
    })
    return { ...plan, namespaces, parts: partsOf(askOf(asked)), scrapeIntervalSeconds }
  }

  async #answer(asked: HistoryAsk, range: RangeAsk, signal: AbortSignal): Promise<GraphSeries> {
    const traffic = await this.#ranges.gather(range, signal)
    const { subject, context } = asked
    const own = askOf(asked)
    const graphs: Graph[] = []
    for (const base of this.#basesOf(traffic)) {
      // A whole mesh at many instants is seconds of work: others get their turn in between.
      await setImmediate()
      signal.throwIfAborted()
      graphs.push(projectGraph(base, own, { ...context, previousOpen: null }))
    }
    const lines = readLines(graphs, subject)
    const warnings = traffic.warnings.map(({ warning }) => tellWarning(warning, context.viewer))
    return {
      ...emptyAnswer(asked),
      times: [...range.grid.times],
      stepSeconds: range.grid.stepSeconds,
      windowSeconds: range.windowSeconds,
      lines: [...lines],
      whyNone:
        lines.length > 0 ? null : (warnings[0]?.message ?? explainNoLines(asked.graph, subject)),
      evidence: graphs[0]?.evidence ?? [],
      warnings,
    }
  }

  /** The base graph of each instant in turn. */
  *#basesOf(traffic: RangeTraffic): Generator<BaseGraph> {
    const known = this.#bases.get(traffic)
    if (known !== undefined) {
      yield* known
      return
    }
    const build = this.#build()
    const bases: BaseGraph[] = []
    for (let step = 0; step < traffic.grid.times.length; step += 1) {
      const base = build(traffic.at(step))
      if (traffic.points <= pointsWithBases) bases.push(base)
      yield base
    }
    if (bases.length > 0) this.#bases.set(traffic, bases)
  }
}

const tooWide =
  'This mesh has more series than one question should cover. Choose some namespaces, or select a part of the picture.'

/** What is open stays as it is in the picture; counters that stand still tell zero from nothing. */
function askOf({ ask, graph, subject }: HistoryAsk): GraphAsk {
  const open = graph.open.namespaces.length === 0 ? 'none' : graph.open.namespaces.join(',')
  return {
    ...ask,
    ...{ open, idleEdges: true, idleNodes: false, silent: false, throughput: undefined },
    ...layersOf[subject.kind](ask),
  }
}

/** Of several edges means can be put together, quantiles cannot; the whole costs no question more. */
const layersOf = {
  edge: ({ responseTime, grpc }) => ({ responseTime, grpc }),
  node: () => ({ responseTime: 'avg', grpc: 'requests' }),
  box: () => ({ responseTime: 'avg', grpc: 'requests' }),
  whole: () => ({ responseTime: undefined, grpc: 'requests' }),
} as const satisfies Record<
  SeriesSubject['kind'],
  (ask: GraphAsk) => Pick<GraphAsk, 'responseTime' | 'grpc'>
>

/** Namespaces share the series evenly, as far as a plan needs to know. */
function likelySeries(graph: Graph, namespaces: readonly string[] | null): number {
  const all = graph.evidence
    .filter(({ layer }) => layer === 'requests' || layer === 'tcp')
    .reduce((sum, { series }) => sum + series, 0)
  if (namespaces === null) return all
  const count = Math.max(1, graph.open.namespaces.length + graph.open.closed.length)
  return Math.ceil(all * Math.min(1, (2 * namespaces.length) / count))
}

function emptyAnswer({ subject }: HistoryAsk): GraphSeries {
  return {
    subject,
    times: [],
    stepSeconds: 0,
    windowSeconds: 0,
    lines: [],
    whyNone: null,
    evidence: [],
    warnings: [],
  }
}
