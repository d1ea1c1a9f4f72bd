import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { TracingSource } from '../../server/seams/source.ts'
import {
  createTracingSource,
  type TracingOptions,
} from '../../server/sources/tracing/tracing-source.ts'
import {
  answer,
  cutOff,
  hangUp,
  silence,
  startFaultServer,
  type Fault,
  type FaultServer,
} from './fault-server.ts'

const page = answer(200, 'text/html; charset=utf-8', '<html>{"gitVersion":"v2.14.1"}</html>')
const json = (body: object): Fault => answer(200, 'application/json', JSON.stringify(body))
/** By the beginning of the path; anything else gets the page, as Jaeger does it. */
const routes =
  (table: Readonly<Record<string, Fault>>): Fault =>
  (request, response, body) => {
    const found = Object.entries(table).find(([start]) => (request.url ?? '').startsWith(start))
    const fault = found?.[1] ?? page
    fault(request, response, body)
  }

const v3 = json({ services: ['a', 'b'] })
const legacy = json({ data: ['a', 'b'], total: 2, errors: null })
const noTraces = answer(404, 'application/json', '{"error":{"httpCode":404,"message":"No traces"}}')
/** Silence is waited for; whatever else comes has all the time that a busy machine takes. */
const deadlineOf = (fault: Fault): number => (fault === silence ? 300 : 20_000)
const snakeOnly = answer(
  400,
  'text/plain',
  '{"error":{"message":"query.start_time_min is required"}}',
)

