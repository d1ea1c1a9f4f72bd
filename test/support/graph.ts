import { graphAskSchema, type GraphAsk, type GraphAskInput } from '#contract/graph-ask.ts'
import type { Graph, GraphDelta } from '#contract/graph.ts'
import { buildBase, type BaseGraph, type ClusterFacts } from '../../server/graph/base.ts'
import { partsOf } from '../../server/graph/layer-parts.ts'
import { projectGraph, type ProjectContext } from '../../server/graph/project.ts'
import type { Traffic } from '../../server/graph/traffic.ts'
import { defaultHealthRules } from '../../server/health/health.ts'
import type { Inventory } from '../../server/seams/inventory.ts'
import type { ConfigFacts } from '../../server/seams/mesh.ts'
import type { TrafficSample } from '../../server/seams/traffic.ts'
import { aTraffic } from './traffic.ts'

/** What an address with these parameters asks for. */
export const anAsk = (input: GraphAskInput = {}): GraphAsk => graphAskSchema.parse(input)

/** Somebody who sees everything, with the default tolerances. */
export function aContext(fields: Partial<ProjectContext> = {}): ProjectContext {
  return {
    viewer: { user: 'admin', sees: 'all' },
    healthRules: defaultHealthRules,
    openBudget: 150,
    ...fields,
  }
}

/** A viewer of some namespaces of the cluster `east`. */
export const aViewerOf = (...namespaces: string[]): ProjectContext['viewer'] => ({
  user: 'dev',
  sees: new Set(namespaces.map((namespace) => `east/${namespace}`)),
})

export interface BaseParts {
  readonly inventories?: readonly Inventory[]
  readonly facts?: ConfigFacts
  readonly traffic?: Partial<Traffic>
}

/** The base graph of samples, in the cluster `east`. */
export function aBase(samples: readonly TrafficSample[], parts: BaseParts = {}): BaseGraph {
  const facts: readonly ClusterFacts[] =
    parts.facts === undefined ? [] : [{ cluster: 'east', facts: parts.facts }]
  return buildBase(aTraffic(samples, parts.traffic), parts.inventories ?? [], facts)
}

/** The picture of samples, all open, as workloads. */
export function aPicture(
  samples: readonly TrafficSample[],
  input: GraphAskInput = {},
  parts: BaseParts & { readonly context?: Partial<ProjectContext> } = {},
): Graph {
  const ask = anAsk({ type: 'workload', open: 'all', ...input })
  const traffic = { parts: partsOf(ask), ...parts.traffic }
  return projectGraph(aBase(samples, { ...parts, traffic }), ask, aContext(parts.context))
}

/** `source → target` with the requests or bytes per second of each protocol: a graph to compare. */
export function edgesOf({
  edges,
}: Graph): Readonly<Record<string, Readonly<Record<string, number>>>> {
  return Object.fromEntries(
    edges.map(({ source, target, http, grpc, tcp }) => [
      `${source} → ${target}`,
      {
        ...(http === null ? {} : { http: http.requestsPerSecond }),
        ...(grpc === null ? {} : { grpc: grpc.requestsPerSecond }),
        ...(tcp === null ? {} : { sent: tcp.sentBytesPerSecond ?? Number.NaN }),
      },
    ]),
  )
}

/** A picture with nothing in it, as it goes over the wire. */
export function aGraph(fields: Partial<Graph> = {}): Graph {
  return { ...aPicture([]), empty: null, ...fields }
}

/** What a viewer has after a delta, in the order of ids' first graph and then of the delta. */
export function applyDelta(
  before: Graph,
  { head, nodes, edges, boxes, removed }: GraphDelta,
): Graph {
  const gone = new Set(removed)
  const apply = <Element extends { readonly id: string }>(
    old: readonly Element[],
    changed: readonly Element[],
  ): Element[] => {
    const byId = new Map([...old, ...changed].map((element) => [element.id, element]))
    return [...byId.values()].filter(({ id }) => !gone.has(id))
  }
  return {
    ...head,
    nodes: apply(before.nodes, nodes),
    edges: apply(before.edges, edges),
    boxes: apply(before.boxes, boxes),
  }
}
