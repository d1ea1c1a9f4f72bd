import type { Response, Router } from 'express'
import {
  explainLogLine,
  getLogContainers,
  getLogs,
  streamLogs,
  type LogAsk,
  type LogContainers,
  type LogEvent,
} from '#contract/logs.ts'
import { AppError } from '../../errors.ts'
import { readLogPage } from '../../live/log-page.ts'
import { LogStream } from '../../live/log-stream.ts'
import { describeLine } from '../../logs/describe-line.ts'
import { createLineFilter } from '../../logs/line-filter.ts'
import { findPods, findTargets, roleOf, type LogSubject } from '../../logs/targets.ts'
import { canSee, type Identity } from '../../seams/identity.ts'
import type { Inventory, PodObject } from '../../seams/inventory.ts'
import { sayMissingLogRight } from '../../seams/log-calls.ts'
import type { ClusterSource } from '../../seams/source.ts'
import { inventoryWarnings } from '../inventory-warnings.ts'
import type { LogReadingDeps, LogReadings, StartedReading } from '../log-readings.ts'
import { readAsked, route, type Asked } from '../route.ts'
import { findTraceOfLine } from '../trace-of-line.ts'

export interface LogRouteDeps extends LogReadingDeps {
  readonly readings: LogReadings
}

export function mountLogs(router: Router, { readings, ...deps }: LogRouteDeps): void {
  const meshLogs = deps.meshes.map(({ logs }) => logs)
  const meter = deps.ownMetrics.logs
  const startReading = (
    cluster: ClusterSource,
    { ask, identity }: { readonly ask: LogAsk; readonly identity: Identity },
  ): Promise<StartedReading> =>
    readings.start(cluster, {
      identity,
      filterOf: (readAccess) => createLineFilter(ask, readAccess),
    })

  route(router, getLogContainers, async ({ params, caller, context }) => {
    const cluster = clusterFor(context.clusters, params, caller)
    const { namespace } = params
    const inventory = cluster.inventory()
    const pods = findPods(inventory, params)
    const ask = { verb: 'get', group: '', resource: 'pods/log', namespace }
    const [mayRead] = await cluster.mayThey(caller.identity, [ask])
    const serving = meshLogs.flatMap((mesh) => mesh.proxiesFor(inventory, pods))
    return {
      pods: pods.map((pod) => describePod(pod, meshLogs)),
      hasNodeProxies: serving.some(({ role }) => role === 'node'),
      hasWaypoints: serving.some(({ role }) => role === 'waypoint'),
      missingRight: mayRead === false ? sayMissingLogRight(caller.identity, namespace) : null,
      warnings: inventoryWarnings(context.clusters, caller.viewer),
    }
  })

  route(router, getLogs, async ({ params, query, caller, context, signal }) => {
    const cluster = clusterFor(context.clusters, params, caller)
    const { reading, readAccess } = await startReading(cluster, {
      ask: query,
      identity: caller.identity,
    })
    const targets = findTargets(cluster.inventory(), {
      subject: params,
      ask: query,
      meshes: meshLogs,
    })
    const { at = null, side, limit, from = null, previous } = query
    const ask = { atMs: at, side, limit, fromMs: from, previous }
    const page = await readLogPage(targets, ask, { reading, signal })
    return {
      lines: page.lines.map((line) => describeLine(line, readAccess)),
      sources: [...page.sources],
      hasMore: page.hasMore,
      warnings: inventoryWarnings(context.clusters, caller.viewer),
    }
  })

  router.get(streamLogs.path, async (request, response) => {
    const { params, query, caller, context } = readAsked(streamLogs, request, response)
    const cluster = clusterFor(context.clusters, params, caller)
    const started = await startReading(cluster, { ask: query, identity: caller.identity })
    if (response.closed) return
    const { tail, from = null, previous } = query
    const stream = new LogStream({
      ...started,
      targets: () =>
        findTargets(cluster.inventory(), { subject: params, ask: query, meshes: meshLogs }),
      onChange: cluster.onChange,
      sink: { write: (event, id) => writeEvent(response, event, id) },
      past: { limit: tail, fromMs: from, previous },
      now: deps.now,
    })
    startEvents(response)
    meter.viewerCame()
    response.on('drain', () => stream.drained())
    response.on('close', () => {
      meter.viewerLeft()
      stream.stop()
    })
    await stream.start(request.get('last-event-id') ?? null)
  })

  route(router, explainLogLine, async ({ params, query, caller, context, signal }) => {
    const subject = { ...params, kind: 'pods', name: params.pod } as const
    const cluster = clusterFor(context.clusters, subject, caller)
    const readAccess = await readings.accessReader(cluster)
    const raw = { source: '', at: query.at ?? null, nanos: 0, text: query.text, cutBytes: 0 }
    const { requestId, traceId } = describeLine(raw, readAccess)
    const record = readAccess(query.text)
    const [pod = null] = findPods(cluster.inventory(), subject)
    const link = await findTraceOfLine(
      { tracing: context.tracing, meshes: deps.meshes },
      { pod, requestId, atMs: query.at ?? deps.now(), viewer: caller.viewer, signal },
    )
    return {
      format: record?.format ?? null,
      fields: [...(record?.explain() ?? [])],
      requestId,
      traceId,
      ...link,
    }
  })
}

/**
 * The cluster that the subject is in. Throws AppError notFound when there is no cluster, and, with
 * the same words as for one that is not there, for a namespace that the asker may not see.
 */
function clusterFor(
  clusters: readonly ClusterSource[],
  { namespace, name }: LogSubject,
  { viewer }: Asked<unknown, unknown>['caller'],
): ClusterSource {
  const [cluster] = clusters
  if (cluster === undefined)
    throw new AppError(
      'notFound',
      'Logs come from a Kubernetes cluster, and this console knows none: give it a --kubeconfig.',
    )
  const inventory = cluster.inventory()
  if (canSee(viewer, cluster.cluster, namespace) && mayExist(inventory, namespace)) return cluster
  throw new AppError('notFound', `There is no ${name} in ${namespace} that you may see.`)
}

/** What cannot be listed cannot be said not to be there. */
function mayExist({ namespaces, unreadable }: Inventory, namespace: string): boolean {
  if (unreadable.some(({ kind }) => kind === 'Namespace')) return true
  return namespaces.some(({ name }) => name === namespace)
}

function describePod(
  pod: PodObject,
  meshLogs: Parameters<typeof roleOf>[2],
): LogContainers['pods'][number] {
  const zone = pod.containers.map(({ env }) => env['TZ']).find((name) => name !== undefined)
  return {
    name: pod.name,
    workload: pod.workload?.name ?? null,
    phase: pod.phase,
    isReady: pod.isReady,
    timeZone: zone ?? null,
    containers: pod.containers.map((container) => ({
      name: container.name,
      role: roleOf(pod, container, meshLogs),
      restarts: pod.restarts?.[container.name] ?? 0,
    })),
  }
}

function startEvents(response: Response): void {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform', // compression would hold events back
    'X-Accel-Buffering': 'no',
  })
  response.flushHeaders()
}

function writeEvent(response: Response, event: LogEvent, id: string | null): boolean {
  if (response.destroyed) return true
  const head = id === null ? '' : `id: ${id}\n`
  return response.write(`event: ${event.event}\n${head}data: ${JSON.stringify(event)}\n\n`)
}