describe('the tracing source and a store that does wrong', () => {
  let server: FaultServer
  beforeEach(async () => {
    server = await startFaultServer(page)
  })
  afterEach(() => server.close())
  const create = (options: Partial<TracingOptions> = {}): TracingSource => {
    const source = createTracingSource({
      id: 'tracing',
      url: server.url,
      howFound: 'configuration',
      deadlineMs: 20_000,
      ...options,
    })
    onTestFinished(() => source.close())
    return source
  }

  it.each([
    {
      desc: 'only version 3',
      table: { '/api/v3/services': v3, '/api/v3/traces': noTraces },
      details: 'Asked by its API v3, parameters in camelCase',
      link: '/search',
    },
    {
      desc: 'version 3 with older names of parameters',
      table: { '/api/v3/services': v3, '/api/v3/traces': snakeOnly },
      details: 'Asked by its API v3, parameters in snake_case',
      link: '/search',
    },
    {
      desc: 'only the legacy API',
      table: { '/api/services': legacy },
      details: 'Asked by its legacy API',
      link: '/search',
    },
    {
      desc: 'a version 3 that fails, and the legacy API',
      table: { '/api/v3/': answer(501, 'text/plain', 'not implemented'), '/api/services': legacy },
      details: 'Asked by its legacy API',
      link: '/search',
    },
    {
      desc: 'everything under /jaeger',
      table: { '/jaeger/api/v3/services': v3, '/jaeger/api/v3/traces': noTraces },
      details: 'Asked by its API v3, parameters in camelCase under /jaeger',
      link: '/jaeger/search',
    },
  ])('finds its way to a store with $desc', async ({ table, details, link }) => {
    server.behave(routes(table))
    const source = create()
    expect(await source.services()).toEqual(['a', 'b'])
    expect(source.status()).toMatchObject({
      product: 'Jaeger',
      version: '2.14.1',
      state: 'reached',
      details: [details],
    })
    const url = source.linkTo({ service: 'a', fromMs: 1, toMs: 2, tags: {} })
    expect(new URL(url ?? '').pathname).toBe(link)
  })

  it('knows a store without any service', async () => {
    server.behave(routes({ '/api/v3/services': answer(200, 'text/plain', '{}') }))
    expect(await create().services()).toEqual([])
    server.behave(routes({ '/api/services': json({ data: null, errors: null }) }))
    expect(await create().services()).toEqual([])
  })

  it('asks again what the store is after a change of version', async () => {
    server.behave(routes({ '/api/services': legacy }))
    const source = create()
    await source.services()
    server.behave(routes({ '/api/v3/services': v3, '/api/v3/traces': noTraces }))
    expect(await source.services()).toEqual(['a', 'b'])
    expect(source.status().details).toEqual(['Asked by its API v3, parameters in camelCase'])
  })

  it.each([
    {
      desc: 'a page for everything',
      fault: page,
      failure: 'badAnswer',
      message: /does not answer as Jaeger, Tempo or Zipkin do/,
    },
    {
      desc: 'another API',
      fault: json({ status: 'success' }),
      failure: 'badAnswer',
      message: /is this the address of its query service\?$/,
    },
    {
      desc: 'half a JSON',
      fault: answer(200, 'application/json', '{"services":["a'),
      failure: 'badAnswer',
      message: /as Jaeger, Tempo or Zipkin do/,
    },
    {
      desc: 'no rights',
      fault: answer(401, 'text/plain', 'no'),
      failure: 'forbidden',
      message: /status 401/,
    },
    {
      desc: 'a gateway',
      fault: answer(503, 'text/plain', 'no'),
      failure: 'unavailable',
      message: /status 503/,
    },
    {
      desc: 'silence',
      fault: silence,
      failure: 'timeout',
      message: /did not answer \(http:.*, 0\.3 s\)$/,
    },
    { desc: 'a hang-up', fault: hangUp, failure: 'unavailable', message: /cannot be reached/ },
    {
      desc: 'a cut',
      fault: cutOff('application/json', '{"services":["a'),
      failure: 'unavailable',
      message: /cannot be reached/,
    },
    {
      desc: 'too much',
      fault: json({ services: ['a'.repeat(5000)] }),
      failure: 'tooLarge',
      message: /over/,
    },
  ])('tells of $desc', async ({ fault, failure, message }) => {
    server.behave(fault)
    const source = create({
      deadlineMs: deadlineOf(fault),
      maxAnswerBytes: 2000,
      url: server.url.replace('://', '://me:secret@'),
    })
    await expect(source.services()).rejects.toMatchObject({
      name: 'SourceUnavailableError',
      source: 'tracing',
      failure,
      message: expect.stringMatching(message) as unknown,
    })
    await expect.poll(() => source.status().state).not.toBe('connecting')
    expect(JSON.stringify(source.status())).not.toContain('secret')
  })

  it.each([
    { desc: 'a page with status 200', fault: page, failure: 'badAnswer' },
    {
      desc: 'half an OTLP',
      fault: answer(200, 'application/json', '{"result":{"resourceSpans":[{"scopeSpans":[{"sp'),
      failure: 'badAnswer',
    },
    { desc: 'silence', fault: silence, failure: 'timeout' },
    {
      desc: 'a cut',
      fault: cutOff('application/json', '{"result":{"resourceSpans":['),
      failure: 'unavailable',
    },
  ])('tells of $desc in the place of a trace, and finds the next', async ({ fault, failure }) => {
    const healthy = { '/api/v3/services': v3, '/api/v3/traces': noTraces }
    server.behave(routes(healthy))
    // The store answers at once before: it is the fault that is waited for.
    const source = create({ deadlineMs: fault === silence ? 3000 : 20_000 })
    await source.services()
    server.behave(routes({ '/api/v3/traces/': fault, ...healthy }))
    const ask = { traceId: 'a'.repeat(32), aroundMs: null }
    await expect(source.trace(ask)).rejects.toMatchObject({
      ...{ name: 'SourceUnavailableError', source: 'tracing', failure },
    })
    expect(await source.services()).toEqual(['a', 'b'])
    server.behave(routes(healthy))
    expect(await source.trace(ask)).toBeNull()
  })

  it('asks by the API that the settings name alone', async () => {
    server.behave(routes({ '/api/v3/services': v3, '/api/services': legacy }))
    const source = create({ api: 'jaeger-legacy' })
    expect(await source.services()).toEqual(['a', 'b'])
    expect(source.status().details).toEqual(['Asked by its legacy API'])
    expect(server.seen.filter((one) => one.path.startsWith('/api/v3'))).toEqual([])
  })

  it('sends headers of tenants, and the token that is in the file just now', async () => {
    server.behave(routes({ '/api/services': legacy }))
    const folder = mkdtempSync(path.join(tmpdir(), 'alidade-traces-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const bearerTokenFile = path.join(folder, 'token')
    writeFileSync(bearerTokenFile, 'first\n')
    const source = create({ headers: { 'x-scope-orgid': 'team' }, bearerTokenFile })
    await source.services()
    writeFileSync(bearerTokenFile, 'second\n')
    await source.services()
    const sent = server.seen.map(({ headers }) => headers['authorization'])
    expect([sent[0], sent.at(-1)]).toEqual(['Bearer first', 'Bearer second'])
    expect(server.seen.every(({ headers }) => headers['x-scope-orgid'] === 'team')).toBe(true)
    rmSync(bearerTokenFile)
    await expect(source.services()).rejects.toMatchObject({
      failure: 'forbidden',
      message: expect.stringContaining(bearerTokenFile) as unknown,
    })
  })

  it('links to a trace where the settings say that it is shown', () => {
    const traceLink = 'https://graphs.example/explore?left=%7B%22query%22:%22$traceId%22%7D'
    expect(create({ socketPath: '/nowhere', traceLink }).linkToTrace('abc')).toBe(
      'https://graphs.example/explore?left=%7B%22query%22:%22abc%22%7D',
    )
  })

  it('gives no link that a browser could not open', () => {
    const ask = { service: 'a', fromMs: 1, toMs: 2, tags: {} }
    expect(create({ url: 'http://tracing.mesh.svc:80' }).linkTo(ask)).toBeNull()
    expect(create({ socketPath: '/nowhere' }).linkTo(ask)).toBeNull()
    const externalUrl = 'https://jaeger.example.org/ui'
    expect(create({ externalUrl }).linkTo(ask)).toMatch(
      /^https:\/\/jaeger\.example\.org\/ui\/search\?/,
    )
  })
})
