import { z } from 'zod'
import { describe, expect, it, onTestFinished } from 'vitest'
import { available } from '../servers/availability.ts'
import { startJaeger } from '../servers/jaeger.ts'
import { askConsole } from './api.ts'
import { startServer } from './server-process.ts'
import { startStillLab } from './world.ts'

const tracesSchema = z.object({
  data: z.array(
    z.object({
      spans: z.array(
        z.object({
          operationName: z.string(),
          duration: z.number(),
          tags: z.array(z.object({ key: z.string(), value: z.unknown() })),
        }),
      ),
    }),
  ),
})

interface OwnSpan {
  readonly name: string
  readonly durationUs: number
  readonly tags: Readonly<Record<string, unknown>>
}

/** What a real Jaeger knows of the console. */
async function spansIn(queryUrl: string): Promise<readonly OwnSpan[]> {
  const answer = await fetch(`${queryUrl}/api/traces?service=alidade&lookback=1h&limit=100`)
  const { data } = tracesSchema.parse(await answer.json())
  return data.flatMap(({ spans }) =>
    spans.map(({ operationName, duration, tags }) => ({
      name: operationName,
      durationUs: duration,
      tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])),
    })),
  )
}

describe.skipIf(!available('jaeger'))("the console's own spans", () => {
  it('are seen in a real Jaeger, one for each request, and none without an endpoint', async () => {
    const jaeger = await startJaeger()
    onTestFinished(jaeger.stop)
    const lab = await startStillLab()
    onTestFinished(lab.stop)
    const args = ['--prometheus', lab.prometheusUrl, '--log-level', 'silent']
    const traced = await startServer(args, { OTEL_EXPORTER_OTLP_ENDPOINT: jaeger.otlpHttpUrl })
    onTestFinished(traced.stop)
    const silent = await startServer(args, {})
    onTestFinished(silent.stop)

    await askConsole(traced.url).graph({ type: 'workload', at: String(lab.clock.nowMs()) })
    expect((await askConsole(traced.url).get('api/v1/nothing')).status).toBe(404)
    await askConsole(silent.url).status()
    const names = async (): Promise<readonly string[]> =>
      (await spansIn(jaeger.queryUrl)).map(({ name }) => name).toSorted()
    await expect
      .poll(names, { timeout: 20_000 })
      .toEqual(['GET /api/v1/graph', 'GET /api/v1/nothing'])

    const [graph] = (await spansIn(jaeger.queryUrl)).filter(({ name }) => name.endsWith('/graph'))
    expect(graph?.durationUs).toBeGreaterThan(0)
    expect(graph?.tags).toMatchObject({ 'http.response.status_code': 200 })

    // What was not sent yet goes out when the console is stopped.
    await askConsole(traced.url).status()
    await traced.stop()
    await expect.poll(names).toContain('GET /api/v1/status')
  })

  it('that nobody takes hold up neither an answer nor the end', async () => {
    const lab = await startStillLab()
    onTestFinished(lab.stop)
    const args = ['--prometheus', lab.prometheusUrl, '--log-level', 'silent']
    const served = await startServer(args, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })
    onTestFinished(served.stop)
    expect((await askConsole(served.url).status()).backEnds.length).toBe(2)
    const startedAt = performance.now()
    await served.stop()
    // It gives up after two seconds, the exporter by itself would after ten.
    expect(performance.now() - startedAt).toBeLessThan(9000)
  })
})
