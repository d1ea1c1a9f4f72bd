import { describe } from 'vitest'
import { available } from '../servers/availability.ts'
import { startJaeger } from '../servers/jaeger.ts'
import { describeTracingSource } from './tracing.conformance.ts'

/** One span of each service, as OTLP over HTTP. */
async function sendSpans(otlpHttpUrl: string, services: readonly string[]): Promise<void> {
  const startUs = Date.now() * 1000
  const resourceSpans = services.map((service, index) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [
      {
        spans: [
          {
            traceId: `${index + 1}`.padStart(32, '0'),
            spanId: `${index + 1}`.padStart(16, '0'),
            name: 'GET /',
            kind: 2,
            startTimeUnixNano: `${startUs}000`,
            endTimeUnixNano: `${startUs + 500}000`,
          },
        ],
      },
    ],
  }))
  const answer = await fetch(`${otlpHttpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans }),
  })
  if (!answer.ok) throw new Error(`Jaeger took no spans: ${await answer.text()}`)
}

describe.skipIf(!available('jaeger'))('real Jaeger', () => {
  describeTracingSource('Jaeger', async () => {
    const jaeger = await startJaeger()
    const services = ['cart.shop', 'web.shop']
    await sendSpans(jaeger.otlpHttpUrl, services)
    return {
      url: jaeger.queryUrl,
      services,
      version: null, // a version is stamped into release builds only
      stopServer: jaeger.pause,
      startServer: jaeger.start,
      close: jaeger.stop,
    }
  })
})
