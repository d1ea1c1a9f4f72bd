import { describe, expect, vi } from 'vitest'
import { z } from '#contract/setup.ts'
import { available } from '../servers/availability.ts'
import { startJaeger } from '../servers/jaeger.ts'
import { startZipkin } from '../servers/zipkin.ts'
import { startHidingProxy } from '../support/hiding-proxy.ts'
import { startPausableProxy } from '../support/pausable-proxy.ts'
import {
  describeTracingSource,
  jaegerServices,
  type StartedTracing,
} from './tracing.conformance.ts'

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

const services = ['cart.shop', 'web.shop']

/** A Jaeger that speaks one of its two APIs alone, as those before 1.36 and those from 2.21 on do. */
async function startJaegerOf(api: 'v3' | 'legacy'): Promise<StartedTracing> {
  const jaeger = await startJaeger()
  await sendSpans(jaeger.otlpHttpUrl, services)
  const isV3 = (path: string): boolean => path.startsWith('/api/v3/')
  const hiding = await startHidingProxy(jaeger.queryUrl, (path) =>
    api === 'v3' ? path.startsWith('/api/') && !isV3(path) : isV3(path),
  )
  const proxy = await startPausableProxy(hiding.url)
  return {
    url: proxy.url,
    services,
    product: 'Jaeger',
    askedBy: api === 'v3' ? /Asked by its API v3, parameters in/ : /Asked by its legacy API/,
    version: null, // a version is stamped into release builds only
    listServices: () => jaegerServices(jaeger.queryUrl),
    searchPage: '/search?service=',
    stopServer: proxy.pause,
    startServer: proxy.start,
    close: async () => {
      await proxy.close()
      hiding.stop()
      await jaeger.stop()
    },
  }
}

describe.skipIf(!available('jaeger')).each(['v3', 'legacy'] as const)(
  'real Jaeger with its %s API alone',
  (api) => {
    describeTracingSource(`Jaeger, ${api} API`, () => startJaegerOf(api))
  },
)

/** One span of each service in Zipkin's second format. */
async function sendToZipkin(url: string): Promise<void> {
  const spans = services.map((serviceName, index) => ({
    traceId: `${index + 1}`.padStart(32, '0'),
    id: `${index + 1}`.padStart(16, '0'),
    name: 'get /',
    kind: 'SERVER',
    timestamp: Date.now() * 1000,
    duration: 500,
    localEndpoint: { serviceName },
  }))
  const answer = await fetch(`${url}/api/v2/spans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(spans),
  })
  if (!answer.ok) throw new Error(`Zipkin took no spans: ${await answer.text()}`)
}

const namesSchema = z.array(z.string())

async function zipkinServices(url: string): Promise<readonly string[]> {
  return namesSchema.parse(await (await fetch(`${url}/api/v2/services`)).json())
}

describe.skipIf(!available('zipkin'))('real Zipkin', () => {
  describeTracingSource('Zipkin', async () => {
    const zipkin = await startZipkin()
    await sendToZipkin(zipkin.url)
    // It stores what it took a moment later.
    await vi.waitFor(
      async () => expect(await zipkinServices(zipkin.url)).toHaveLength(services.length),
      { timeout: 20_000 },
    )
    const proxy = await startPausableProxy(zipkin.url)
    return {
      url: proxy.url,
      services,
      product: 'Zipkin',
      askedBy: /Asked by its API v2/,
      version: /^3\.\d+\.\d+$/,
      listServices: () => zipkinServices(zipkin.url),
      searchPage: '/zipkin/?serviceName=',
      stopServer: proxy.pause,
      startServer: proxy.start,
      close: async () => {
        await proxy.close()
        await zipkin.stop()
      },
    }
  })
})
