import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { available } from './availability.ts'
import { startJaeger, type JaegerServer } from './jaeger.ts'

/** One span as OTLP over HTTP carries it in JSON. */
function oneSpan(service: string): object {
  const startNanos = BigInt(Date.now()) * 1_000_000n
  const span = {
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    name: 'GET /cart',
    kind: 2,
    startTimeUnixNano: String(startNanos),
    endTimeUnixNano: String(startNanos + 5_000_000n),
  }
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: service } }] }
  return { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }
}

describe.skipIf(!available('jaeger'))('Jaeger', () => {
  let jaeger: JaegerServer

  const getJson = async (path: string): Promise<unknown> => {
    const answer = await fetch(jaeger.queryUrl + path)
    return answer.json()
  }

  beforeAll(async () => {
    jaeger = await startJaeger()
  })
  afterAll(() => jaeger.stop())

  it('shows a span that came by OTLP in both query APIs', async () => {
    const sent = await fetch(`${jaeger.otlpHttpUrl}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(oneSpan('cart')),
    })
    expect(sent.status).toBe(200)
    expect(await getJson('/api/services')).toMatchObject({ data: ['cart'] })
    expect(await getJson('/api/v3/services')).toEqual({ services: ['cart'] })
  })

  it('takes Thrift over HTTP', async () => {
    const notThrift = await fetch(jaeger.collectorEndpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-thrift' },
      body: 'not thrift',
    })
    expect(notThrift.status).toBe(400)
  })

  it('keeps its address over a restart, and forgets the traces', async () => {
    await jaeger.restart()
    expect(await getJson('/api/v3/services')).toEqual({})
  })

  it('is gone while it is paused', async () => {
    await jaeger.pause()
    await expect(fetch(jaeger.queryUrl)).rejects.toThrow()
    await jaeger.start()
    expect(await getJson('/api/services')).toMatchObject({ errors: null })
  })
})
