import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { SourceUnavailableError } from '../../server/errors.ts'
import type { MetricsSource } from '../../server/seams/source.ts'
import {
  createPrometheusSource,
  type PrometheusOptions,
} from '../../server/sources/prometheus/prometheus-source.ts'
import {
  answer,
  cutOff,
  hangUp,
  silence,
  startFaultServer,
  type Fault,
  type FaultServer,
} from './fault-server.ts'

const json = 'application/json'
const emptyVector = '{"status":"success","data":{"resultType":"vector","result":[]}}'
const one =
  '{"status":"success","data":{"resultType":"vector","result":[{"metric":{"a":"b"},"value":[1,"2"]}]}}'
const error = (errorType: string, text: string): string =>
  JSON.stringify({ status: 'error', errorType, error: text })

/** The same for the questions that the source asks by itself, so that a fault meets one query. */
const onlyQueries =
  (fault: Fault): Fault =>
  (request, response, body) => {
    const isQuery = (request.url ?? '').startsWith('/api/v1/query')
    if (isQuery) fault(request, response, body)
    else
      answer(200, json, '{"status":"success","data":{"version":"2.42.0","revision":"r"}}')(
        request,
        response,
        body,
      )
  }

describe('the metrics source and a store that does wrong', () => {
  let server: FaultServer
  beforeEach(async () => {
    server = await startFaultServer(onlyQueries(answer(200, json, emptyVector)))
  })
  afterEach(() => server.close())

  const create = (options: Partial<PrometheusOptions> = {}): MetricsSource => {
    const source = createPrometheusSource({
      id: 'metrics',
      url: server.url,
      howFound: 'configuration',
      deadlineMs: 5000,
      maxAnswerBytes: 100_000_000,
      ...options,
    })
    onTestFinished(() => source.close())
    return source
  }
  const queriesSeen = (): FaultServer['seen'] =>
    server.seen.filter(({ path: seen }) => seen.startsWith('/api/v1/query'))
  const failureOf = async (promise: Promise<unknown>): Promise<SourceUnavailableError> => {
    const thrown: unknown = await promise.then(
      () => new Error('it did not fail'),
      (reason: unknown) => reason,
    )
    if (thrown instanceof SourceUnavailableError) return thrown
    throw thrown
  }

  it.each([
    {
      desc: 'a query that it refuses',
      fault: answer(400, json, error('bad_data', 'parse error: unexpected )\n  at 1')),
      failure: 'refused',
      message: /refused the query \(http:\/\/127\.0\.0\.1:\d+\): parse error: unexpected \) at 1$/,
      asked: 1,
    },
    {
      desc: 'a query that it cannot execute',
      fault: answer(422, json, error('execution', 'too many samples')),
      failure: 'refused',
      message: /refused the query .*: too many samples$/,
      asked: 1,
    },
    {
      desc: 'a query that it gave up',
      fault: answer(503, json, error('timeout', 'query timed out in expression evaluation')),
      failure: 'timeout',
      message: /gave up .*: query timed out/,
      asked: 1,
    },
    {
      desc: 'a gateway without anybody behind it',
      fault: answer(503, 'text/plain', 'no healthy upstream'),
      failure: 'unavailable',
      message: /cannot answer \(http:\/\/127\.0\.0\.1:\d+, status 503\)/,
      asked: 2,
    },
    {
      desc: 'a login page',
      fault: answer(200, 'text/html', '<!doctype html><title>Log in</title>'),
      failure: 'badAnswer',
      message: /answered with a page of HTML .*base path/,
      asked: 1,
    },
    {
      desc: 'half a JSON',
      fault: answer(200, json, one.slice(0, 80)),
      failure: 'badAnswer',
      message: /answered with JSON that breaks off/,
      asked: 1,
    },
    {
      desc: 'another API',
      fault: answer(200, json, '{"services":[]}'),
      failure: 'badAnswer',
      message: /answered with JSON of another API/,
      asked: 1,
    },
    {
      desc: 'a matrix',
      fault: answer(200, json, '{"status":"success","data":{"resultType":"matrix","result":[]}}'),
      failure: 'badAnswer',
      message: /answered with a matrix/,
      asked: 1,
    },
    {
      desc: 'no credentials',
      fault: answer(401, 'text/plain', 'Unauthorized'),
      failure: 'forbidden',
      message: /does not accept our credentials .*status 401/,
      asked: 1,
    },
    {
      desc: 'no rights',
      fault: answer(403, 'text/plain', 'RBAC: access denied'),
      failure: 'forbidden',
      message: /status 403/,
      asked: 1,
    },
    {
      desc: 'a wrong base path',
      fault: answer(404, 'text/plain', '404 page not found'),
      failure: 'badAnswer',
      message: /status 404\): is the base path right\?$/,
      asked: 1,
    },
    {
      desc: 'a redirection with a secret',
      fault: (_: unknown, response: ServerResponse) => {
        response.writeHead(302, { location: 'https://login.example/start?ticket=secret' }).end()
      },
      failure: 'badAnswer',
      message: /sends us to https:\/\/login\.example\/start \(/,
      asked: 1,
    },
    {
      desc: 'a connection that is cut',
      fault: cutOff(json, one),
      failure: 'unavailable',
      message: /cannot be reached/,
      asked: 2,
    },
    {
      desc: 'a connection that is hung up',
      fault: hangUp,
      failure: 'unavailable',
      message: /cannot be reached \(http:\/\/127\.0\.0\.1:\d+, ECONNRESET\)/,
      asked: 2,
    },
  ])('tells of $desc', async ({ fault, failure, message, asked }) => {
    server.behave(onlyQueries(fault))
    const thrown = await failureOf(create().query('up'))
    expect(thrown).toMatchObject({
      source: 'metrics',
      failure,
      message: expect.stringMatching(message) as unknown,
    })
    expect(thrown.message).not.toMatch(/\n|secret/)
    expect(queriesSeen()).toHaveLength(asked)
  })

  it('asks once more when the first answer was cut, and says nothing of it', async () => {
    let count = 0
    server.behave(
      onlyQueries((...args) => {
        count += 1
        ;(count === 1 ? hangUp : answer(200, json, one))(...args)
      }),
    )
    expect((await create().query('up')).vector.values).toEqual(Float64Array.of(2))
  })

  it('gives up at the deadline, and hangs up', async () => {
    server.behave(onlyQueries(silence))
    const source = create({ deadlineMs: 300 })
    await expect.poll(() => source.status().state).toBe('reached')
    const startedAt = performance.now()
    const thrown = await failureOf(source.query('up'))
    expect(performance.now() - startedAt).toBeLessThan(10_000) // else it takes a minute
    expect(thrown).toMatchObject({ failure: 'timeout', code: 'sourceTimeout' })
    expect(thrown.message).toMatch(
      /^The metrics source did not answer \(http:\/\/127\.0\.0\.1:\d+, 0\.3 s\)$/,
    )
    await expect.poll(() => queriesSeen().every(({ isAborted }) => isAborted)).toBe(true)
    // One slow query does not mean that the store is away.
    expect(source.status().state).toBe('reached')
  })

  it('takes a deadline of one call', async () => {
    server.behave(onlyQueries(silence))
    const thrown = await failureOf(create().query('up', { deadlineMs: 200 }))
    expect(thrown.message).toContain('0.2 s')
  })

  it('hangs up when nobody waits any more', async () => {
    server.behave(onlyQueries(silence))
    const abort = new AbortController()
    const query = create().query('up', { signal: abort.signal })
    await expect.poll(() => queriesSeen().length).toBe(1)
    abort.abort()
    await expect(query).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(() => queriesSeen()[0]?.isAborted).toBe(true)
  })

  it('does not ask at all for a caller that has left', async () => {
    const query = create().query('up', { signal: AbortSignal.abort() })
    await expect(query).rejects.toMatchObject({ name: 'AbortError' })
    expect(queriesSeen()).toHaveLength(0)
  })

  it('stops reading an answer over the limit', async () => {
    let sent = 0
    server.behave(
      onlyQueries((_, response) => {
        const piece = 'x'.repeat(65_536)
        const write = (): void => {
          while (!response.destroyed && response.write(piece)) sent += piece.length
        }
        response.on('drain', write)
        response.writeHead(200, { 'content-type': json })
        write()
      }),
    )
    const thrown = await failureOf(create({ maxAnswerBytes: 1_000_000 }).query('up'))
    expect(thrown).toMatchObject({ failure: 'tooLarge' })
    expect(thrown.message).toMatch(/over 1 MB .*: ask for fewer namespaces or raise the limit\.$/)
    expect(sent).toBeLessThan(20_000_000)
  })

  it('says that nobody is there, and that somebody is there again', async () => {
    const source = create({ probeEveryMs: 50 })
    await expect.poll(() => source.status().state).toBe('reached')
    const { sinceAt: reachedAt } = source.status()
    await server.close()
    await expect.poll(() => source.status().state).toBe('notReached')
    const away = source.status()
    expect(away.message).toMatch(/cannot be reached \(.*ECONNREFUSED\): is it running/)
    expect(away.sinceAt).toBeGreaterThanOrEqual(reachedAt ?? 0)
    await sleep(150)
    expect(source.status().sinceAt).toBe(away.sinceAt)
    server = await startFaultServer(onlyQueries(answer(200, json, emptyVector)), server.port)
    await expect.poll(() => source.status().state).toBe('reached')
    expect(source.status()).toMatchObject({
      message: null,
      product: 'Prometheus',
      version: '2.42.0',
    })
  })

  it('names the product that it finds', async () => {
    const products = [
      { build: { application: 'Grafana Mimir', version: '2.14.0' }, expected: ['Mimir', '2.14.0'] },
      { build: { version: '2.24.0' }, expected: ['VictoriaMetrics', null] },
      { build: { version: '0.36.1', revision: 'r' }, expected: ['Thanos', '0.36.1'] },
      { build: { version: '3.5.0', revision: 'r' }, expected: ['Prometheus', '3.5.0'] },
    ]
    for (const { build, expected } of products) {
      server.behave(answer(200, json, JSON.stringify({ status: 'success', data: build })))
      const source = create()
      await expect.poll(() => source.status().state).toBe('reached')
      const { product, version } = source.status()
      expect([product, version]).toEqual(expected)
    }
  })

  it('posts long queries, and gets them from a store that takes no posts', async () => {
    const long = `sum(up{namespace=~"${'a|'.repeat(2000)}b"})`
    const source = create()
    await source.query(long)
    expect(queriesSeen()[0]).toMatchObject({ method: 'POST', path: '/api/v1/query' })
    expect(new URLSearchParams(queriesSeen()[0]?.body).get('query')).toBe(long)
    server.behave(
      onlyQueries((request, response, body) => {
        const fault =
          request.method === 'POST' ? answer(405, 'text/plain', 'no') : answer(200, json, one)
        fault(request, response, body)
      }),
    )
    expect((await source.query(long)).vector.values).toHaveLength(1)
    await source.query(long)
    expect(queriesSeen().map(({ method }) => method)).toEqual(['POST', 'POST', 'GET', 'GET'])
  })

  it('sends headers and credentials, and shows none of them', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alidade-secrets-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = path.join(folder, 'secret')
    writeFileSync(file, 'secret-word\n')
    const headers = { 'X-Scope-OrgID': 'team-a' }
    await create({ headers, bearerTokenFile: file }).query('up')
    await create({ basicAuth: { user: 'me', passwordFile: file } }).query('up')
    const withUser = create({ url: server.url.replace('://', '://you:secret%20two@') })
    await withUser.query('up')
    expect(queriesSeen().map(({ headers: sent }) => sent.authorization)).toEqual([
      'Bearer secret-word',
      `Basic ${Buffer.from('me:secret-word').toString('base64')}`,
      `Basic ${Buffer.from('you:secret two').toString('base64')}`,
    ])
    expect(queriesSeen()[0]?.headers['x-scope-orgid']).toBe('team-a')
    server.behave(onlyQueries(hangUp))
    const thrown = await failureOf(withUser.query('up'))
    expect(JSON.stringify([thrown.message, withUser.status()])).not.toContain('secret')
    const missing = create({ bearerTokenFile: path.join(folder, 'none') })
    expect((await failureOf(missing.query('up'))).message).toContain(path.join(folder, 'none'))
  })

  it('keeps the base path of the address', async () => {
    server.behave(answer(200, json, one))
    await create({ url: `${server.url}/team/prometheus/` }).query('up')
    expect(
      server.seen.some(({ path: seen }) => seen.startsWith('/team/prometheus/api/v1/query?')),
    ).toBe(true)
  })

  it('reads compressed answers', async () => {
    server.behave(
      onlyQueries((_, response) => {
        response
          .writeHead(200, { 'content-type': json, 'content-encoding': 'gzip' })
          .end(gzipSync(one))
      }),
    )
    expect((await create().query('up')).vector.values).toEqual(Float64Array.of(2))
    // This machine is asked for plain text: compression costs more than it saves here.
    expect(queriesSeen()[0]?.headers['accept-encoding']).toBe('identity')
  })

  it('hands on what the store warns of', async () => {
    const text = one.replace(
      /\}$/,
      ',"warnings":["a store did not answer"],"infos":["not a counter"]}',
    )
    server.behave(onlyQueries(answer(200, json, text)))
    const { warnings } = await create().query('up')
    expect(warnings).toEqual(['a store did not answer', 'not a counter'])
  })

  it('has no facts of a store that hides them, and is not worried', async () => {
    server.behave((request, response, body) => {
      const isOpen = (request.url ?? '').startsWith('/api/v1/query')
      const fault = isOpen ? answer(200, json, emptyVector) : answer(403, 'text/plain', 'no')
      fault(request, response, body)
    })
    const source = create({ probeEveryMs: 60_000 })
    const facts = await source.facts()
    expect(facts).toEqual({
      scrapeIntervalSeconds: null,
      retentionSeconds: null,
      recordedNames: new Set(),
    })
    await source.query('up')
    expect(source.status().state).toBe('reached')
  })

  // A busy machine holds up any thread now and then: one quiet run of several tells enough.
  it('reads 30 MB without holding up the thread that serves people', { retry: 4 }, async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => {
      const metric = { app: `app-${index % 5000}`, id: String(index), filler: 'x'.repeat(440) }
      return JSON.stringify({ metric, value: [1, String(index / 7)] })
    })
    const text = Buffer.from(emptyVector.replace('[]', `[${rows.join(',')}]`))
    expect(text.length).toBeGreaterThan(30_000_000)
    server.behave(
      onlyQueries((_, response) => {
        response.writeHead(200, { 'content-type': json }).end(text)
      }),
    )
    const source = create()
    await source.query('warm the thread up')
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const { vector, bytes } = await source.query('up')
    delay.disable()
    expect(bytes).toBe(text.length)
    expect(vector.values).toHaveLength(60_000)
    expect(vector.values[59_999]).toBe(59_999 / 7)
    // Against the same machine, as busy as it is now, that reads it in this thread at once.
    const begunMs = performance.now()
    JSON.parse(text.toString())
    expect(delay.max / 1e6).toBeLessThan((performance.now() - begunMs) / 2)
  })

  it('lives on when an answer breaks its reading', async () => {
    const source = create()
    server.behave(onlyQueries(answer(200, json, randomBytes(10_000).toString('latin1'))))
    await failureOf(source.query('up'))
    server.behave(onlyQueries(answer(200, json, one)))
    expect((await source.query('up')).vector.values).toHaveLength(1)
  })

  it('throws for whoever waits when it is closed', async () => {
    server.behave(onlyQueries(silence))
    const source = create()
    const query = source.query('up')
    await expect.poll(() => queriesSeen().length).toBe(1)
    const outcome = expect(query).rejects.toThrow()
    await source.close()
    await outcome
  })
})
