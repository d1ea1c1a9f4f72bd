import compression from 'compression'
import express, { type Express } from 'express'
import type { Logger } from 'pino'
import type { AuthMode } from './auth/authenticator.ts'
import { requireContext, type Contexts } from './http/context.ts'
import { answerErrors, answerNotFound } from './http/errors.ts'
import { guardChanges, readBodies } from './http/guard-changes.ts'
import { guardHosts } from './http/guard-hosts.ts'
import { LogReadings } from './http/log-readings.ts'
import { logRequests } from './http/log-requests.ts'
import { buildOpenApi } from './http/openapi.ts'
import { servePage } from './http/page.ts'
import { giveRequestId } from './http/request-id.ts'
import { mountCharts, type ChartRouteDeps } from './http/routes/charts.ts'
import { mountCatalog, type CatalogRouteDeps } from './http/routes/catalog.ts'
import { mountCompare } from './http/routes/compare.ts'
import { mountDebug, type DebugRouteDeps } from './http/routes/debug.ts'
import { mountConfig, type ConfigRouteDeps } from './http/routes/config.ts'
import { mountContexts } from './http/routes/contexts.ts'
import { mountGraph } from './http/routes/graph.ts'
import { mountGraphStream } from './http/routes/graph-stream.ts'
import { mountLogs } from './http/routes/logs.ts'
import { mountProxies } from './http/routes/proxies.ts'
import { mountMetadata } from './http/routes/metadata.ts'
import { mountMesh, type MeshRouteDeps } from './http/routes/mesh.ts'
import { mountNamespaces } from './http/routes/namespaces.ts'
import { mountSearch } from './http/routes/search.ts'
import { mountSeries } from './http/routes/series.ts'
import { mountStatus, type StatusRouteDeps } from './http/routes/status.ts'
import { mountTraceLines } from './http/routes/trace-lines.ts'
import { mountTraces, mountTraceUpload } from './http/routes/traces.ts'
import { mountWrites, type WriteRouteDeps } from './http/routes/writes.ts'
import { securityHeaders } from './http/security.ts'
import { requireCaller, requireToken } from './http/session.ts'
import { proxyPrograms } from './proxy-programs.ts'
import { createProxyThread } from './proxy-thread.ts'
import { readTraceFile } from './sources/tracing/formats/read-trace-file.ts'

export interface AppDeps
  extends
    StatusRouteDeps,
    ConfigRouteDeps,
    WriteRouteDeps,
    CatalogRouteDeps,
    ChartRouteDeps,
    DebugRouteDeps,
    MeshRouteDeps {
  readonly auth: AuthMode
  readonly contexts: Contexts
  readonly log: Logger
  readonly basePath: string
  readonly pageFolder: string
  /** Names under which it is reached beside its address. */
  readonly allowedHosts: readonly string[]
  readonly isReady: () => boolean
}

const longestUrl = 64 * 1024

/** The console as an Express app: what it needs comes in, nothing is opened here. */
export function createApp(deps: AppDeps): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.use(giveRequestId, securityHeaders(deps.embedIn), logRequests(deps.log))
  const site = createSite(deps)
  // A proxy may strip the base path or pass it on: both arrive at the same place.
  if (deps.basePath !== '') app.use(deps.basePath, site)
  app.use(site)
  app.use(answerNotFound)
  app.use(answerErrors(deps.log))
  return app
}

function createSite(deps: AppDeps): express.Router {
  const site = express.Router()
  site.get('/healthz', (_request, response) => response.type('text').send('ok\n'))
  site.get('/readyz', (_request, response) =>
    response
      .status(deps.isReady() ? 200 : 503)
      .type('text')
      .send(deps.isReady() ? 'ok\n' : 'starting\n'),
  )
  site.get('/metrics', async (_request, response) => {
    response
      .type(deps.ownMetrics.registry.contentType)
      .send(await deps.ownMetrics.registry.metrics())
  })
  site.use(compression())
  site.use('/api/v1', guardHosts(deps.auth, deps.allowedHosts), createApiGate(deps))
  // Which contexts there are is told before sign-in: each cluster wants a token of its own.
  mountContexts(site, deps.contexts)
  site.use('/api/v1', guardChanges)
  site.use('/api/v1', requireToken(deps.auth), requireContext(deps.contexts), requireCaller)
  // Nothing is read of strangers.
  mountTraceUpload(site, { readTraceFile })
  site.use('/api/v1', readBodies)
  const api = express.Router()
  mountGraph(api, deps)
  mountGraphStream(api, deps)
  mountSeries(api)
  mountCharts(api, deps)
  mountCompare(api)
  mountCatalog(api, deps)
  mountConfig(api, deps)
  const readings = new LogReadings(deps)
  mountLogs(api, { ...deps, readings })
  mountTraceLines(api, { meshes: deps.meshes, readings })
  mountProxies(api, { ...deps, programs: proxyPrograms, reading: createProxyThread() })
  mountWrites(api, deps)
  mountMetadata(api, deps)
  mountNamespaces(api, deps)
  mountSearch(api)
  mountStatus(api, deps)
  mountDebug(api, deps)
  mountMesh(api, deps)
  mountTraces(api, { meshes: deps.meshes })
  site.use(api)
  site.use(servePage(deps.pageFolder, deps.basePath))
  return site
}

/** Everything of the API passes here first. */
function createApiGate(deps: AppDeps): express.Router {
  const gate = express.Router()
  const openApi = JSON.stringify(buildOpenApi(deps.version))
  gate.use(deps.ownMetrics.countRequests)
  gate.use((request, response, next) => {
    response.set('Cache-Control', 'no-store')
    if (request.originalUrl.length > longestUrl) response.status(414).end()
    else next()
  })
  gate.get('/openapi.json', (_request, response) => response.type('json').send(openApi))
  return gate
}
