import compression from 'compression'
import express from 'express'
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express'
import type { LabClock } from '../seams.ts'
import { exposition, expositionType } from './exposition.ts'
import { writeError } from './http/answers.ts'
import { answerLabels, answerLabelValues, answerMetadata, answerSeries } from './http/browsing.ts'
import { BadDataError, Params } from './http/params.ts'
import { answerQuery, answerQueryRange } from './http/queries.ts'
import { answerStatus, statusPaths } from './http/status.ts'
import { ExecutionError, QueryError } from './promql/syntax.ts'
import type { EngineOptions, Generation } from './promql/values.ts'
import type { MetricRegistry } from './registry.ts'
import type { SampleStore } from './sample-store.ts'

export interface PrometheusFaceOptions {
  readonly store: SampleStore
  readonly clock: LabClock
  readonly registry?: MetricRegistry // what `/metrics` and the metadata show
  readonly scrapeIntervalMs?: number // default 5,000
  readonly generation?: Generation // whose rules hold at the edges of a range; default 3
}

/** A Prometheus server's HTTP API over the store; mount it or let it listen. */
export function createPrometheusFace(options: PrometheusFaceOptions): Express {
  const { store, clock, registry, scrapeIntervalMs = 5_000, generation = 3 } = options
  const engine: EngineOptions = {
    store,
    generation,
    lookbackMs: 300_000,
    subqueryStepMs: scrapeIntervalMs,
  }
  const queryDeps = { engine, nowMs: clock.nowMs }
  const statusDeps = { store, scrapeIntervalMs, generation, startedMs: clock.nowMs() }
  const app = express()
  app.disable('x-powered-by')
  app.use(compression())
  app.use(express.urlencoded({ extended: false, limit: '10mb', parameterLimit: 100_000 }))

  both(app, '/api/v1/query', (params, response) => answerQuery(params, response, queryDeps))
  both(app, '/api/v1/query_range', (params, response) =>
    answerQueryRange(params, response, queryDeps),
  )
  both(app, '/api/v1/series', (params, response) => answerSeries(params, response, store))
  both(app, '/api/v1/labels', (params, response) => answerLabels(params, response, store))
  app.get('/api/v1/label/:name/values', (request, response) => {
    const ask = { params: new Params(request), label: request.params.name }
    answerLabelValues(ask, response, store)
  })
  app.get('/api/v1/metadata', (request, response) => {
    answerMetadata(new Params(request), response, registry?.families() ?? [])
  })
  for (const path of statusPaths) {
    app.get(`/api/v1/${path}`, (_, response) => answerStatus(path, response, statusDeps))
  }
  app.get('/metrics', (_, response) => {
    response.setHeader('Content-Type', expositionType)
    response.end(registry === undefined ? '' : exposition(registry))
  })
  app.get('/-/ready', plain('Prometheus Server is Ready.\n'))
  app.get('/-/healthy', plain('Prometheus Server is Healthy.\n'))
  app.use((_, response) => {
    response.status(404).setHeader('Content-Type', 'text/plain; charset=utf-8')
    response.end('404 page not found\n')
  })
  app.use(answerError)
  return app
}

function both(
  app: Express,
  path: string,
  answer: (params: Params, response: Response) => void,
): void {
  const handler: RequestHandler = (request, response) => answer(new Params(request), response)
  app.get(path, handler)
  app.post(path, handler)
}

function plain(text: string): RequestHandler {
  return (_, response) => {
    response.setHeader('Content-Type', 'text/plain; charset=utf-8')
    response.end(text)
  }
}

// Express knows error middleware by its four parameters.
// eslint-disable-next-line @typescript-eslint/max-params
function answerError(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (response.headersSent) {
    next(error)
    return
  }
  if (error instanceof QueryError) {
    writeError(response, 'bad_data', `invalid parameter "query": ${error.message}`)
  } else if (error instanceof BadDataError) {
    writeError(response, 'bad_data', error.message)
  } else if (error instanceof ExecutionError) {
    writeError(response, 'execution', error.message)
  } else {
    writeError(response, 'internal', error instanceof Error ? error.message : 'unknown')
  }
}
