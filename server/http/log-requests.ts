import { trace } from '@opentelemetry/api'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { requestIdOf } from './request-id.ts'

/** One line and one span per finished request: never a header, never a query string. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now()
    const { method, path } = request
    const span = trace
      .getTracer('alidade')
      .startSpan(`${method} ${path.startsWith('/api/') ? path : '/'}`)
    response.on('close', () => {
      span.setAttribute('http.response.status_code', response.statusCode).end()
      const level = response.statusCode >= 500 ? 'warn' : 'debug'
      log[level](
        {
          requestId: requestIdOf(response),
          method,
          path,
          status: response.statusCode,
          ms: Math.round(performance.now() - startedAt),
        },
        'request',
      )
    })
    next()
  }
}
