import { describe, expect, it, onTestFinished } from 'vitest'
import type { MetricsSource } from '../../server/seams/source.ts'
import { createPrometheusSource } from '../../server/sources/prometheus/prometheus-source.ts'
import { startFaultServer, type Fault, type FaultServer } from './fault-server.ts'

const emptyVector = { resultType: 'vector', result: [] }
const rules = {
  groups: [{ rules: [{ name: 'shop:one', type: 'recording', health: 'ok' }] }],
}

interface Store {
  /** What it says of itself. */
  readonly build: object
  readonly headers?: Readonly<Record<string, string>>
  /** The data at other paths; there is nothing at the rest. */
  readonly data?: Readonly<Record<string, unknown>>
  /** Whether it answers queries of tenants only. */
  readonly hasTenants?: boolean
}

/** A store without samples, as the products answer: seen in real ones. */
function behaviour({ build, headers = {}, data = {}, hasTenants = false }: Store): Fault {
  const answers: Readonly<Record<string, unknown>> = {
    '/api/v1/status/buildinfo': build,
    '/api/v1/query_range': { resultType: 'matrix', result: [] },
    '/api/v1/query': emptyVector,
    '/api/v1/rules': rules,
    ...data,
  }
  return (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    const isQuery = path.startsWith('/api/v1/query')
    const found = answers[path]
    if (isQuery && hasTenants && request.headers['x-scope-orgid'] === undefined)
      response.writeHead(401, { 'content-type': 'text/plain' }).end('no org id\n')
    else if (found === undefined) response.writeHead(404).end('404 page not found')
    else if (typeof found === 'string') response.writeHead(200, headers).end(found)
    else
      response
        .writeHead(200, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify({ status: 'success', data: found }))
  }
}

async function sourceOn(
  store: Store,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly source: MetricsSource; readonly server: FaultServer }> {
  const server = await startFaultServer(behaviour(store))
  onTestFinished(server.close)
  const source = createPrometheusSource({
    ...{ id: 'metrics', url: server.url, howFound: 'configuration', headers },
    ...{ deadlineMs: 5000, maxAnswerBytes: 1_000_000, probeEveryMs: 20 },
  })
  onTestFinished(() => source.close())
  return { source, server }
}

const prometheus: Store = { build: { version: '3.5.0', revision: 'r' } }
const thanos: Store = {
  build: { version: '0.42.4', revision: '' },
  data: { '/api/v1/stores': { sidecar: [] } },
}
const mimir: Store = {
  build: { application: 'Grafana Mimir', version: 'unknown', revision: 'unknown' },
  hasTenants: true,
}
const singleNode: Store = {
  build: { version: '2.24.0' },
  data: {
    '/metrics': [
      'vm_app_version{version="victoria-metrics-v1.150.0", short_version="v1.150.0"} 1',
      'flag{name="retentionPeriod", value="90d", is_set="true"} 1',
      '',
    ].join('\n'),
  },
}
const cluster: Store = {
  build: { version: '2.24.0', revision: 'r' },
  headers: { 'x-server-hostname': 'vmselect-0' },
}

describe('the instants that a store is asked for', () => {
  /** What an instant and a range are asked with, once the store is known. */
  const askBoth = async (store: Store): Promise<readonly URLSearchParams[]> => {
    const { source, server } = await sourceOn(store)
    await expect.poll(() => source.status().state).toBe('reached')
    await source.query('up', { atMs: 1_000 })
    await source.queryRange('up', { fromMs: 1_000, toMs: 9_000, stepSeconds: 2 })
    return server.seen
      .filter(({ path }) => path.startsWith('/api/v1/query'))
      .map(({ path }) => new URL(path, server.url).searchParams)
  }

  it.each([
    { name: 'a single node', store: singleNode },
    { name: 'a cluster', store: cluster },
  ])('are not moved by VictoriaMetrics: $name', async ({ store }) => {
    const asked = await askBoth(store)
    expect(asked).toHaveLength(2)
    for (const params of asked) {
      expect(params.get('nocache')).toBe('1')
      expect(params.get('latency_offset')).toBe('1ms')
    }
  })

  it('are all that others are told', async () => {
    const asked = await askBoth(prometheus)
    expect(asked.map((params) => [...params.keys()].sort())).toEqual([
      ['query', 'time', 'timeout'],
      ['end', 'query', 'start', 'step', 'timeout'],
    ])
  })
})

describe('what a store tells of itself', () => {
  it.each([
    { name: 'a single node', store: singleNode, version: '1.150.0', retentionSeconds: 7_776_000 },
    { name: 'a cluster', store: cluster, version: null, retentionSeconds: null },
  ])('is read of VictoriaMetrics: $name', async ({ store, version, retentionSeconds }) => {
    const { source } = await sourceOn(store)
    await expect.poll(() => source.status().product).toBe('VictoriaMetrics')
    expect(source.status()).toMatchObject({ state: 'reached', version })
    expect((await source.facts()).retentionSeconds).toBe(retentionSeconds)
  })

  it('is no version where it was built without one', async () => {
    const { source } = await sourceOn(mimir, { 'X-Scope-OrgID': 'team-7' })
    await expect.poll(() => source.status().product).toBe('Mimir')
    expect(source.status()).toMatchObject({ state: 'reached', version: null })
  })

  it('is not enough where a tenant is missing, and stays so', async () => {
    const { source, server } = await sourceOn(mimir)
    const probes = (): number =>
      server.seen.filter(({ path }) => path.startsWith('/api/v1/query')).length
    await expect.poll(probes).toBeGreaterThan(2)
    expect(source.status().state).toBe('notReached')
    expect(source.status().message).toMatch(/status 401\): .*the header of a tenant/)
  })

  it('names rules that its numbers stand on, but those of a part of many stores', async () => {
    const own = await sourceOn(prometheus)
    expect([...(await own.source.facts()).recordedNames]).toEqual(['shop:one'])
    const many = await sourceOn(thanos)
    expect([...(await many.source.facts()).recordedNames]).toEqual([])
  })
})
