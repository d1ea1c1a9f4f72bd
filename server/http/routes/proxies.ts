import { Readable } from 'node:stream'
import type { Response, Router } from 'express'
import type { Logger } from 'pino'
import {
  compareProxies as compareEndpoint,
  getProxyDocument,
  getProxyInfo,
  getProxySync,
  getProxyTable,
  getWaypoint,
  listProxies,
  proxyTableSchema,
  setProxyLogLevel,
  type ProxyPod,
} from '#contract/proxy.ts'
import { AppError } from '../../errors.ts'
import { forwardRights, type AskedProxy } from '../../live/proxy-admin.ts'
import { readInfo, readSyncOf, setLevel } from '../../live/proxy-facts.ts'
import { ProxySnapshots } from '../../live/proxy-snapshots.ts'
import { compareProxies, readDocument, readTable } from '../../live/proxy-tables.ts'
import { auditLevel } from '../../live/record-write.ts'
import { canSee } from '../../seams/identity.ts'
import type { PodObject } from '../../seams/inventory.ts'
import type { Mesh } from '../../seams/mesh.ts'
import type { Enrolled, ProxyProgram } from '../../seams/proxy-program.ts'
import type { ProxyReading } from '../../seams/proxy-reading.ts'
import { inventoryWarnings } from '../inventory-warnings.ts'
import { createRateLimit } from '../limit-rate.ts'
import {
  findAskedPod,
  proxyIn,
  visibleCluster,
  visiblePods,
  whyNoProxyIn,
  type KnownPrograms,
} from '../proxies-asked.ts'
import { readAsked, route, type Asked } from '../route.ts'

export interface ProxyRouteDeps {
  readonly meshes: readonly Mesh[]
  readonly programs: ReadonlyMap<string, ProxyProgram>
  readonly reading: ProxyReading
  readonly log: Logger
  readonly now: () => number
}

const changesPerMinute = 60

type Of = Pick<Asked<unknown, unknown>, 'caller' | 'context'>

/** The inside of proxies, always with the rights of whoever asks. */
export function mountProxies(router: Router, deps: ProxyRouteDeps): void {
  const { programs } = deps
  const snapshots = new ProxySnapshots({ reading: deps.reading, now: deps.now })
  const asks = { meshes: deps.meshes, programs }
  const find = (of: Of, at: { readonly namespace: string; readonly pod: string }): AskedProxy =>
    findAskedPod(asks, of, at)

  route(router, listProxies, async ({ params, caller, context }) => {
    const cluster = visibleCluster(context.clusters, params, caller)
    const rights = await forwardRights({ cluster, identity: caller.identity }, params.namespace)
    return {
      pods: visiblePods(cluster, params).map((pod) => podOf(asks, pod)),
      missingRight: rights.missing,
      mayChange: rights.mayChange,
      warnings: inventoryWarnings(context.clusters, caller.viewer),
    }
  })

  route(router, getProxyInfo, async ({ params, signal, ...of }) => ({
    ...(await readInfo(find(of, params), signal, deps.now)),
    warnings: [],
  }))

  route(router, getProxyTable, async ({ params, query, ...of }) => {
    const asked = { ...find(of, params), viewer: of.caller.viewer }
    const table = await readTable(snapshots, asked, { section: params.section, ask: query })
    // Which rows belong to which section the schema knows.
    return proxyTableSchema.parse({ ...table, warnings: [] })
  })

  router.get(getProxyDocument.path, async (request, response) => {
    const { params, query, ...of } = readAsked(getProxyDocument, request, response)
    const { document } = params
    const { snapshot: id, resource = null } = query
    const json = await readDocument(snapshots, find(of, params), { document, resource, id })
    sendJson(response, json)
  })

  route(router, compareEndpoint, ({ params, query, ...of }) => {
    const { namespace, pod, section } = params
    const { snapshot, withPod = pod, withSnapshot } = query
    if (withPod === pod && withSnapshot === undefined)
      throw new AppError('badRequest', 'Name another pod, or an earlier moment, to compare with.', {
        field: 'withPod',
      })
    return compareProxies(snapshots, {
      section,
      here: { asked: find(of, { namespace, pod }), snapshot },
      there: { asked: find(of, { namespace, pod: withPod }), snapshot: withSnapshot },
    })
  })

  mountSync(router, deps)
  mountLevels(router, { deps, find })
  mountWaypoint(router, deps)
}

