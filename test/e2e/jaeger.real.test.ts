import { createRequire } from 'node:module'
import { z } from 'zod'
import { describe, expect, it, onTestFinished } from 'vitest'
import { available } from '../servers/availability.ts'
import { startJaeger } from '../servers/jaeger.ts'
import { askConsole } from './api.ts'
import { startStillLab, startTestConsole } from './world.ts'

/** What we use of jaeger-client, which is older than its types. */
const tracerSchema = z.looseObject({
  startSpan: z.custom<
    (name: string) => { setTag: (k: string, v: unknown) => void; finish: () => void }
  >((value) => typeof value === 'function'),
  close: z.custom<(done: () => void) => void>((value) => typeof value === 'function'),
})
const clientSchema = z.looseObject({
  initTracer: z.custom<(config: object, options: object) => unknown>(
    (value) => typeof value === 'function',
  ),
})

/** Spans of one service over Thrift, as applications of that time send them. */
async function sendSpans(collectorEndpoint: string, service: string): Promise<void> {
  const client = clientSchema.parse(createRequire(import.meta.url)('jaeger-client'))
  const made = client.initTracer(
    {
      serviceName: service,
      sampler: { type: 'const', param: 1 },
      reporter: { collectorEndpoint, flushIntervalMs: 100 },
    },
    {},
  )
  const tracer = tracerSchema.parse(made)
  for (const path of ['/', '/reviews']) {
    const span = tracer.startSpan.call(made, `GET ${path}`)
    span.setTag('http.status_code', 200)
    span.finish()
  }
  await new Promise<void>((resolve) => tracer.close.call(made, resolve))
}

describe.skipIf(!available('jaeger'))('traces in a real Jaeger', () => {
  it('links an edge to the traces of who answered, and says why there is no link', async () => {
    const jaeger = await startJaeger()
    onTestFinished(jaeger.stop)
    await sendSpans(jaeger.collectorEndpoint, 'reviews.bookinfo')
    const lab = await startStillLab()
    onTestFinished(lab.stop)
    const running = await startTestConsole([
      ...['--prometheus', lab.prometheusUrl, '--tracing', jaeger.queryUrl],
    ])
    onTestFinished(running.close)
    const api = askConsole(running.url)
    const query = { type: 'workload', open: 'all', at: String(lab.clock.nowMs()) }
    const tracing = async (): Promise<unknown> =>
      (await api.status()).backEnds.find(({ id }) => id === 'tracing')
    await expect
      .poll(tracing)
      .toMatchObject({ product: 'Jaeger', state: 'reached', address: jaeger.queryUrl })

    const { edges } = await api.graph(query)
    const explainEdgeTo = async (name: string): ReturnType<typeof api.explain> => {
      const edge = edges.find(({ target }) => target.endsWith(`/${name}`))
      if (edge === undefined) throw new Error(`no edge to ${name}`)
      return await api.explain({ ...query, source: edge.source, target: edge.target })
    }
    const link = new URL((await explainEdgeTo('reviews-v1')).tracesUrl ?? '')
    expect(link.href.startsWith(`${jaeger.queryUrl}/search?`)).toBe(true)
    expect(link.searchParams.get('service')).toBe('reviews.bookinfo')
    const traces: unknown = await (
      await fetch(`${jaeger.queryUrl}/api/traces?service=reviews.bookinfo&lookback=1h`)
    ).json()
    expect(traces).toMatchObject({ data: [expect.anything(), expect.anything()] })

    const other = await explainEdgeTo('details-v1')
    expect(other.tracesUrl).toBeNull()
    expect(other.tracesReason).toContain('details.bookinfo')

    await jaeger.pause()
    const without = await explainEdgeTo('reviews-v1')
    expect(without.isDrawn).toBe(true)
    expect(without.rows.length).toBeGreaterThan(0)
  })
})
