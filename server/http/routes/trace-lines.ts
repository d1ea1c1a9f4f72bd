import type { Router } from 'express'
import { getTraceLines, type TraceLines } from '#contract/trace-lines.ts'
import { readLogPage } from '../../live/log-page.ts'
import { describeLine } from '../../logs/describe-line.ts'
import { findPods, findTargets, type LogTarget } from '../../logs/targets.ts'
import { canSee, type Viewer } from '../../seams/identity.ts'
import type { Inventory } from '../../seams/inventory.ts'
import type { Mesh } from '../../seams/mesh.ts'
import type { ClusterSource } from '../../seams/source.ts'
import { linesAskOf, type LineSubject } from '../../traces/lines-ask.ts'
import { inventoryWarnings } from '../inventory-warnings.ts'
import type { LogReadings } from '../log-readings.ts'
import { route } from '../route.ts'

export interface TraceLinesDeps {
  readonly meshes: readonly Mesh[]
  readonly readings: LogReadings
}

/** Containers whose logs are read for one question; each costs the API server a stream. */
const mostContainers = 100

export function mountTraceLines(router: Router, { meshes, readings }: TraceLinesDeps): void {
  route(router, getTraceLines, async ({ params, query, caller, context, signal }) => {
    const { viewer, identity } = caller
    const asked = { aroundMs: query.around ?? null, viewer, signal }
    const seen = await context.traces.trace(params.traceId, asked)
    const { ids, subjects, window } = linesAskOf(seen)
    const [cluster] = context.clusters
    const nothing = {
      ...{ startMs: 0, fromMs: 0, toMs: 0, ...window, ids: [...ids] },
      ...{ lines: [], hasMore: false, sources: [], pods: [], gone: [], leftOut: 0 },
      warnings: inventoryWarnings(context.clusters, viewer),
    }
    if (cluster === undefined || window === null)
      return { ...nothing, reason: cluster === undefined ? noCluster : noTime }
    const found = findLogs(cluster, subjects, { viewer, meshes })
    const { pods, gone, targets } = found
    const { reading, readAccess } = await readings.start(cluster, {
      identity,
      filterOf: () => (text) => ids.some((id) => text.includes(id)),
    })
    const page = await readLogPage(
      targets.slice(0, mostContainers),
      {
        ...{ atMs: window.toMs, fromMs: window.fromMs },
        ...{ side: 'before', limit: query.limit, previous: false },
      },
      { reading, signal },
    )
    return {
      ...nothing,
      lines: page.lines.map((line) => describeLine(line, readAccess)),
      hasMore: page.hasMore,
      sources: [...page.sources],
      ...{ pods: [...pods], gone: [...gone] },
      leftOut: Math.max(0, targets.length - mostContainers),
      reason: pods.length + gone.length === 0 ? noPods : null,
    }
  })
}

const noCluster =
  'Logs come from a Kubernetes cluster, and this console knows none: give it a --kubeconfig.'
const noTime = 'The trace does not say when it was.'
const noPods = 'The spans do not say which pods made them, as far as you may see.'

interface FoundLogs extends Pick<TraceLines, 'pods' | 'gone'> {
  readonly targets: readonly LogTarget[]
}

/** The pods that took part and may be seen, and their containers. */
function findLogs(
  cluster: ClusterSource,
  subjects: readonly LineSubject[],
  { viewer, meshes }: { readonly viewer: Viewer; readonly meshes: readonly Mesh[] },
): FoundLogs {
  const inventory = cluster.inventory()
  const pods = new Map<string, TraceLines['pods'][number]>()
  const gone: TraceLines['gone'] = []
  const seen = subjects.filter(({ namespace }) => canSee(viewer, cluster.cluster, namespace))
  for (const subject of seen) {
    const found = podsOf(inventory, subject)
    for (const one of found) pods.set(`${one.namespace}/${one.pod}`, one)
    const { kind, namespace, name } = subject
    if (found.length === 0 && kind === 'pods') gone.push({ namespace, pod: name, workload: null })
  }
  const ask = { pods: [], containers: [], init: false, node: false, waypoint: false }
  const targets = [...pods.values()].flatMap(({ namespace, pod }) =>
    findTargets(inventory, {
      subject: { kind: 'pods', namespace, name: pod },
      ...{ ask, meshes: meshes.map(({ logs }) => logs) },
    }),
  )
  return { pods: [...pods.values()], gone, targets }
}

function podsOf(inventory: Inventory, subject: LineSubject): readonly TraceLines['pods'][number][] {
  return findPods(inventory, subject).map(({ namespace, name, workload }) => ({
    ...{ namespace, pod: name },
    workload: workload?.name ?? null,
  }))
}