/** What there is to see of the proxy in a pod; nothing, and why, where there is none. */
function podOf(asks: KnownPrograms, pod: PodObject): ProxyPod {
  const own = { pod: pod.name, workload: pod.workload?.name ?? null, isReady: pod.isReady }
  const found = proxyIn(asks, pod)
  if (found === null)
    return {
      ...own,
      ...{ role: null, whyNone: whyNoProxyIn(asks, pod), container: null, version: null },
      ...{ sections: [], documents: [], dashboard: null, logLevels: [] },
    }
  const { proxy, program } = found
  const { role, container, version, dashboard } = proxy
  return {
    ...own,
    ...{ role, whyNone: null, container, version, dashboard },
    sections: [...program.sections.keys()],
    documents: [...program.documents.keys()],
    logLevels: [...(program.logging?.levels ?? [])],
  }
}

function mountSync(router: Router, { meshes, programs }: ProxyRouteDeps): void {
  route(router, getProxySync, async ({ params, caller, context, signal }) => {
    const cluster = visibleCluster(context.clusters, params, caller)
    const found = visiblePods(cluster, params).flatMap((pod) => {
      const one = proxyIn({ meshes, programs }, pod)
      return one === null || one.proxy.role === 'node' ? [] : [{ pod, mesh: one.mesh }]
    })
    const [first] = found
    if (first === undefined) return { proxies: [], reason: null }
    const pods = found.map(({ pod }) => pod)
    const { identity } = caller
    return readSyncOf({ cluster, identity, mesh: first.mesh }, pods, signal)
  })
}

interface LevelDeps {
  readonly deps: ProxyRouteDeps
  readonly find: (of: Of, at: { readonly namespace: string; readonly pod: string }) => AskedProxy
}

/** The one thing that is changed of a proxy; it forgets it when it starts again. */
function mountLevels(router: Router, { deps, find }: LevelDeps): void {
  const changes = createRateLimit(changesPerMinute)
  route(router, setProxyLogLevel, async ({ params, body, signal, ...of }) => {
    const { viewer } = of.caller
    changes.count(viewer.user ?? '')
    const asked = find(of, params)
    const record = { ...params, ...body, cluster: asked.cluster.cluster }
    const audit = (outcome: string): void => auditLevel(deps.log, of.caller, { ...record, outcome })
    try {
      const { mayChange, missing } = await forwardRights(asked, params.namespace)
      if (!mayChange) throw new AppError('forbidden', missing ?? 'You may not change this proxy.')
      const levels = await setLevel(asked, body, signal)
      audit('done')
      return { levels }
    } catch (error) {
      audit(error instanceof AppError ? error.code : 'internal')
      throw error
    }
  })
}

function mountWaypoint(router: Router, { meshes }: ProxyRouteDeps): void {
  route(router, getWaypoint, ({ params, caller, context }) => {
    const subject = { ...params, kind: 'workloads' } as const
    const cluster = visibleCluster(context.clusters, subject, caller)
    const inventory = cluster.inventory()
    const found = meshes
      .map(({ proxies }) => proxies.waypointOf(inventory, params))
      .find((one) => one !== null)
    const seen = (all: readonly Enrolled[]): Enrolled[] =>
      all.filter(({ object }) => canSee(caller.viewer, cluster.cluster, object.namespace))
    return {
      waypoint:
        found === undefined
          ? null
          : { ...found, services: seen(found.services), workloads: seen(found.workloads) },
      warnings: inventoryWarnings(context.clusters, caller.viewer),
    }
  })
}

/** As it is: parsing twenty megabytes to write them again would hold everybody up. */
function sendJson(response: Response, json: Uint8Array): void {
  response.status(200).type('json')
  Readable.from(piecesOf(json)).pipe(response)
}

const pieceBytes = 256 * 1024

/** In pieces, so that others come in between. */
function* piecesOf(json: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < json.length; from += pieceBytes)
    yield json.subarray(from, from + pieceBytes)
}
