import { LRUCache } from 'lru-cache'
import type { Explanation } from '#contract/explain.ts'
import { graphAskSchema, type GraphAsk } from '#contract/graph-ask.ts'
import type { Comparison } from '#contract/compare.ts'
import type { Graph } from '#contract/graph.ts'
import type { GraphSeries } from '#contract/series.ts'
import { viewerKey } from '../auth/authenticator.ts'
import type { BaseGraph } from '../graph/base.ts'
import { compareGraphs } from '../graph/compare.ts'
import { figuresOf } from '../graph/figures.ts'
import { explainGraph, type ExplainAsk } from '../graph/explain.ts'
import { partsOf } from '../graph/layer-parts.ts'
import { namespacesWithTraffic } from '../graph/list.ts'
import { projectGraph } from '../graph/project.ts'
import type { SeriesSubject } from '../graph/series.ts'
import type { HealthRule } from '../seams/health.ts'
import type { Figures } from '../seams/figures.ts'
import type { TrafficFacts } from '../seams/rule.ts'
import type { Viewer } from '../seams/identity.ts'
import {
  createBuild,
  createRounds,
  rememberFacts,
  type BaseSourceDeps,
  type MakeRound,
  type ReadFacts,
  type Round,
} from './base-source.ts'
import { History } from './history.ts'
import { Poller } from './poller.ts'
import { SeriesMemory } from './series-memory.ts'
import { trafficFactsOf } from './traffic-facts.ts'
import { trafficKeyOf, writeTrafficKey } from './traffic-key.ts'

export interface HubOptions extends BaseSourceDeps {
  readonly healthRules: readonly HealthRule[]
  readonly openBudget: number
  /** Over this many series the queries are cut to the namespaces asked for. */
  readonly seriesBudget: number
  readonly pollMs: number
  readonly onError: (error: unknown) => void
}

export interface GraphView {
  readonly ask: GraphAsk
  readonly viewer: Viewer
}

export interface SeriesView extends GraphView {
  readonly of: SeriesSubject
  readonly spanSeconds: number | null
  readonly steps: number
}

export interface GraphListener {
  readonly onGraph: (graph: Graph) => void
  readonly onTrouble: (error: unknown) => void
  /** False: the console itself, whom nobody counts. */
  readonly isViewer?: boolean
}

const pastRoundsKept = 4 // each is a whole mesh
const pollersKept = 40
const projectionsKept = 200
const factsWindow = '10m' // long enough that what is called at times is seen
const usualStatistic = 'p95'
const usualDistanceMs = 600_000

/**
 * Graphs for everybody from as few questions as possible: one poller per window,
 * one base graph per round for all namespaces and users, one projection per distinct view of it.
 */
export class GraphHub {
  /** What the configuration of the clusters says, at this moment. */
  readonly facts: ReadFacts
  readonly #options: HubOptions
  readonly #makeRound: MakeRound
  readonly #history: History
  readonly #pollers = new LRUCache<string, Poller>({ max: pollersKept })
  readonly #past = new LRUCache<string, Poller>({ max: pastRoundsKept })
  readonly #projections = new WeakMap<Round, LRUCache<string, Graph>>()
  readonly #series: SeriesMemory
  #viewers = 0
  readonly #openByView = new LRUCache<string, ReadonlySet<string>>({ max: 1000 })

