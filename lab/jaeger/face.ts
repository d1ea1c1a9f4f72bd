import compression from 'compression'
import express from 'express'
import type { Express, Request, Response } from 'express'
import type { LabClock } from '../seams.ts'
import { BadAskError, readLegacyAsk, readV3Ask } from './asks.ts'
import { dependenciesOf, legacyEnvelope, legacyFailure, legacyTrace } from './legacy-answers.ts'
import { otlpSummary, otlpTraces } from './otlp-answers.ts'
import type { Trace, TraceStore } from './trace-store.ts'

export interface JaegerFaceOptions {
  readonly traces: TraceStore
  readonly clock: LabClock
}

/** Jaeger's query service over the store: the older API and version 3. */
export function createJaegerFace(options: JaegerFaceOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(compression())
  addV3(app, options)
  addLegacy(app, options)
  app.use('/api', (_request, response) => {
    response.status(404).type('text').send('404 page not found\n')
  })
  // The real server answers every other path with its page.
  app.get('/{*path}', (_request, response) => {
    response.type('html').send('<!doctype html><title>Jaeger UI</title><p>Traces of the lab.</p>')
  })
  return app
}

function addV3(app: Express, { traces }: JaegerFaceOptions): void {
  app.get('/api/v3/services', (_request, response) => {
    response.json({ services: traces.services() })
  })
  app.get('/api/v3/operations', (request, response) => {
    const query = queryOf(request)
    const service = query.get('service') ?? ''
    const kind = query.get('spanKind') ?? query.get('span_kind') ?? ''
    if (service === '') {
      sendV3Failure(response, 400, 'malformed parameter service: service is required')
      return
    }
    const operations = traces.operations(service).filter((o) => kind === '' || o.spanKind === kind)
    response.json({ operations })
  })
  const search = (
    request: Request,
    response: Response,
    emit: (found: readonly Trace[]) => unknown,
  ): void => {
    try {
      const found = traces.search(readV3Ask(queryOf(request)))
      if (found.length === 0) sendV3Failure(response, 404, 'No traces found')
      else response.json(emit(found))
    } catch (error) {
      if (!(error instanceof BadAskError)) throw error
      sendV3Failure(response, 400, error.message)
    }
  }
  app.get('/api/v3/traces', (request, response) => search(request, response, otlpTraces))
  app.get('/api/v3/trace-summaries', (request, response) =>
    search(request, response, (found) => ({ summaries: found.map(otlpSummary) })),
  )
  app.get('/api/v3/traces/:id', (request, response) => {
    const { id } = request.params
    if (!/^[0-9a-fA-F]{1,32}$/.test(id)) {
      sendV3Failure(response, 400, `malformed parameter trace_id: ${id}`)
      return
    }
    const trace = traces.get(id)
    if (trace === null) sendV3Failure(response, 404, 'No traces found')
    else response.json(otlpTraces([trace]))
  })
}

function addLegacy(app: Express, { traces, clock }: JaegerFaceOptions): void {
  app.get('/api/services', (_request, response) => {
    const services = traces.services()
    response.json(legacyEnvelope(services, services.length))
  })
  app.get('/api/services/:service/operations', (request, response) => {
    const names = [...new Set(traces.operations(request.params.service).map((o) => o.name))]
    response.json(legacyEnvelope(names, names.length))
  })
  app.get('/api/operations', (request, response) => {
    const query = queryOf(request)
    const service = query.get('service') ?? ''
    const kind = query.get('spanKind') ?? ''
    if (service === '') {
      response.status(400).json(legacyFailure(400, "parameter 'service' is required"))
      return
    }
    const found = traces.operations(service).filter((o) => kind === '' || o.spanKind === kind)
    response.json(legacyEnvelope(found, found.length))
  })
  app.get('/api/traces', (request, response) =>
    answerLegacySearch(request, response, { traces, clock }),
  )
  app.get('/api/traces/:id', (request, response) => {
    const { id } = request.params
    const trace = traces.get(id)
    if (trace === null) response.status(404).json(legacyFailure(404, 'trace not found', id))
    else response.json(legacyEnvelope([legacyTrace(trace)], 0))
  })
  app.get('/api/dependencies', (request, response) => {
    const query = queryOf(request)
    const endMs = Number(query.get('endTs') ?? clock.nowMs())
    const lookbackMs = Number(query.get('lookback') ?? 86_400_000)
    if (Number.isNaN(endMs) || Number.isNaN(lookbackMs)) {
      response.status(400).json(legacyFailure(400, "unable to parse param 'endTs'"))
      return
    }
    const links = dependenciesOf(traces.between((endMs - lookbackMs) * 1_000, endMs * 1_000))
    response.json(legacyEnvelope(links, links.length))
  })
  app.get('/api/metrics/:name', (_request, response) => {
    response.status(501).json(legacyFailure(501, 'metrics querying is currently disabled'))
  })
}

function answerLegacySearch(
  request: Request,
  response: Response,
  { traces, clock }: JaegerFaceOptions,
): void {
  const query = queryOf(request)
  const ids = query.getAll('traceID')
  try {
    if (ids.length === 0 && (query.get('service') ?? '') === '') {
      throw new BadAskError("parameter 'service' is required")
    }
    const found =
      ids.length > 0
        ? ids.map((id) => traces.get(id)).filter((trace) => trace !== null)
        : traces.search(readLegacyAsk(query, clock.nowMs()))
    response.json(legacyEnvelope(found.map(legacyTrace), found.length))
  } catch (error) {
    if (!(error instanceof BadAskError)) throw error
    response.status(400).json(legacyFailure(400, error.message))
  }
}

function sendV3Failure(response: Response, httpCode: number, message: string): void {
  response.status(httpCode).json({ error: { httpCode, message } })
}

function queryOf(request: Request): URLSearchParams {
  return new URL(request.url, 'http://lab.invalid').searchParams
}
