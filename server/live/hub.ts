import { LRUCache } from 'lru-cache'
import type { Explanation } from '#contract/explain.ts'
import type { GraphAsk } from '#contract/graph-ask.ts'
import type { Graph } from '#contract/graph.ts'
import { viewerKey } from '../auth/authenticator.ts'
import { explainGraph, type ExplainAsk } from '../graph/explain.ts'
import { namespacesWithTraffic } from '../graph/list.ts'
import { projectGraph } from '../graph/project.ts'
import type { HealthRule } from '../seams/health.ts'
import type { Viewer } from '../seams/identity.ts'
import {
  createRounds,
  type BaseSourceDeps,
  type MakeRound,
  type Round,
  type RoundAsk,
} from './base-source.ts'
import { Poller } from './poller.ts'
import { trafficKeyOf, writeTrafficKey, type TrafficKey } from './traffic-key.ts'

export interface HubOptions extends BaseSourceDeps {
  readonly healthRules: readonly HealthRule[]
  readonly openBudget: number
  readonly pollMs: number
  readonly onError: (error: unknown) => void
}

export interface GraphView {
  readonly ask: GraphAsk
  readonly viewer: Viewer
}

const pastRoundsKept = 4 // each is a whole mesh
const pollersKept = 40
const projectionsKept = 200

/**
 * Graphs for everybody from as few questions as possible: one poller per window and set of layers,
 * one base graph per poller for all namespaces and users, one projection per distinct view of it.
 */
export class GraphHub {
  readonly #options: HubOptions
  readonly #makeRound: MakeRound
  readonly #pollers = new LRUCache<string, Poller>({
    max: pollersKept,
    dispose: () => undefined,
  })
  readonly #past: LRUCache<string, Round>
  readonly #projections = new WeakMap<Round, LRUCache<string, Graph>>()
  #isTooWide = false
  readonly #openByView = new LRUCache<string, ReadonlySet<string>>({ max: 1000 })

  constructor(options: HubOptions) {
    this.#options = options
    const makeRound = createRounds(options)
    this.#makeRound = async (ask: RoundAsk) => {
      const round = await makeRound(ask)
      if (ask.key.namespaces === null)
        this.#isTooWide = round.traffic.wideSeries > options.seriesBudget
      return round
    }
    this.#past = new LRUCache({ max: pastRoundsKept })
  }

  /** How many streams are being fed. */
  get viewers(): number {
    return [...this.#pollers.values()].reduce((sum, poller) => sum + poller.viewers, 0)
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
    return explainGraph(round.base, { ...view.ask, ...view.of }, this.#context(view))
  }

  /** `cluster/namespace` of all with traffic in the newest round of any window; null before one. */
  withTraffic(): ReadonlySet<string> | null {
    const rounds = [...this.#pollers.values()].flatMap(({ newest }) => newest ?? [])
    const [newest] = rounds.sort((a, b) => b.builtAt - a.builtAt)
    return newest === undefined ? null : namespacesWithTraffic(newest.base)
  }

  /**
   * Calls back with the graph of a live view after each round, first with the newest one; a round
   * that fails as a whole calls `onTrouble`. Returns the way to stop.
   */
  watch(
    view: GraphView,
    listener: { onGraph: (graph: Graph) => void; onTrouble: (error: unknown) => void },
  ): () => void {
    const stop = new AbortController()
    const poller = this.#pollerFor(view.ask)
    const unlisten = poller.listen((round) => listener.onGraph(this.#project(round, view)))
    poller.fresh(this.#options.pollMs, stop.signal).then(
      (round) => stop.signal.aborted || listener.onGraph(this.#project(round, view)),
      (error: unknown) => stop.signal.aborted || listener.onTrouble(error),
    )
    return () => {
      stop.abort()
      unlisten()
    }
  }

  #roundFor(ask: GraphAsk, signal: AbortSignal): Promise<Round> {
    return ask.at === undefined
      ? this.#pollerFor(ask).fresh(this.#options.pollMs, signal)
      : this.#pastRound(trafficKeyOf(ask, this.#isTooWide), ask.at, signal)
  }

  async #pastRound(key: TrafficKey, atMs: number, signal: AbortSignal): Promise<Round> {
    const cacheKey = `${writeTrafficKey(key)}@${atMs}`
    const known = this.#past.get(cacheKey)
    if (known !== undefined) return known
    const round = await this.#makeRound({ key, atMs, previous: null, signal })
    if (round.traffic.warnings.length === 0) this.#past.set(cacheKey, round)
    return round
  }

  #pollerFor(ask: GraphAsk): Poller {
    const key = trafficKeyOf(ask, this.#isTooWide)
    const name = writeTrafficKey(key)
    const known = this.#pollers.get(name)
    if (known !== undefined) return known
    const { now, pollMs, onError } = this.#options
    const poller = new Poller({
      key,
      makeRound: this.#makeRound,
      now,
      everyMs: () => pollMs,
      onError,
    })
    this.#pollers.set(name, poller)
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
    const graph = projectGraph(round.base, view.ask, this.#context(view))
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

function viewKey({ ask, viewer }: GraphView): string {
  return `${JSON.stringify({ ...ask, boxBy: [...ask.boxBy].sort() })} ${viewerKey(viewer)}`
}