  constructor(options: HubOptions) {
    this.#options = options
    this.#series = new SeriesMemory(options.seriesBudget)
    this.facts = rememberFacts(options)
    const build = createBuild(options, this.facts)
    const makeRound = createRounds(options, build)
    this.#history = new History(options, build)
    this.#makeRound = async (ask) => {
      const round = await makeRound(ask)
      if (ask.key.namespaces === null)
        this.#series.note(ask.key.windowSeconds, round.traffic.wideSeries)
      return round
    }
  }

  /** How many streams are being fed. */
  get viewers(): number {
    return this.#viewers
  }

  /** The graph of a view: the newest one when live, else that of the asked instant. */
  async graph(view: GraphView, signal: AbortSignal): Promise<Graph> {
    return this.#project(await this.#roundFor(view.ask, signal), view)
  }

  /** Why something is in that graph, or why not. */
  async explain(
    view: GraphView & { readonly of: Pick<ExplainAsk, 'node' | 'source' | 'target'> },
    signal: AbortSignal,
  ): Promise<Explanation> {
    const round = await this.#roundFor(view.ask, signal)
    return explainGraph(baseFor(round, view.ask), { ...view.ask, ...view.of }, this.#context(view))
  }

  /**
   * That graph and the one of another moment, whichever is earlier first. Both are drawn with the
   * same namespaces open, and with the response time, without which nothing is slower.
   */
  async compare(
    { otherMs, ...view }: GraphView & { readonly otherMs: number | null },
    signal: AbortSignal,
  ): Promise<Comparison> {
    const ask = { ...view.ask, responseTime: view.ask.responseTime ?? usualStatistic }
    const one = await this.graph({ ...view, ask }, signal)
    const open = one.open.namespaces.length === 0 ? 'none' : one.open.namespaces.join(',')
    const at = otherMs ?? one.at - usualDistanceMs
    const other = await this.graph({ ...view, ask: { ...ask, at, open, silent: false } }, signal)
    return other.at <= one.at ? compareGraphs(other, one) : compareGraphs(one, other)
  }

  /** How a part of that graph fared over time before it. */
  async series(
    { of, spanSeconds, steps, ...view }: SeriesView,
    signal: AbortSignal,
  ): Promise<GraphSeries> {
    const graph = await this.graph(view, signal)
    const asked = {
      ...{ graph, ask: view.ask, context: this.#context(view), viewKey: viewKey(view) },
      ...{ subject: of, spanSeconds, steps, isTooWide: this.#series.isTooWide(view.ask.window) },
    }
    return this.#history.series(asked, signal)
  }

  /** The numbers of everything in the window of an ask, the same that its picture shows. */
  async figures(ask: GraphAsk, signal: AbortSignal): Promise<Figures> {
    const round = await this.#roundFor(ask, signal)
    return figuresOf(baseFor(round, ask), this.#options.healthRules)
  }

  /**
   * Who called whom of a cluster over the last minutes, for rules; null where that is not known.
   * Throws SourceUnavailableError when the metric store does not answer.
   */
  async trafficFacts(cluster: string, signal: AbortSignal): Promise<TrafficFacts | null> {
    const ask = graphAskSchema.parse({ window: factsWindow })
    const round = await this.#roundFor(ask, signal)
    return trafficFactsOf(round.baseOf(false), cluster)
  }

  /** `cluster/namespace` of all with traffic in the newest round of any window; null before one. */
  withTraffic(): ReadonlySet<string> | null {
    const rounds = [...this.#pollers.values()].flatMap(({ newest }) => newest ?? [])
    const [newest] = rounds.sort((a, b) => b.builtAt - a.builtAt)
    return newest === undefined ? null : namespacesWithTraffic(newest.baseOf(true))
  }

  /**
   * Calls back with the graph of a live view after each round, first with the newest one; a round
   * that fails as a whole calls `onTrouble`. A view of a past instant is shown once. Returns the way
   * to stop.
   */
  watch(view: GraphView, listener: GraphListener): () => void {
    const stop = new AbortController()
    const poller = this.#pollerFor(view.ask)
    const parts = partsOf(view.ask)
    let shownAt = Number.NEGATIVE_INFINITY
    const show = (round: Round): void => {
      if (stop.signal.aborted || round.traffic.atMs <= shownAt) return
      shownAt = round.traffic.atMs
      listener.onGraph(this.#project(round, view))
    }
    const isLive = view.ask.at === undefined
    const unlisten = isLive ? poller.listen(parts, show) : () => undefined
    const counts = listener.isViewer === false ? 0 : 1
    this.#viewers += counts
    poller
      .fresh(parts, stop.signal)
      .then(show)
      .catch((error: unknown) => {
        if (!stop.signal.aborted) listener.onTrouble(error)
      })
    return () => {
      if (!stop.signal.aborted) this.#viewers -= counts
      stop.abort()
      unlisten()
    }
  }

  #roundFor(ask: GraphAsk, signal: AbortSignal): Promise<Round> {
    return this.#pollerFor(ask).fresh(partsOf(ask), signal)
  }

  /** A past instant does not change: its poller asks once, and again only what came with trouble. */
  #pollerFor(ask: GraphAsk): Poller {
    const key = trafficKeyOf(ask, this.#series.isTooWide(ask.window))
    const atMs = ask.at ?? null
    const pollers = atMs === null ? this.#pollers : this.#past
    const name = atMs === null ? writeTrafficKey(key) : `${writeTrafficKey(key)}@${atMs}`
    const known = pollers.get(name)
    if (known !== undefined) return known
    const { now, pollMs, onError } = this.#options
    const isYoung = ({ builtAt }: Round): boolean => now() - builtAt <= pollMs
    const isWhole = ({ traffic }: Round): boolean => traffic.warnings.length === 0
    const poller = new Poller({
      key,
      atMs,
      makeRound: this.#makeRound,
      now,
      everyMs: () => pollMs,
      isGood: atMs === null ? isYoung : isWhole,
      onError,
    })
    pollers.set(name, poller)
    return poller
  }

  #project(round: Round, view: GraphView): Graph {
    let byView = this.#projections.get(round)
    if (byView === undefined) {
      byView = new LRUCache({ max: projectionsKept })
      this.#projections.set(round, byView)
    }
    const key = viewKey(view)
    const known = byView.get(key)
    if (known !== undefined) return known
    const graph = projectGraph(baseFor(round, view.ask), view.ask, this.#context(view))
    this.#openByView.set(key, new Set(graph.open.namespaces))
    byView.set(key, graph)
    return graph
  }

  #context(view: GraphView): Parameters<typeof projectGraph>[2] {
    const { healthRules, openBudget } = this.#options
    const previousOpen = this.#openByView.get(viewKey(view))
    return {
      viewer: view.viewer,
      healthRules,
      openBudget,
      ...(previousOpen === undefined ? {} : { previousOpen }),
    }
  }
}

const baseFor = (round: Round, { idleEdges }: GraphAsk): BaseGraph => round.baseOf(idleEdges)

function viewKey({ ask, viewer }: GraphView): string {
  return `${JSON.stringify({ ...ask, boxBy: [...ask.boxBy].sort() })} ${viewerKey(viewer)}`
}
