import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from '#contract/setup.ts'
import type { SpanRecord } from '../../server/seams/span.ts'
import type { TracingSource } from '../../server/seams/source.ts'
import type { TraceSearch } from '../../server/seams/trace-calls.ts'
import { createTracingSource } from '../../server/sources/tracing/tracing-source.ts'

/** A trace store to hold the source against; spans of at least one service are in it. */
export interface StartedTracing {
  readonly url: string
  readonly services: readonly string[] // some of those that it knows
  readonly product: string
  readonly askedBy: RegExp // the API that must have been found
  readonly version: RegExp | null // null: it does not say
  /** What the store itself says without the console. */
  readonly listServices: () => Promise<readonly string[]>
  readonly searchPage: string // below the address
  readonly stopServer: () => Promise<void>
  readonly startServer: () => Promise<void>
  readonly close: () => Promise<void>
}

const legacySchema = z.object({ data: z.array(z.string()) })

/** The services of a Jaeger, by the API that its page used for long. */
export async function jaegerServices(url: string): Promise<readonly string[]> {
  const answer = await fetch(`${url}/api/services`)
  return legacySchema.parse(await answer.json()).data
}

/** What any trace store owes to the console, through the source. */
export function describeTracingSource(name: string, start: () => Promise<StartedTracing>): void {
  describe(`the tracing source on ${name}`, () => {
    let store: StartedTracing
    let source: TracingSource
    beforeAll(async () => {
      store = await start()
      source = createTracingSource({
        id: 'tracing',
        url: store.url,
        howFound: 'configuration',
        probeEveryMs: 200,
      })
    })
    afterAll(async () => {
      await source.close()
      await store.close()
    })

    it('lists the services that have spans', async () => {
      const services = await source.services()
      expect(services).toEqual(expect.arrayContaining([...store.services]))
      expect(services.toSorted()).toEqual((await store.listServices()).toSorted())
    })

    it('finds traces of a service, and gives each of them whole', async () => {
      const [service = ''] = store.services
      const nowMs = Date.now()
      const ask: TraceSearch = {
        ...{ service, operation: null, tags: {}, onlyErrors: false, limit: 20 },
        ...{ fromMs: nowMs - 3_600_000, toMs: nowMs + 60_000 },
        ...{ minDurationMs: null, maxDurationMs: null },
      }
      const { spans } = await source.search(ask)
      const own = spans.filter((span) => span.service === service)
      expect(own.length).toBeGreaterThan(0)
      const [first] = own
      const traceId = first?.traceId ?? ''
      const whole = await source.trace({ traceId, aroundMs: nowMs })
      const idsOf = (all: readonly SpanRecord[]): readonly string[] =>
        all.filter((span) => span.traceId === traceId).map(({ spanId }) => spanId)
      expect([...idsOf(whole?.spans ?? [])].sort()).toEqual([...idsOf(spans)].sort())
      const operations = await source.operations(service)
      expect(operations.map(({ name: operation }) => operation)).toContain(first?.operation)

      const none = await source.search({ ...ask, minDurationMs: 86_000_000 })
      expect(none).toEqual({ spans: [], warnings: [] })
      const tagged = await source.search({ ...ask, tags: { 'no.such.tag': 'x' } })
      expect(tagged.spans).toEqual([])
      const past = await source.search({ ...ask, fromMs: 1_000_000, toMs: 2_000_000 })
      expect(past.spans).toEqual([])
    })

    it('knows a trace that is not there from a store that does not answer', async () => {
      expect(await source.trace({ traceId: 'f'.repeat(32), aroundMs: null })).toBeNull()
    })

    it('knows what it is asking', async () => {
      await expect.poll(() => source.status().product).toBe(store.product)
      const status = source.status()
      expect(status).toMatchObject({
        id: 'tracing',
        kind: 'tracing',
        address: store.url,
        state: 'reached',
        message: null,
      })
      expect(status.details.join()).toMatch(store.askedBy)
      if (store.version === null) expect(status.version).toBeNull()
      else expect(status.version).toMatch(store.version)
    })

    it('links to a search that its page answers', async () => {
      const [service = ''] = store.services
      const url = source.linkTo({ service, fromMs: 0, toMs: 1000, tags: { error: 'true' } })
      expect(url?.startsWith(store.url + store.searchPage)).toBe(true)
      const answer = await fetch(url ?? '')
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toContain('html')
    })

    it('gives up when it is told to', async () => {
      const abort = new AbortController()
      const services = source.services(abort.signal)
      abort.abort()
      await expect(services).rejects.toMatchObject({ name: 'AbortError' })
    })

    it('lives through an outage', async () => {
      await store.stopServer()
      await expect.poll(() => source.status().state, { timeout: 20_000 }).toBe('notReached')
      await expect(source.services()).rejects.toMatchObject({ failure: 'unavailable' })
      expect(source.status().message).toMatch(/^The trace store cannot be reached \(http:/)
      await store.startServer()
      await expect.poll(() => source.status().state, { timeout: 20_000 }).toBe('reached')
    })
  })
}
