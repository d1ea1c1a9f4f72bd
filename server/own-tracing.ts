import { setTimeout as sleep } from 'node:timers/promises'
import { trace } from '@opentelemetry/api'

/** An endpoint that is away would be tried again and again, while somebody waits for the end. */
const flushWithinMs = 2000

/**
 * Sends spans of the console's own work to an OTLP endpoint; without one, nothing is loaded and the
 * spans made anywhere are empty. Returns the way to flush and stop.
 */
export async function startTracing(endpoint: string | null): Promise<() => Promise<void>> {
  if (endpoint === null) return () => Promise.resolve()
  const [{ TracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, resources] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ])
  const url = endpoint.endsWith('/v1/traces')
    ? endpoint
    : `${endpoint.replace(/\/$/, '')}/v1/traces`
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': 'alidade' }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }) })],
  })
  trace.setGlobalTracerProvider(provider)
  return async () => {
    // Spans that cannot be sent are no reason to fail at the end.
    const flushed = provider.shutdown().catch(() => undefined)
    await Promise.race([flushed, sleep(flushWithinMs, undefined, { ref: false })])
  }
}
