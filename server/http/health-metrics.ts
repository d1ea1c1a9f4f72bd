import { Gauge, type Registry } from '@prometheus-io/client'
import { graphAskSchema, type GraphAsk } from '#contract/graph-ask.ts'
import type { Graph } from '#contract/graph.ts'
import type { Health, HealthStatus } from '#contract/health.ts'
import type { Viewer } from '../seams/identity.ts'
import type { GraphListener, GraphView } from '../live/hub.ts'

/** The higher, the worse. Nothing is told of `none`: it is neither good nor bad. */
const valueByStatus = {
  healthy: 0,
  notReady: 1,
  degraded: 2,
  failure: 3,
  none: null,
} as const satisfies Record<HealthStatus, number | null>

/** A series goes when this many graphs in a row knew nothing of it: one may have failed. */
const missesAllowed = 3

type LabelName = 'kind' | 'cluster' | 'namespace' | 'name'

interface Known {
  readonly labels: Readonly<Record<LabelName, string>>
  misses: number
}

/** The part of a hub that keeps asking while somebody watches. */
export interface Watchable {
  readonly watch: (view: GraphView, listener: GraphListener) => () => void
}

/**
 * Exports the health of every namespace, app, workload and service of a mesh as
 * `alidade_health_status` from now on, which asks the metric store for as long as it is on. Returns
 * the way to stop.
 */
export function exportHealth(hub: Watchable, registry: Registry): () => void {
  const gauge = new Gauge({
    name: 'alidade_health_status',
    help: 'Health of a part of the mesh: 0 healthy, 1 not ready, 2 degraded, 3 failure',
    labelNames: ['kind', 'cluster', 'namespace', 'name'],
    registers: [registry],
  })
  const viewer: Viewer = { user: null, sees: 'all' }
  const stops = asks().map((ask) => {
    const known = new Map<string, Known>()
    const onGraph = (graph: Graph): void => noteHealth(gauge, known, graph)
    // A round that failed is no news of anything's health; back ends have metrics of their own.
    return hub.watch({ ask, viewer }, { onGraph, onTrouble: () => undefined, isViewer: false })
  })
  return () => {
    for (const stop of stops) stop()
  }
}

/** Two pictures with everything open: of workloads with services, and of apps. */
function asks(): readonly GraphAsk[] {
  const whole = { open: 'all', idleNodes: 'true', boxBy: 'namespace' } as const
  return [
    graphAskSchema.parse({ ...whole, type: 'workload', serviceNodes: 'true' }),
    graphAskSchema.parse({ ...whole, type: 'app', boxBy: '' }),
  ]
}

function noteHealth(gauge: Gauge<LabelName>, known: Map<string, Known>, graph: Graph): void {
  for (const one of known.values()) one.misses += 1
  for (const { kind, cluster, namespace, name, health } of subjectsOf(graph)) {
    const value = valueByStatus[health.status]
    if (value === null) continue
    const labels = { kind, cluster: cluster ?? '', namespace: namespace ?? '', name }
    known.set(JSON.stringify(labels), { labels, misses: 0 })
    gauge.set(labels, value)
  }
  for (const [key, { labels, misses }] of known) {
    if (misses < missesAllowed) continue
    known.delete(key)
    gauge.remove(labels)
  }
}

interface Subject {
  readonly kind: string
  readonly cluster: string | null
  readonly namespace: string | null
  readonly name: string
  readonly health: Health
}

const exportedKinds: ReadonlySet<string> = new Set(['workload', 'app', 'service'])

function subjectsOf({ type, nodes, boxes }: Graph): readonly Subject[] {
  const own = nodes.filter(({ kind }) => exportedKinds.has(kind))
  // What has no app label is drawn as a workload in a graph of apps, and counts in the other one.
  if (type === 'app') return own.filter(({ kind }) => kind === 'app')
  return [...own, ...boxes.filter(({ kind }) => kind === 'namespace')]
}
