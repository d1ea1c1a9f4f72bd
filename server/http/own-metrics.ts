import type { RequestHandler } from 'express'
import type { LogMeter } from '../live/log-meter.ts'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from '@prometheus-io/client'

/** The console's own metrics, for whoever watches the watcher. */
export interface OwnMetrics {
  readonly logs: LogMeter
  readonly registry: Registry
  readonly countRequests: RequestHandler
  /** One question to a back end; outcome is ok or the failure. */
  readonly countQuery: (source: string, outcome: string, seconds: number) => void
}

export function createOwnMetrics(viewers: () => number): OwnMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requestSeconds = new Histogram({
    name: 'alidade_http_request_duration_seconds',
    help: 'Time to answer a request of the API',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  })
  const queries = new Counter({
    name: 'alidade_source_queries_total',
    help: 'Questions asked of back ends',
    labelNames: ['source', 'outcome'],
    registers: [registry],
  })
  const querySeconds = new Histogram({
    name: 'alidade_source_query_duration_seconds',
    help: 'Time that back ends took to answer',
    labelNames: ['source'],
    buckets: [0.01, 0.05, 0.2, 1, 5, 20, 60],
    registers: [registry],
  })
  new Gauge({
    name: 'alidade_graph_viewers',
    help: 'Streams of the graph being fed',
    registers: [registry],
    collect() {
      this.set(viewers())
    },
  })
  return {
    registry,
    logs: createLogMeter(registry),
    countRequests: (request, response, next) => {
      const stop = requestSeconds.startTimer()
      response.on('finish', () => {
        // The pattern of the route, never the path as asked: a label must have few values.
        const route: unknown = request.route
        const pattern =
          typeof route === 'object' &&
          route !== null &&
          'path' in route &&
          typeof route.path === 'string'
            ? route.path
            : 'none'
        stop({ method: request.method, route: pattern, status: String(response.statusCode) })
      })
      next()
    },
    countQuery: (source, outcome, seconds) => {
      queries.inc({ source, outcome })
      querySeconds.observe({ source }, seconds)
    },
  }
}

function createLogMeter(registry: Registry): LogMeter {
  const registers = [registry]
  const readers = new Gauge({
    name: 'alidade_log_readers',
    help: 'Logs of containers being read',
    registers,
  })
  const viewers = new Gauge({
    name: 'alidade_log_viewers',
    help: 'Streams of logs being fed',
    registers,
  })
  const lines = new Counter({
    name: 'alidade_log_lines_total',
    help: 'Lines of logs: read of containers, shown to somebody, dropped since more came than can be shown',
    labelNames: ['fate'],
    registers,
  })
  const bytes = new Counter({
    name: 'alidade_log_read_bytes_total',
    help: 'Bytes of logs read of containers',
    registers,
  })
  let open = 0
  return {
    readers: () => open,
    opened: () => {
      open += 1
      readers.inc()
    },
    closed: () => {
      open -= 1
      readers.dec()
    },
    viewerCame: () => viewers.inc(),
    viewerLeft: () => viewers.dec(),
    read: (count, size) => {
      lines.inc({ fate: 'read' }, count)
      bytes.inc(size)
    },
    shown: (count) => lines.inc({ fate: 'shown' }, count),
    dropped: (count) => lines.inc({ fate: 'dropped' }, count),
  }
}
